import { glucoseIn, type GlucoseUnit, type Measure, type ReadableScope } from './payload';

/** How one kind of reading is drawn: a fixed clinical scale, so that two charts can be compared by eye. */
export type ChartScale = {
  unit: string;
  digits: number;
  yDomain: readonly [number, number];
  yTicks: number[];
  thresholds: { value: number; label: string }[];
  /** A silence longer than this is a gap and is not joined. */
  gapMs: number;
  lines: { name: string; label: string }[];
  /** The measure in this scale's unit. */
  valueOf: (measure: Measure) => number;
};

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const asMeasured = ({ value }: Measure) => value;

const MG_DL: ChartScale = {
  unit: 'mg/dL',
  digits: 0,
  yDomain: [40, 400],
  yTicks: [40, 100, 200, 300, 400],
  thresholds: [
    { value: 70, label: 'Low' },
    { value: 180, label: 'High' },
  ],
  gapMs: 20 * MINUTE,
  lines: [{ name: 'blood_glucose', label: 'Blood glucose' }],
  valueOf: (measure) => glucoseIn('mg/dL', measure),
};
const MMOL_L: ChartScale = {
  ...MG_DL,
  unit: 'mmol/L',
  digits: 1,
  yDomain: [2.2, 22.2],
  yTicks: [5, 10, 15, 20],
  thresholds: [
    { value: 3.9, label: 'Low' },
    { value: 10, label: 'High' },
  ],
  valueOf: (measure) => glucoseIn('mmol/L', measure),
};

const SCALES: Record<Exclude<ReadableScope, 'omh:blood-glucose:4.0'>, ChartScale> = {
  'omh:heart-rate:2.0': {
    unit: 'beats/min',
    digits: 0,
    yDomain: [30, 210],
    yTicks: [40, 80, 120, 160, 200],
    thresholds: [],
    gapMs: HOUR,
    lines: [{ name: 'heart_rate', label: 'Heart rate' }],
    valueOf: asMeasured,
  },
  'omh:blood-pressure:4.0': {
    unit: 'mmHg',
    digits: 0,
    yDomain: [40, 220],
    yTicks: [40, 80, 120, 160, 200],
    thresholds: [
      { value: 140, label: 'High, systolic' },
      { value: 90, label: 'High, diastolic' },
    ],
    gapMs: 48 * HOUR,
    lines: [
      { name: 'systolic_blood_pressure', label: 'Systolic' },
      { name: 'diastolic_blood_pressure', label: 'Diastolic' },
    ],
    valueOf: asMeasured,
  },
  'omh:body-temperature:4.0': {
    unit: '°C',
    digits: 1,
    yDomain: [34, 42],
    yTicks: [34, 36, 38, 40, 42],
    thresholds: [{ value: 38, label: 'Fever' }],
    gapMs: 48 * HOUR,
    lines: [{ name: 'body_temperature', label: 'Body temperature' }],
    valueOf: celsius,
  },
  'omh:oxygen-saturation:2.0': {
    unit: '%',
    digits: 0,
    yDomain: [70, 100],
    yTicks: [70, 80, 90, 100],
    thresholds: [{ value: 92, label: 'Low' }],
    gapMs: 24 * HOUR,
    lines: [{ name: 'oxygen_saturation', label: 'Oxygen saturation' }],
    valueOf: asMeasured,
  },
  'omh:step-count:3.0': {
    unit: 'steps',
    digits: 0,
    yDomain: [0, 20_000],
    yTicks: [0, 5_000, 10_000, 15_000, 20_000],
    thresholds: [],
    gapMs: 48 * HOUR,
    lines: [{ name: 'step_count', label: 'Steps' }],
    valueOf: asMeasured,
  },
  'omh:sleep-duration:2.0': {
    unit: 'h',
    digits: 1,
    yDomain: [0, 14],
    yTicks: [0, 4, 8, 12],
    thresholds: [],
    gapMs: 48 * HOUR,
    lines: [{ name: 'sleep_duration', label: 'Sleep' }],
    valueOf: hours,
  },
};

export function chartScale(scope: ReadableScope, glucoseUnit: GlucoseUnit): ChartScale {
  if (scope === 'omh:blood-glucose:4.0') return glucoseUnit === 'mmol/L' ? MMOL_L : MG_DL;
  return SCALES[scope];
}

function celsius({ value, unit }: Measure): number {
  if (unit === 'F') return ((value - 32) * 5) / 9;
  return unit === 'K' ? value - 273.15 : value;
}

function hours({ value, unit }: Measure): number {
  if (unit === 'min') return value / 60;
  return unit === 'sec' ? value / 3_600 : value;
}

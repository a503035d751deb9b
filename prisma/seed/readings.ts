import type { Reading } from '@/lib/observations/payload';
import { chance } from './seed-clock';

export type GlucosePattern = 'well-controlled' | 'dawn-rise' | 'night-lows' | 'sensor-gaps' | 'after-meals';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const MEALS = [7.5, 12.5, 19];
const MG_DL_PER_MMOL_L = 18.0156;

/** Base level, height of a meal's rise, and what the hours of the night do, in mg/dL. */
const PATTERNS: Record<
  GlucosePattern,
  { base: number; meal: number; night: (hour: number) => number; wobble: number }
> = {
  'well-controlled': { base: 108, meal: 38, night: () => 0, wobble: 5 },
  'dawn-rise': { base: 122, meal: 48, night: (hour) => bell(hour, 6, 1.6) * 70, wobble: 6 },
  'night-lows': { base: 112, meal: 55, night: (hour) => -bell(hour, 3, 1.2) * 55, wobble: 7 },
  'sensor-gaps': { base: 126, meal: 50, night: () => 0, wobble: 7 },
  'after-meals': { base: 130, meal: 110, night: () => 0, wobble: 8 },
};

function bell(x: number, centre: number, width: number): number {
  return Math.exp(-((x - centre) ** 2) / (2 * width ** 2));
}

type Glucose = { pattern: GlucosePattern; unit: 'mg/dL' | 'mmol/L'; from: number; to: number; seed: number };

/** A sensor's readings, one each five minutes, oldest first. */
export function* glucoseReadings({ pattern, unit, from, to, seed }: Glucose): Generator<Reading> {
  const random = chance(seed);
  const { base, meal, night, wobble } = PATTERNS[pattern];
  let drift = 0;
  let day = -1;
  let appetite = 1;
  for (let at = Math.ceil(from / (5 * MINUTE_MS)) * 5 * MINUTE_MS; at < to; at += 5 * MINUTE_MS) {
    const hour = (at / HOUR_MS) % 24;
    if (Math.floor(at / (24 * HOUR_MS)) !== day) {
      day = Math.floor(at / (24 * HOUR_MS));
      appetite = 0.7 + random() * 0.6;
    }
    drift = drift * 0.95 + (random() - 0.5) * wobble;
    if (pattern === 'sensor-gaps' && isGap(at, seed)) continue;
    const rises = MEALS.reduce((sum, time) => sum + bell(hour, time + 0.9, 0.8), 0) * meal * appetite;
    const value = Math.min(400, Math.max(41, base + rises + night(hour) + drift * 2));
    const shown = unit === 'mg/dL' ? Math.round(value) : Math.round((value / MG_DL_PER_MMOL_L) * 10) / 10;
    yield { at, measures: [{ name: 'blood_glucose', value: shown, unit }] };
  }
}

/** Some nights the sensor slips off for five hours, and every tenth day it is changed. */
function isGap(at: number, seed: number): boolean {
  const day = Math.floor(at / (24 * HOUR_MS));
  const hour = (at / HOUR_MS) % 24;
  if ((day + seed) % 10 === 0) return hour > 9 && hour < 15;
  return (day * 7 + seed) % 4 === 0 && hour < 5;
}

type Span = { from: number; to: number; seed: number };

export function* heartRateReadings({ from, to, seed }: Span): Generator<Reading> {
  const random = chance(seed);
  for (let at = from; at < to; at += 30 * MINUTE_MS) {
    const hour = (at / HOUR_MS) % 24;
    const active = hour > 7 && hour < 22 ? 14 : 0;
    yield {
      at,
      measures: [{ name: 'heart_rate', value: Math.round(58 + active + random() * 18), unit: 'beats/min' }],
    };
  }
}

export function* bloodPressureReadings({ from, to, seed }: Span): Generator<Reading> {
  const random = chance(seed);
  for (let at = from; at < to; at += 12 * HOUR_MS) {
    const systolic = Math.round(118 + random() * 28);
    yield {
      at,
      measures: [
        { name: 'systolic_blood_pressure', value: systolic, unit: 'mmHg' },
        { name: 'diastolic_blood_pressure', value: Math.round(systolic * 0.62 + random() * 8), unit: 'mmHg' },
      ],
    };
  }
}

export function* stepReadings({ from, to, seed }: Span): Generator<Reading> {
  const random = chance(seed);
  for (let at = from + 24 * HOUR_MS; at < to; at += 24 * HOUR_MS) {
    const value = Math.round(3_000 + random() * 8_000);
    yield { at, from: at - 24 * HOUR_MS, measures: [{ name: 'step_count', value, unit: 'steps' }] };
  }
}

export function* sleepReadings({ from, to, seed }: Span): Generator<Reading> {
  const random = chance(seed);
  for (let at = from + 24 * HOUR_MS; at < to; at += 24 * HOUR_MS) {
    const value = Math.round((5.5 + random() * 3) * 10) / 10;
    yield { at, from: at - 9 * HOUR_MS, measures: [{ name: 'sleep_duration', value, unit: 'h' }] };
  }
}

export function* oxygenReadings({ from, to, seed }: Span): Generator<Reading> {
  const random = chance(seed);
  for (let at = from; at < to; at += 8 * HOUR_MS) {
    yield { at, measures: [{ name: 'oxygen_saturation', value: Math.round(94 + random() * 5), unit: '%' }] };
  }
}

export function* temperatureReadings({ from, to, seed }: Span): Generator<Reading> {
  const random = chance(seed);
  for (let at = from; at < to; at += 24 * HOUR_MS) {
    const value = Math.round((36.2 + random() * 0.9) * 10) / 10;
    yield { at, measures: [{ name: 'body_temperature', value, unit: 'C' }] };
  }
}

/**
 * What a phone seals and a browser opens: an Open mHealth data point `{ header, body }`, or the body alone. Both ways are
 * written from one table of shapes. No validation library: this runs in the browser for thousands of readings at once.
 */

/** One number of a reading, by the name it has in the schema. */
export type Measure = { name: string; value: number; unit: string };
/** One reading. `from` is set where the schema asks for an interval, which `at` then ends. */
export type Reading = { at: number; from?: number; measures: readonly Measure[] };

type Shape = {
  /** Field of the body → units that the schema allows, ours first. */
  measures: Readonly<Record<string, readonly [string, ...string[]]>>;
  time: 'point' | 'interval';
};

export const SHAPES = {
  'omh:blood-glucose:4.0': { measures: { blood_glucose: ['mg/dL', 'mmol/L'] }, time: 'point' },
  'omh:heart-rate:2.0': { measures: { heart_rate: ['beats/min'] }, time: 'point' },
  'omh:blood-pressure:4.0': {
    measures: { systolic_blood_pressure: ['mmHg'], diastolic_blood_pressure: ['mmHg'] },
    time: 'point',
  },
  'omh:body-temperature:4.0': { measures: { body_temperature: ['C', 'F', 'K'] }, time: 'point' },
  'omh:oxygen-saturation:2.0': { measures: { oxygen_saturation: ['%'] }, time: 'point' },
  'omh:step-count:3.0': { measures: { step_count: ['steps'] }, time: 'interval' },
  'omh:sleep-duration:2.0': { measures: { sleep_duration: ['h', 'min', 'sec'] }, time: 'interval' },
} as const satisfies Record<string, Shape>;

export type ReadableScope = keyof typeof SHAPES;

export function isReadableScope(scope: string): scope is ReadableScope {
  return Object.hasOwn(SHAPES, scope);
}

export type DataPointHeader = {
  /** The client observation id. */
  uuid: string;
  createdAt: number;
  modality: 'sensed' | 'self-reported';
};

/** The data point to seal: header by IEEE 1752.1 header 1.0, body by the scope's own schema. */
export function buildDataPoint(scope: ReadableScope, header: DataPointHeader, reading: Reading) {
  const [namespace, name, version] = scope.split(':');
  return {
    header: {
      uuid: header.uuid,
      schema_id: { namespace, name, version },
      source_creation_date_time: isoTime(header.createdAt),
      modality: header.modality,
    },
    body: buildBody(scope, reading),
  };
}

/** @throws RangeError when the reading is not what the scope's schema asks for: the caller's mistake. */
export function buildBody(scope: ReadableScope, { at, from, measures }: Reading): Record<string, unknown> {
  const shape: Shape = SHAPES[scope];
  const body: Record<string, unknown> = {};
  for (const [name, units] of Object.entries(shape.measures)) {
    const measure = measures.find((each) => each.name === name);
    if (!measure || !units.includes(measure.unit) || !Number.isFinite(measure.value))
      throw new RangeError(`${scope} needs ${name}`);
    body[name] = { value: measure.value, unit: measure.unit };
  }
  if ((shape.time === 'interval') !== (from !== undefined))
    throw new RangeError(`${scope} needs a ${shape.time}`);
  body['effective_time_frame'] =
    from === undefined
      ? { date_time: isoTime(at) }
      : { time_interval: { start_date_time: isoTime(from), end_date_time: isoTime(at) } };
  return body;
}

/** The reading in an opened content, or null when it is not one of this scope. */
export function parseReading(scope: string, content: unknown): Reading | null {
  if (!isReadableScope(scope)) return null;
  const shape: Shape = SHAPES[scope];
  const whole = objectOf(content);
  const body = objectOf(whole?.['body']) ?? whole;
  const time = body && timeOf(objectOf(body['effective_time_frame']));
  if (!body || !time) return null;
  const measures: Measure[] = [];
  for (const [name, units] of Object.entries(shape.measures)) {
    const { value, unit } = objectOf(body[name]) ?? {};
    if (typeof value !== 'number' || !Number.isFinite(value)) return null;
    if (typeof unit !== 'string' || !units.includes(unit)) return null;
    measures.push({ name, value, unit });
  }
  return { ...time, measures };
}

type Time = { at: number; from?: number };
type Fields = Readonly<Record<string, unknown>>;

function timeOf(frame: Fields | null): Time | null {
  const point = momentOf(frame?.['date_time']);
  if (point !== null) return { at: point };
  const interval = objectOf(frame?.['time_interval']);
  const start = momentOf(interval?.['start_date_time']);
  const end = momentOf(interval?.['end_date_time']);
  const duration = durationOf(objectOf(interval?.['duration']));
  if (start !== null && end !== null) return end >= start ? { at: end, from: start } : null;
  if (duration === null) return null;
  if (start !== null) return { at: start + duration, from: start };
  return end === null ? null : { at: end, from: end - duration };
}

const HAS_OFFSET = /(?:Z|[+-]\d{2}:?\d{2})$/i;

/** Milliseconds since 1970. The schema says: without a zone the time is UTC. */
function momentOf(value: unknown): number | null {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}T/.test(value)) return null;
  const time = Date.parse(HAS_OFFSET.test(value) ? value : `${value}Z`);
  return Number.isNaN(time) ? null : time;
}

const MILLISECONDS: Readonly<Record<string, number>> = {
  ms: 1,
  sec: 1_000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  wk: 604_800_000,
};

function durationOf(duration: Fields | null): number | null {
  const { value, unit } = duration ?? {};
  const length = typeof unit === 'string' ? MILLISECONDS[unit] : undefined;
  return typeof value === 'number' && value >= 0 && length !== undefined ? value * length : null;
}

function objectOf(value: unknown): Fields | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null;
}

const isoTime = (at: number) => new Date(at).toISOString();

/** 1 mmol/L of glucose is 18.0156 mg/dL: 180.156 g/mol. */
const MG_DL_PER_MMOL_L = 18.0156;

export type GlucoseUnit = 'mg/dL' | 'mmol/L';

/** A glucose value in the unit a person reads, however it was measured. */
export function glucoseIn(unit: GlucoseUnit, { value, unit: measured }: Measure): number {
  if (measured === unit) return value;
  return unit === 'mmol/L' ? value / MG_DL_PER_MMOL_L : value * MG_DL_PER_MMOL_L;
}

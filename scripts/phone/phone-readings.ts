import { buildDataPoint, type Measure, type ReadableScope } from '@/lib/observations/payload';
import type { NewObservation } from '@/lib/observations/sealed-upload';

export type SensorReading = { words: string; observation: NewObservation };

/** A sensor that measures something believable: a slow wave with a little noise. */
type Sensor = {
  scope: ReadableScope;
  /** The catalogue's name of the device. */
  source: string;
  name: string;
  measure: (at: number) => Measure;
};

const MINUTE = 60_000;
const wave = (at: number, periodMinutes: number) => Math.sin((2 * Math.PI * at) / (periodMinutes * MINUTE));
const noise = (most: number) => (Math.random() * 2 - 1) * most;

export const SENSORS: readonly Sensor[] = [
  {
    scope: 'omh:blood-glucose:4.0',
    source: 'Glucose sensor',
    name: 'glucose',
    measure: (at) => ({
      name: 'blood_glucose',
      value: Math.round(125 + 40 * wave(at, 180) + noise(4)),
      unit: 'mg/dL',
    }),
  },
  {
    scope: 'omh:heart-rate:2.0',
    source: 'Wrist tracker',
    name: 'heart rate',
    measure: (at) => ({
      name: 'heart_rate',
      value: Math.round(74 + 12 * wave(at, 40) + noise(5)),
      unit: 'beats/min',
    }),
  },
];

export function readSensor({ scope, source, name, measure }: Sensor, at: number): SensorReading {
  const id = crypto.randomUUID();
  const value = measure(at);
  const content = buildDataPoint(
    scope,
    { uuid: id, createdAt: at, modality: 'sensed' },
    { at, measures: [value] },
  );
  return {
    words: `${name} ${value.value} ${value.unit}`,
    observation: { id, scope, dataSourceId: source, at, content },
  };
}

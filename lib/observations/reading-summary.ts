import { formatNumber } from '@/lib/format';
import { type Measure, type ReadableScope, type Reading } from './payload';
import type { ChartScale } from './reading-chart';

type Values = readonly Pick<Reading, 'measures'>[];

/** One sentence that says what a chart shows, for its caption. No advice, only counts. */
export function summarySentence(
  scope: ReadableScope,
  scale: ChartScale,
  readings: Values,
  locale: string,
): string {
  if (readings.length === 0) return 'No readings in this time.';
  if (scope === 'omh:blood-glucose:4.0') return glucoseSentence(scale, readings, locale);
  const number = (value: number) => formatNumber(value, locale, scale.digits);
  const lines = scale.lines.map(({ name }) => sortedValues(name, scale, readings));
  const medians = lines.map((values) => number(median(values))).join('/');
  const [first = [], second] = lines;
  const lowest = number((second ?? first)[0] ?? 0);
  const highest = number(first.at(-1) ?? 0);
  return `Median ${medians} ${scale.unit}; from ${lowest} to ${highest}`;
}

/** In the unit it was measured in, whatever is shown: a reading must not change sides with the switch. */
const RANGE: Record<string, { low: number; high: number }> = {
  'mg/dL': { low: 70, high: 180 },
  'mmol/L': { low: 3.9, high: 10 },
};

const isLow = ({ value, unit }: Measure) => value < (RANGE[unit]?.low ?? NaN);
const isHigh = ({ value, unit }: Measure) => value > (RANGE[unit]?.high ?? NaN);

/** "Median 148 mg/dL; 62 % in range 70–180; 3 readings under 70" */
function glucoseSentence(scale: ChartScale, readings: Values, locale: string): string {
  const measured = readings.map(({ measures }) => named(measures, 'blood_glucose'));
  const lows = measured.filter(isLow).length;
  const inRange = measured.length - lows - measured.filter(isHigh).length;
  const number = (value: number) => formatNumber(value, locale, scale.digits);
  const { low, high } = RANGE[scale.unit] ?? { low: NaN, high: NaN };
  const shown = median(sortedValues('blood_glucose', scale, readings));
  const percent = formatNumber((inRange / measured.length) * 100, locale, 0);
  const under = `${formatNumber(lows, locale)} ${lows === 1 ? 'reading' : 'readings'} under ${number(low)}`;
  return `Median ${number(shown)} ${scale.unit}; ${percent} % in range ${number(low)}–${number(high)}; ${under}`;
}

function sortedValues(name: string, scale: ChartScale, readings: Values): number[] {
  return readings.map(({ measures }) => scale.valueOf(named(measures, name))).sort((a, b) => a - b);
}

const named = (measures: readonly Measure[], name: string): Measure =>
  measures.find((measure) => measure.name === name) ?? { name, value: NaN, unit: '' };

function median(sorted: readonly number[]): number {
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}

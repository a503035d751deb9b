import { tzOffset } from '@date-fns/tz/tzOffset';
import { dateLocale } from '@/lib/format';

export type TimeTick = {
  at: number;
  label: string;
  /** Midnight among hours, the first of a month among days: drawn stronger. */
  isMajor: boolean;
};

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const LABEL_PX = 62;

const HOUR_STEPS = [1, 2, 3, 6, 12];
const DAY_STEPS = [1, 2, 3, 4, 7, 14];
const MONTH_STEPS = [1, 2, 3, 6, 12];

type Wall = { year: number; month: number; day: number; hour: number };
type Span = { from: number; to: number; width: number; timeZone: string; locale: string };

function offsetMs(at: number, timeZone: string): number {
  return tzOffset(timeZone, new Date(at)) * MINUTE_MS;
}

/** What the clock on the wall shows at a moment. */
export function wallOf(at: number, timeZone: string): Wall {
  const shifted = new Date(at + offsetMs(at, timeZone));
  return {
    year: shifted.getUTCFullYear(),
    month: shifted.getUTCMonth(),
    day: shifted.getUTCDate(),
    hour: shifted.getUTCHours(),
  };
}

/** The moment at which the clock on the wall shows this. An hour that the clocks skip becomes the one after it. */
export function momentOf({ year, month, day, hour }: Wall, timeZone: string): number {
  const asUtc = Date.UTC(year, month, day, hour);
  const guess = asUtc - offsetMs(asUtc, timeZone);
  return asUtc - offsetMs(guess, timeZone);
}

type Step = { unit: 'hour' | 'day' | 'month'; count: number };

/** The finest step whose labels still have room. */
export function chooseStep(from: number, to: number, width: number): Step {
  const room = Math.max(1, Math.floor(width / LABEL_PX));
  const fits = (ms: number) => (to - from) / ms <= room;
  const hours = HOUR_STEPS.find((count) => fits(count * HOUR_MS));
  if (hours !== undefined) return { unit: 'hour', count: hours };
  const days = DAY_STEPS.find((count) => fits(count * DAY_MS));
  if (days !== undefined) return { unit: 'day', count: days };
  return { unit: 'month', count: MONTH_STEPS.find((count) => fits(count * 30 * DAY_MS)) ?? 12 };
}

function* moments({ unit, count }: Step, { from, to, timeZone }: Span): Generator<number> {
  const first = wallOf(from, timeZone);
  const midnight = { ...first, hour: 0 };
  // Days are counted from the first whole one, so that a coarse step does not leave the beginning bare.
  const isLate = unit === 'day' && momentOf(midnight, timeZone) < from;
  const start =
    unit === 'month' ? { ...midnight, month: 0, day: 1 } : { ...midnight, day: first.day + Number(isLate) };
  for (let index = 0; ; index += count) {
    const at = momentOf({ ...start, [unit]: start[unit] + index }, timeZone);
    if (at > to) return;
    if (at >= from) yield at;
  }
}

function isMajor(at: number, unit: Step['unit'], timeZone: string): boolean {
  const wall = wallOf(at, timeZone);
  if (unit === 'hour') return wall.hour === 0;
  return unit === 'day' ? wall.day === 1 : wall.month === 0;
}

/** Marks on real boundaries of hours, days and months in the zone, through changes of the clocks as well. */
export function timeTicks(span: Span): TimeTick[] {
  const { from, to, width, timeZone } = span;
  const locale = dateLocale(span.locale);
  if (!(to > from)) return [];
  const step = chooseStep(from, to, width);
  const hour = new Intl.DateTimeFormat(locale, {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const day = new Intl.DateTimeFormat(locale, { timeZone, day: 'numeric', month: 'short' });
  const month = new Intl.DateTimeFormat(locale, { timeZone, month: 'short', year: 'numeric' });

  return [...moments(step, span)].map((at) => {
    const isStrong = isMajor(at, step.unit, timeZone);
    if (step.unit === 'month') return { at, label: month.format(at), isMajor: isStrong };
    return {
      at,
      label: step.unit === 'hour' && !isStrong ? hour.format(at) : day.format(at),
      isMajor: isStrong,
    };
  });
}

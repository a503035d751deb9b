import { tzOffset } from '@date-fns/tz/tzOffset';

const SHAPE = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)/;
const MINUTE_MS = 60_000;

/** What a datetime-local field holds, as a moment in a zone; null while it is not filled in. */
export function momentOf(text: string, timeZone: string): Date | null {
  const [, ...found] = SHAPE.exec(text) ?? [];
  const [year = NaN, month = NaN, day = NaN, hour = NaN, minute = NaN] = found.map(Number);
  // While a year is being typed the browser reports 0002, 0020 and so on.
  if (Number.isNaN(year) || year < 1900) return null;
  const asIfUtc = Date.UTC(year, month - 1, day, hour, minute);
  const near = asIfUtc - tzOffset(timeZone, new Date(asIfUtc)) * MINUTE_MS;
  // Around a change of the clocks the first look is at the other side of it.
  return new Date(asIfUtc - tzOffset(timeZone, new Date(near)) * MINUTE_MS);
}

/** A moment as a datetime-local field writes it, in a zone. */
export function localInput(at: string, timeZone: string): string {
  const moment = new Date(at);
  return new Date(moment.getTime() + tzOffset(timeZone, moment) * MINUTE_MS).toISOString().slice(0, 16);
}

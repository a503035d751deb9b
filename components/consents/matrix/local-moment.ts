import { TZDate } from '@date-fns/tz';

const SHAPE = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)/;

/** What a datetime-local field holds, as a moment in a zone; null while it is not filled in. */
export function momentOf(text: string, timeZone: string): Date | null {
  const [, ...found] = SHAPE.exec(text) ?? [];
  const [year = NaN, month = NaN, day = NaN, hour = NaN, minute = NaN] = found.map(Number);
  // While a year is being typed the browser reports 0002, 0020 and so on.
  if (Number.isNaN(year) || year < 1900) return null;
  return new Date(new TZDate(year, month - 1, day, hour, minute, timeZone).getTime());
}

/** A moment as a datetime-local field writes it, in a zone. */
export function localInput(at: string, timeZone: string): string {
  const local = new TZDate(new Date(at).getTime(), timeZone);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${local.getFullYear()}-${two(local.getMonth() + 1)}-${two(local.getDate())}`;
  return `${day}T${two(local.getHours())}:${two(local.getMinutes())}`;
}

/** Words and numbers for people. Pure: the locale, the zone and "now" always come from the caller. */

const DAY_MS = 86_400_000;

export type When = Date | number | string;
export type Zone = { locale: string; timeZone: string };

/** Milliseconds since the epoch, or NaN for text that is no date. */
export function toMs(at: When): number {
  return typeof at === 'number' ? at : new Date(at).getTime();
}

export function formatNumber(value: number, locale: string, digits?: number): string {
  const options =
    digits === undefined ? {} : { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return new Intl.NumberFormat(locale, options).format(value);
}

/** "1 reading", "1,204 readings". */
export function formatCount(count: number, noun: { one: string; other: string }, locale: string): string {
  const word = new Intl.PluralRules(locale).select(count) === 'one' ? noun.one : noun.other;
  return `${formatNumber(count, locale)} ${word}`;
}

/** "5.6 mmol/L": a no-break space, so that a number never loses its unit at the end of a line. */
export function formatQuantity(value: number, unit: string, locale: string, digits?: number): string {
  return `${formatNumber(value, locale, digits)}\u00a0${unit}`;
}

/** "3 May, 14:05" for English: no reader takes the month for the day, and no hour needs AM or PM. */
export function dateLocale(locale: string): string {
  return locale === 'en' ? 'en-GB' : locale;
}

const MOST_KEPT = 100;
const kept = new Map<string, Intl.DateTimeFormat>();

/** To make a format takes a hundred times as long as to use it, and a table has one moment in each row. */
function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  const known = kept.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale, options);
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(key, made);
  return made;
}

function format(at: When, { locale, timeZone }: Zone, options: Intl.DateTimeFormatOptions): string {
  const ms = toMs(at);
  if (Number.isNaN(ms)) return '—';
  return dateFormat(dateLocale(locale), { timeZone, ...options }).format(ms);
}

/** "3 May 2026" */
export function formatDate(at: When, zone: Zone): string {
  return format(at, zone, { dateStyle: 'medium' });
}

/** "3 May 2026, 14:05" */
export function formatDateTime(at: When, zone: Zone): string {
  return format(at, zone, { dateStyle: 'medium', timeStyle: 'short' });
}

/** To the millisecond and with the zone, for audit and for the tooltip of a relative time. */
export function formatExact(at: When, zone: Zone): string {
  return format(at, zone, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
    hourCycle: 'h23',
    timeZoneName: 'short',
  });
}

const STEPS = [
  { unit: 'day', ms: DAY_MS },
  { unit: 'hour', ms: 3_600_000 },
  { unit: 'minute', ms: 60_000 },
] as const;

/** "2 hours ago", "in 3 days", "now"; null from 7 days on, where a date says more. */
export function formatRelative(at: When, now: number, locale: string): string | null {
  const delta = toMs(at) - now;
  if (!(Math.abs(delta) < 7 * DAY_MS)) return null;
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const step = STEPS.find(({ ms }) => Math.abs(delta) >= ms);
  return step ? words.format(Math.trunc(delta / step.ms), step.unit) : words.format(0, 'second');
}

/** "24 min", "1 h 05 min": a remaining time, rounded up, so that it never reads 0 while there is some left. */
export function formatMinutes(ms: number): string {
  const minutes = Math.max(0, Math.ceil(ms / 60_000));
  if (minutes < 60) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}

/** "0192ab…9f3c": both ends of an identifier, because people compare the ends. */
export function shortId(id: string, head = 6, tail = 4): string {
  return id.length <= head + tail + 1 ? id : `${id.slice(0, head)}…${id.slice(-tail)}`;
}

/** First letters of the first and last word, by what a reader sees as one letter in any script. */
export function initialsOf(name: string, locale: string): string {
  const words = name.trim().split(/\s+/u).filter(Boolean);
  const chosen = words.length > 1 ? [words[0], words[words.length - 1]] : words;
  const letters = new Intl.Segmenter(locale, { granularity: 'grapheme' });
  return chosen
    .map((word) => [...letters.segment(word ?? '')][0]?.segment.toLocaleUpperCase(locale) ?? '')
    .join('');
}

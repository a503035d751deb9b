'use client';
import { formatDate, formatDateTime, formatExact, formatRelative, toMs, type When } from '@/lib/format';
import { useMinute, useTimeZone } from './clock';
import { Tooltip } from './tooltip';

export type TimeFormat = 'relative' | 'date' | 'datetime' | 'exact';
type Props = {
  at: When;
  format?: TimeFormat;
  locale?: string;
  /** A fixed zone, as in an audit log or a report; otherwise the reader's own. */
  timeZone?: string;
  className?: string;
};

const FORMATS = { date: formatDate, datetime: formatDateTime, exact: formatExact, relative: formatDateTime };

/** A moment. Relative within seven days, with the exact time and zone on hover and focus. */
export function Time({ at, format = 'datetime', locale = 'en', timeZone, className }: Props) {
  const minute = useMinute();
  const readerZone = useTimeZone();
  const zone = { locale, timeZone: timeZone ?? readerZone };
  const ms = toMs(at);
  if (Number.isNaN(ms)) return <span className={className}>—</span>;

  // The clock lags behind by up to a minute: what has just happened must not read as the future.
  const now = minute !== null && ms > minute && ms < minute + 60_000 ? ms : minute;
  const relative = format === 'relative' && now !== null ? formatRelative(ms, now, locale) : null;
  const text = relative ?? FORMATS[format](ms, zone);
  const element = (
    <time dateTime={new Date(ms).toISOString()} className={className}>
      {text}
    </time>
  );
  if (relative === null) return element;
  return (
    <Tooltip text={formatExact(ms, zone)} isFocusable>
      {element}
    </Tooltip>
  );
}

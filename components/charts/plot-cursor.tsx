import { cn } from '@/lib/cn';
import { dateLocale, formatQuantity } from '@/lib/format';
import type { ChartPoint } from './chart-types';
import type { Plot } from './plot';
import { lookOf, markerPath } from './series-look';

type MarkProps = { plot: Plot; point: ChartPoint; seriesIndex: number };

/** A drawing of its own above the lines, so that moving it does not paint thousands of points again. */
export function CursorMark({ plot, point, seriesIndex }: MarkProps) {
  const x = plot.x(point);
  const look = lookOf(seriesIndex);
  return (
    <svg
      aria-hidden
      viewBox={`0 0 ${plot.width} ${plot.height}`}
      width="100%"
      height="100%"
      className="pointer-events-none absolute inset-0 will-change-transform print:hidden"
    >
      <line x1={x} x2={x} y1={plot.top} y2={plot.bottom} className="stroke-ink-2" />
      <path
        d={markerPath(look.marker, x, plot.y(point), 5)}
        strokeWidth={2}
        className={cn(look.fill, 'stroke-surface')}
      />
    </svg>
  );
}

export type CursorWords = { value: string; time: string; details: string[] };

/** What is said about a reading, on the screen and aloud. */
export function wordsOf(
  point: ChartPoint,
  seriesLabel: string | null,
  { unit, locale, timeZone }: { unit: string; locale: string; timeZone: string },
): CursorWords {
  const time = new Intl.DateTimeFormat(dateLocale(locale), {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(point.at);
  const details = [seriesLabel, point.note].filter((word) => word !== null && word !== undefined);
  return { value: formatQuantity(point.value, unit, locale), time, details };
}

type TooltipProps = MarkProps & { words: CursorWords };

/** Beside the reading, on the side that has room. */
export function CursorTooltip({ plot, point, words }: TooltipProps) {
  const x = plot.x(point);
  const isLeft = x > plot.width / 2;
  return (
    <div
      aria-hidden
      style={{ left: `${x}px`, top: `${Math.max(0, plot.y(point) - 34)}px` }}
      className={cn(
        'pointer-events-none absolute z-10 w-max max-w-60 rounded-md border border-line bg-surface px-2.5 py-1.5 text-xs text-ink-2 shadow-float print:hidden',
        isLeft ? '-translate-x-[calc(100%+12px)]' : 'translate-x-3',
      )}
    >
      <p className="text-base font-semibold text-ink tabular-nums">{words.value}</p>
      <p>{words.time}</p>
      {words.details.map((detail) => (
        <p key={detail}>{detail}</p>
      ))}
    </div>
  );
}

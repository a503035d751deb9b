import type { ChartPoint, ChartSeries } from './chart-types';

const DAY_MS = 86_400_000;

/** Index of the first point at or after a moment; the length when there is none. */
export function lowerBound(points: readonly ChartPoint[], at: number): number {
  let low = 0;
  let high = points.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((points[middle]?.at ?? Infinity) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function pointsBetween(points: readonly ChartPoint[], from: number, to: number): ChartPoint[] {
  return points.slice(lowerBound(points, from), lowerBound(points, to + 1));
}

/** Runs of points without a longer silence than gapMs: a line is drawn inside a run and never between two. */
export function splitAtGaps(points: readonly ChartPoint[], gapMs: number): ChartPoint[][] {
  const runs: ChartPoint[][] = [];
  let run: ChartPoint[] = [];
  for (const point of points) {
    const before = run[run.length - 1];
    if (before && point.at - before.at > gapMs) {
      runs.push(run);
      run = [];
    }
    run.push(point);
  }
  if (run.length > 0) runs.push(run);
  return runs;
}

export function nearestIndex(points: readonly ChartPoint[], at: number): number {
  const after = lowerBound(points, at);
  const before = after - 1;
  const next = points[after];
  const previous = points[before];
  if (!next) return before;
  return previous && at - previous.at <= next.at - at ? before : after;
}

/** Where a key leads from a point of a line; null when the key is not one of the cursor's. */
export function moveAlong(points: readonly ChartPoint[], index: number, key: string): number | null {
  const last = points.length - 1;
  const at = points[index]?.at ?? 0;
  switch (key) {
    case 'ArrowLeft':
      return Math.max(0, index - 1);
    case 'ArrowRight':
      return Math.min(last, index + 1);
    case 'Home':
      return 0;
    case 'End':
      return last;
    // At least one point on, so that a silence of days does not hold the cursor.
    case 'PageUp':
      return Math.max(0, Math.min(index - 1, nearestIndex(points, at - DAY_MS)));
    case 'PageDown':
      return Math.min(last, Math.max(index + 1, nearestIndex(points, at + DAY_MS)));
    default:
      return null;
  }
}

export type Cursor = { series: number; index: number };

/** The next cursor for a key: along the line, or to the next line at about the same time. */
export function moveCursor(series: readonly ChartSeries[], cursor: Cursor, key: string): Cursor | null {
  const points = series[cursor.series]?.points ?? [];
  const along = moveAlong(points, cursor.index, key);
  if (along !== null) return { ...cursor, index: along };
  if (key !== 'ArrowUp' && key !== 'ArrowDown') return null;
  const filled = series.map((_, index) => index).filter((index) => (series[index]?.points.length ?? 0) > 0);
  const place = filled.indexOf(cursor.series);
  const target = filled[(place + (key === 'ArrowDown' ? 1 : -1) + filled.length) % filled.length];
  const at = points[cursor.index]?.at;
  if (target === undefined || at === undefined) return null;
  return { series: target, index: nearestIndex(series[target]?.points ?? [], at) };
}

export function countOutside(series: readonly ChartSeries[], [low, high]: readonly [number, number]): number {
  let count = 0;
  for (const { points } of series) for (const { value } of points) if (value < low || value > high) count++;
  return count;
}

/**
 * What a line of one pixel per column can show: of each column the first, lowest, highest and last point.
 * The drawing is the same as that of all points, and months of readings cost no more than the width of the screen.
 */
export function thinToColumns(
  points: readonly ChartPoint[],
  columnOf: (point: ChartPoint) => number,
): ChartPoint[] {
  const kept: ChartPoint[] = [];
  let start = 0;
  while (start < points.length) {
    const column = columnAt(points, start, columnOf);
    let [low, high, end] = [start, start, start];
    for (; end < points.length && columnAt(points, end, columnOf) === column; end++) {
      if (valueAt(points, end) < valueAt(points, low)) low = end;
      if (valueAt(points, end) > valueAt(points, high)) high = end;
    }
    const indexes = [...new Set([start, low, high, end - 1])].sort((a, b) => a - b);
    for (const index of indexes) {
      const point = points[index];
      if (point) kept.push(point);
    }
    start = end;
  }
  return kept;
}

function columnAt(
  points: readonly ChartPoint[],
  index: number,
  columnOf: (point: ChartPoint) => number,
): number {
  const point = points[index];
  return point ? Math.floor(columnOf(point)) : NaN;
}

function valueAt(points: readonly ChartPoint[], index: number): number {
  return points[index]?.value ?? NaN;
}

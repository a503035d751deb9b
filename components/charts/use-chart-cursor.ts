'use client';
import type { KeyboardEvent, PointerEvent } from 'react';
import { useRef, useState } from 'react';
import { useAnnounce } from '@/components/ui/live-region';
import { moveCursor, nearestIndex, type Cursor } from './chart-points';
import type { ChartSeries } from './chart-types';
import type { Plot } from './plot';

/** The reading under the pointer: the nearest in time of each line, and of those the nearest on the screen. */
function cursorAt(plot: Plot, series: ChartSeries[], x: number, y: number): Cursor | null {
  let best: (Cursor & { distance: number }) | null = null;
  series.forEach(({ points }, seriesIndex) => {
    const index = nearestIndex(points, plot.atOf(x));
    const point = points[index];
    if (!point) return;
    const distance = Math.hypot(plot.x(point) - x, plot.y(point) - y);
    if (!best || distance < best.distance) best = { series: seriesIndex, index, distance };
  });
  return best;
}

function lastCursor(series: ChartSeries[]): Cursor | null {
  const at = series.findIndex(({ points }) => points.length > 0);
  const points = series[at]?.points;
  return points ? { series: at, index: points.length - 1 } : null;
}

type Speak = (cursor: Cursor) => string;

/** A key that is held down moves silently and speaks when it is let go. */
function useKeys(
  series: ChartSeries[],
  sentenceOf: Speak,
  cursor: Cursor | null,
  setCursor: (next: Cursor | null) => void,
) {
  const owesWords = useRef(false);
  const announce = useAnnounce();
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') setCursor(null);
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const start = cursor ?? lastCursor(series);
    const next = start && moveCursor(series, start, event.key);
    if (!next) return;
    event.preventDefault();
    setCursor(next);
    owesWords.current = event.repeat;
    if (!event.repeat) announce(sentenceOf(next));
  };
  const onKeyUp = () => {
    if (owesWords.current && cursor) announce(sentenceOf(cursor));
    owesWords.current = false;
  };
  return { onKeyDown, onKeyUp };
}

/** One reading in hand, by pointer or by keys. */
export function useChartCursor(plot: Plot, series: ChartSeries[], sentenceOf: Speak) {
  const [cursor, setCursor] = useState<Cursor | null>(null);
  const isFocused = useRef(false);
  const keys = useKeys(series, sentenceOf, cursor, setCursor);
  const onFocus = () => {
    isFocused.current = true;
    setCursor((now) => now ?? lastCursor(series));
  };
  const onBlur = () => {
    isFocused.current = false;
    setCursor(null);
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const scale = plot.width / box.width;
    setCursor(cursorAt(plot, series, (event.clientX - box.left) * scale, event.clientY - box.top));
  };
  const onPointerLeave = () => {
    if (!isFocused.current) setCursor(null);
  };
  return {
    // Points can change under a cursor, when the range does.
    cursor: cursor && series[cursor.series]?.points[cursor.index] ? cursor : null,
    handlers: { ...keys, onFocus, onBlur, onPointerMove, onPointerLeave },
  };
}

'use client';
import type { ReactNode } from 'react';
import { useId, useMemo, useRef } from 'react';
import { cn } from '@/lib/cn';
import { formatDateTime, formatNumber } from '@/lib/format';
import { ChartFigure } from './chart-figure';
import { ENGLISH_CHART_LABELS, fill, type ChartLabels } from './chart-labels';
import { ChartLegend } from './chart-legend';
import { countOutside, pointsBetween, type Cursor } from './chart-points';
import {
  CHART_HEIGHT,
  CHART_HEIGHT_CLASS,
  type ChartSeries,
  type ChartSize,
  type Threshold,
} from './chart-types';
import { plotOf } from './plot';
import { PlotAxes, PlotThresholds } from './plot-axes';
import { CursorMark, CursorTooltip, wordsOf } from './plot-cursor';
import { PlotSeries } from './plot-series';
import { timeTicks } from './time-ticks';
import { useChartCursor } from './use-chart-cursor';
import { useElementWidth } from './use-element-width';

export type { ChartSeries, Threshold } from './chart-types';

export type TimeSeriesChartProps = {
  title: string;
  headingLevel?: 2 | 3;
  /** One sentence: "Median 148 mg/dL; 62 % in range; 3 lows under 70". */
  summary: string;
  series: ChartSeries[];
  /** Milliseconds since the epoch. */
  from: number;
  to: number;
  yDomain: readonly [number, number];
  yTicks: number[];
  unit: string;
  thresholds?: Threshold[];
  /** A silence longer than this is left open. */
  gapMs: number;
  timeZone: string;
  locale: string;
  labels?: ChartLabels;
  size?: ChartSize;
  /** Behind the range: "showing 4,020 of 4,032, 12 locked". */
  shown?: ReactNode;
  actions?: ReactNode;
  /** The table with the same readings, when the page has one. */
  tableId?: string;
  /** Under the drawing: "Show as table". */
  children?: ReactNode;
  className?: string;
};

export function TimeSeriesChart({ labels = ENGLISH_CHART_LABELS, ...props }: TimeSeriesChartProps) {
  const { title, summary, from, to, unit, timeZone, locale, yDomain } = props;
  const series = useMemo(
    () => props.series.map((line) => ({ ...line, points: pointsBetween(line.points, from, to) })),
    [props.series, from, to],
  );
  const zone = { locale, timeZone };
  const range = { from: formatDateTime(from, zone), to: formatDateTime(to, zone), zone: timeZone, unit };
  const outside = countOutside(series, yDomain);
  const meta = (
    <>
      {fill(labels.range, range)}
      {outside > 0 && <> · {fill(labels.clipped, { count: formatNumber(outside, locale) })}</>}
      {props.shown && <> · {props.shown}</>}
    </>
  );
  return (
    <ChartFigure
      title={title}
      {...(props.headingLevel && { headingLevel: props.headingLevel })}
      summary={summary}
      meta={meta}
      actions={props.actions}
      className={props.className}
    >
      {series.length > 1 && <ChartLegend labels={series.map(({ label }) => label)} />}
      <Drawing {...props} series={series} labels={labels} />
      {props.children}
    </ChartFigure>
  );
}

type DrawingProps = Omit<TimeSeriesChartProps, 'labels'> & { labels: ChartLabels };
const WIDTH_BEFORE_MEASURING = 720;
const NO_THRESHOLDS: Threshold[] = [];

function useDrawing({ series, from, to, yDomain: [low, high], size = 'md', ...props }: DrawingProps) {
  const { unit, timeZone, locale } = props;
  const box = useRef<HTMLDivElement>(null);
  const width = useElementWidth(box, WIDTH_BEFORE_MEASURING);
  const plot = useMemo(
    () => plotOf({ width, height: CHART_HEIGHT[size], from, to, yDomain: [low, high] }),
    [width, size, from, to, low, high],
  );
  const timeMarks = useMemo(
    () => timeTicks({ from, to, width: plot.right - plot.left, timeZone, locale }),
    [from, to, plot, timeZone, locale],
  );
  const wordsAt = ({ series: line, index }: Cursor) => {
    const point = series[line]?.points[index];
    const label = series.length > 1 ? (series[line]?.label ?? null) : null;
    return point && wordsOf(point, label, { unit, locale, timeZone });
  };
  const { cursor, handlers } = useChartCursor(plot, series, (at) => {
    const words = wordsAt(at);
    return words ? [words.value, words.time, ...words.details].join(', ') : '';
  });
  const point = cursor && series[cursor.series]?.points[cursor.index];
  const words = cursor && wordsAt(cursor);
  const held = cursor && point && words ? { plot, point, words, seriesIndex: cursor.series } : null;
  return { box, plot, timeMarks, handlers, held };
}

function Drawing(props: DrawingProps) {
  const { title, series, yDomain, yTicks, unit, gapMs, locale, labels, tableId, size = 'md' } = props;
  const keysId = useId();
  const { box, plot, timeMarks, handlers, held } = useDrawing(props);
  return (
    <div
      {...handlers}
      ref={box}
      role="application"
      tabIndex={0}
      aria-roledescription={labels.roleName}
      aria-label={title}
      aria-describedby={keysId}
      aria-details={tableId}
      className={cn('relative touch-pan-y rounded-sm', CHART_HEIGHT_CLASS[size])}
    >
      <p id={keysId} hidden>
        {labels.keys}
      </p>
      <svg aria-hidden viewBox={`0 0 ${plot.width} ${plot.height}`} width="100%" height="100%">
        <PlotAxes {...{ plot, timeMarks, yTicks, unit, locale }} />
        {series.map((line, index) => (
          <PlotSeries key={line.id} {...{ plot, index, gapMs, yDomain }} series={line} />
        ))}
        <PlotThresholds {...{ plot, unit, locale }} thresholds={props.thresholds ?? NO_THRESHOLDS} />
      </svg>
      {held && <CursorMark {...held} />}
      {held && <CursorTooltip {...held} />}
    </div>
  );
}

import { LinePath } from '@visx/shape';
import { memo } from 'react';
import { splitAtGaps, thinToColumns } from './chart-points';
import type { ChartPoint, ChartSeries } from './chart-types';
import type { Plot } from './plot';
import { lookOf, markerPath, type SeriesLook } from './series-look';

/** Below this many pixels a point, markers would be a second, thicker line. */
const MARKER_ROOM_PX = 7;
const MARKER_R = 2.75;

type Props = {
  plot: Plot;
  series: ChartSeries;
  index: number;
  gapMs: number;
  yDomain: readonly [number, number];
};

/** One line: a path for each run of readings, markers where there is room, arrows for values off the scale. */
export const PlotSeries = memo(function PlotSeries({ plot, series, index, gapMs, yDomain }: Props) {
  const look = lookOf(index);
  const runs = splitAtGaps(series.points, gapMs);
  const hasRoom = (plot.right - plot.left) / Math.max(1, series.points.length) >= MARKER_ROOM_PX;
  const isCrowded = series.points.length > 2 * plot.width;
  const marked = hasRoom ? series.points : runs.filter((run) => run.length === 1).flat();
  return (
    <g>
      {runs.map(
        (run) =>
          run.length > 1 && (
            <LinePath
              key={run[0]?.at}
              data={isCrowded ? thinToColumns(run, plot.x) : run}
              x={plot.x}
              y={plot.y}
              fill="none"
              strokeWidth={1.75}
              strokeDasharray={look.dash}
              strokeLinejoin="round"
              className={look.stroke}
            />
          ),
      )}
      <path d={markersOf(marked, plot, look)} className={look.fill} />
      <ClipMarks plot={plot} points={series.points} yDomain={yDomain} look={look} />
    </g>
  );
});

function markersOf(points: ChartPoint[], plot: Plot, look: SeriesLook): string {
  return points.map((point) => markerPath(look.marker, plot.x(point), plot.y(point), MARKER_R)).join('');
}

type ClipProps = { plot: Plot; points: ChartPoint[]; yDomain: readonly [number, number]; look: SeriesLook };

/** One arrow for neighbours that would cover each other. */
const ARROW_PX = 11;

function ClipMarks({ plot, points, yDomain: [low, high], look }: ClipProps) {
  const above = spaced(points.filter(({ value }) => value > high).map(plot.x));
  const below = spaced(points.filter(({ value }) => value < low).map(plot.x));
  const d = [
    ...above.map((x) => `M${x - 5},${plot.top - 1}h10l-5,-8z`),
    ...below.map((x) => `M${x - 5},${plot.bottom + 1}h10l-5,8z`),
  ].join('');
  return d && <path data-clipped d={d} className={look.fill} />;
}

function spaced(xs: number[]): number[] {
  let last = -Infinity;
  return xs.filter((x) => {
    if (x - last < ARROW_PX) return false;
    last = x;
    return true;
  });
}

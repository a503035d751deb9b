import { memo } from 'react';
import { formatNumber } from '@/lib/format';
import type { Threshold } from './chart-types';
import type { Plot } from './plot';
import type { TimeTick } from './time-ticks';

type Props = {
  plot: Plot;
  timeMarks: TimeTick[];
  yTicks: number[];
  unit: string;
  locale: string;
};

const TEXT = 'fill-ink-2 text-[11.5px] tabular-nums';

export const PlotAxes = memo(function PlotAxes({ plot, timeMarks, yTicks, unit, locale }: Props) {
  return (
    <g>
      {yTicks.map((value) => (
        <g key={value}>
          <line
            x1={plot.left}
            x2={plot.right}
            y1={plot.yOf(value)}
            y2={plot.yOf(value)}
            className="stroke-line"
          />
          <text x={plot.left - 8} y={plot.yOf(value) + 4} textAnchor="end" className={TEXT}>
            {formatNumber(value, locale)}
          </text>
        </g>
      ))}
      <text x={0} y={11} className={TEXT}>
        {unit}
      </text>
      {timeMarks.map((mark) => (
        <TimeMark key={mark.at} plot={plot} mark={mark} />
      ))}
      <line x1={plot.left} x2={plot.right} y1={plot.bottom} y2={plot.bottom} className="stroke-control" />
    </g>
  );
});

function TimeMark({ plot, mark }: { plot: Plot; mark: TimeTick }) {
  const x = plot.xOf(mark.at);
  return (
    <g>
      {mark.isMajor && <line x1={x} x2={x} y1={plot.top} y2={plot.bottom} className="stroke-line" />}
      <line x1={x} x2={x} y1={plot.bottom} y2={plot.bottom + 5} className="stroke-control" />
      <text
        x={x}
        y={plot.bottom + 19}
        textAnchor="middle"
        className={mark.isMajor ? `${TEXT} font-medium` : TEXT}
      >
        {mark.label}
      </text>
    </g>
  );
}

type ThresholdProps = { plot: Plot; thresholds: Threshold[]; unit: string; locale: string };

/** Drawn over the lines: a limit that cannot be read says nothing. */
export const PlotThresholds = memo(function PlotThresholds({
  plot,
  thresholds,
  unit,
  locale,
}: ThresholdProps) {
  return thresholds.map(({ label, value }) => (
    <g key={label} className="pointer-events-none">
      <line
        x1={plot.left}
        x2={plot.right}
        y1={plot.yOf(value)}
        y2={plot.yOf(value)}
        strokeDasharray="5 4"
        className="stroke-ink-3"
      />
      <text
        x={plot.right - 2}
        y={plot.yOf(value) - 5}
        textAnchor="end"
        paintOrder="stroke"
        strokeWidth={5}
        strokeLinejoin="round"
        className="fill-ink stroke-surface text-[11.5px] font-medium"
      >
        {label} {formatNumber(value, locale)} {unit}
      </text>
    </g>
  ));
});

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
  thresholds: Threshold[];
  locale: string;
};

const TEXT = 'fill-ink-2 text-[11.5px] tabular-nums';

export const PlotAxes = memo(function PlotAxes({ plot, timeMarks, yTicks, unit, thresholds, locale }: Props) {
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
      {thresholds.map((threshold) => (
        <ThresholdLine key={threshold.label} plot={plot} threshold={threshold} unit={unit} locale={locale} />
      ))}
    </g>
  );
});

function TimeMark({ plot, mark }: { plot: Plot; mark: TimeTick }) {
  const x = plot.xOf(mark.at);
  // A label at the very edge leans inwards instead of being cut off.
  const anchor = x > plot.right - 20 ? 'end' : x < plot.left + 20 ? 'start' : 'middle';
  return (
    <g>
      {mark.isMajor && <line x1={x} x2={x} y1={plot.top} y2={plot.bottom} className="stroke-line" />}
      <line x1={x} x2={x} y1={plot.bottom} y2={plot.bottom + 5} className="stroke-control" />
      <text
        x={x}
        y={plot.bottom + 19}
        textAnchor={anchor}
        className={mark.isMajor ? `${TEXT} font-medium` : TEXT}
      >
        {mark.label}
      </text>
    </g>
  );
}

type ThresholdProps = { plot: Plot; threshold: Threshold; unit: string; locale: string };

function ThresholdLine({ plot, threshold, unit, locale }: ThresholdProps) {
  const y = plot.yOf(threshold.value);
  return (
    <g>
      <line x1={plot.left} x2={plot.right} y1={y} y2={y} strokeDasharray="5 4" className="stroke-ink-3" />
      <text
        x={plot.right - 2}
        y={y - 5}
        textAnchor="end"
        paintOrder="stroke"
        strokeWidth={4}
        strokeLinejoin="round"
        className="fill-ink stroke-surface text-[11.5px] font-medium"
      >
        {threshold.label} {formatNumber(threshold.value, locale)} {unit}
      </text>
    </g>
  );
}

'use client';
import { useId, useMemo, useState, type ReactNode } from 'react';
import { TimeSeriesChart, type ChartSeries } from '@/components/charts/time-series-chart';
import { Button } from '@/components/ui/press-button';
import { useTimeZone } from '@/components/ui/clock';
import { formatNumber } from '@/lib/format';
import type { Span } from '@/lib/observations/data-view';
import { isReadableScope, type ReadableScope } from '@/lib/observations/payload';
import { chartScale, type ChartScale } from '@/lib/observations/reading-chart';
import { summarySentence } from '@/lib/observations/reading-summary';
import { RangeChoice, UnitChoice } from './data-controls';
import type { ShownData } from './data-address';
import type { OpenedReadings, OpenReading } from './open-readings';
import { ReadingNotes } from './reading-notes';
import { ReadingTable } from './reading-table';

const LOCALE = 'en';

type Props = OpenedReadings & {
  title: string;
  shown: ShownData;
  span: Span;
  sources: Record<string, string>;
};

/** The opened readings: chart, what is odd about them, and the same as a table. */
export function ReadingChartPanel(props: Props) {
  const { shown } = props;
  if (!isReadableScope(shown.scope)) return null;
  return <Panel {...props} scope={shown.scope} />;
}

type PanelProps = Props & { scope: ReadableScope };

function Panel(props: PanelProps) {
  const { title, shown, sources, readings, locked, scope } = props;
  const scale = chartScale(scope, shown.unit);
  const [isTableShown, setTableShown] = useState(false);
  const tableId = useId();
  return (
    <>
      <Chart {...props} scale={scale} tableId={isTableShown ? tableId : null}>
        <Button
          size="sm"
          className="mt-3 print:hidden"
          aria-expanded={isTableShown}
          aria-controls={tableId}
          onClick={() => setTableShown(!isTableShown)}
        >
          {isTableShown ? 'Hide the table' : 'Show as table'}
        </Button>
      </Chart>
      <div id={tableId}>
        {isTableShown && <ReadingTable caption={title} {...{ readings, scale, sources }} locale={LOCALE} />}
      </div>
      <ReadingNotes readings={readings} locked={locked} />
    </>
  );
}

type ChartProps = PanelProps & { scale: ChartScale; tableId: string | null; children: ReactNode };

function Chart({
  title,
  shown,
  span,
  sources,
  readings,
  locked,
  scope,
  scale,
  tableId,
  children,
}: ChartProps) {
  const series = useMemo(() => seriesOf(readings, scale, sources), [readings, scale, sources]);
  const timeZone = useTimeZone();
  const { yDomain, yTicks, unit, thresholds, gapMs } = scale;
  return (
    <TimeSeriesChart
      title={title}
      headingLevel={2}
      summary={summarySentence(scope, scale, readings, LOCALE)}
      series={series}
      from={Date.parse(span.from)}
      to={Date.parse(span.to)}
      {...{ yDomain, yTicks, unit, thresholds, gapMs, timeZone }}
      locale={LOCALE}
      size="lg"
      shown={shownWords(readings.length, locked.length)}
      actions={<Choices shown={shown} />}
      {...(tableId !== null && { tableId })}
    >
      {children}
    </TimeSeriesChart>
  );
}

export function Choices({ shown }: { shown: ShownData }) {
  return (
    <>
      {shown.scope === 'omh:blood-glucose:4.0' && <UnitChoice shown={shown} />}
      <RangeChoice shown={shown} />
    </>
  );
}

/** "showing 4,020 of 4,032, 12 locked" */
function shownWords(open: number, locked: number): string {
  const number = (count: number) => formatNumber(count, LOCALE);
  if (locked === 0) return `showing ${number(open)} of ${number(open)}`;
  return `showing ${number(open)} of ${number(open + locked)}, ${number(locked)} locked`;
}

function seriesOf(
  readings: OpenReading[],
  scale: ChartScale,
  sources: Record<string, string>,
): ChartSeries[] {
  const factor = 10 ** scale.digits;
  return scale.lines.map(({ name, label }) => ({
    id: name,
    label,
    points: readings.flatMap((reading) => {
      const measure = reading.measures.find((each) => each.name === name);
      if (!measure) return [];
      // Rounded as it is written everywhere else, so that the words at the cursor agree with the table.
      const value = Math.round(scale.valueOf(measure) * factor) / factor;
      return [{ at: reading.at, value, note: noteOf(reading, sources) }];
    }),
  }));
}

function noteOf({ dataSourceId, signature }: OpenReading, sources: Record<string, string>): string {
  const source = sources[dataSourceId] ?? 'Unknown device';
  return signature === 'signed' ? source : `${source}, not signed by the patient’s device`;
}

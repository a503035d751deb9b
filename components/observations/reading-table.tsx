'use client';
import { useMemo } from 'react';
import type { Column } from '@/components/data-table/data-table';
import { VirtualTable } from '@/components/data-table/virtual-table';
import { useTimeZone } from '@/components/ui/clock';
import { formatDateTime, formatNumber } from '@/lib/format';
import type { ChartScale } from '@/lib/observations/reading-chart';
import type { OpenReading } from './open-readings';

export type ReadingRow = { id: string; at: number; values: number[]; source: string; signature: string };

const SIGNATURE_WORDS: Record<OpenReading['signature'], string> = {
  signed: 'Signed by the patient’s device',
  'not-signed': 'Not signed',
  bad: 'Signature does not match',
};

type Props = {
  caption: string;
  readings: OpenReading[];
  scale: ChartScale;
  sources: Record<string, string>;
  locale: string;
};

/** The same readings as the chart, newest first, as a table of any length. */
export function ReadingTable({ caption, readings, scale, sources, locale }: Props) {
  const timeZone = useTimeZone();
  const rows = useMemo(
    () => readings.map((reading) => rowOf(reading, scale, sources)).reverse(),
    [readings, scale, sources],
  );
  const columns = useMemo(() => columnsOf(scale, { locale, timeZone }), [scale, locale, timeZone]);
  return (
    <VirtualTable
      caption={caption}
      columns={columns}
      rows={rows}
      getRowId={({ id }) => id}
      empty="No readings in this time."
      className="mt-3"
    />
  );
}

function rowOf(reading: OpenReading, scale: ChartScale, sources: Record<string, string>): ReadingRow {
  return {
    id: reading.id,
    at: reading.at,
    values: scale.lines.map(({ name }) => {
      const measure = reading.measures.find((each) => each.name === name);
      return measure ? scale.valueOf(measure) : NaN;
    }),
    source: sources[reading.dataSourceId] ?? 'Unknown device',
    signature: SIGNATURE_WORDS[reading.signature],
  };
}

function columnsOf(scale: ChartScale, zone: { locale: string; timeZone: string }): Column<ReadingRow>[] {
  return [
    {
      id: 'at',
      header: 'Time',
      accessorFn: ({ at }) => at,
      cell: ({ row }) => formatDateTime(row.original.at, zone),
      meta: { isNoWrap: true },
    },
    ...scale.lines.map(({ label }, index): Column<ReadingRow> => ({
      id: `value-${index}`,
      header: `${label} (${scale.unit})`,
      accessorFn: ({ values }) => values[index] ?? NaN,
      cell: ({ row }) => formatNumber(row.original.values[index] ?? NaN, zone.locale, scale.digits),
      meta: { isNumeric: true },
    })),
    { id: 'source', header: 'Device or app', accessorFn: ({ source }) => source },
    {
      id: 'signature',
      header: 'Signature',
      accessorFn: ({ signature }) => signature,
      meta: { isWideOnly: true },
    },
  ];
}

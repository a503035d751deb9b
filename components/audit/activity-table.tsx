'use client';
import { useMemo } from 'react';
import { DataTable, type Column } from '@/components/data-table/data-table';
import { Link } from '@/components/ui/link';
import { Time } from '@/components/ui/time';
import { actorName, roleWords, type AuditRow } from './audit-row';
import { layerWords, OutcomeBadge } from './outcome-badge';

type Props = {
  rows: AuditRow[];
  /** The address of one person's part, without the person. */
  personHref: string;
};

const idOf = ({ id }: AuditRow) => id;

/** The log of one patient or study. A name leads to everything that person did with it. */
export function ActivityTable({ rows, personHref }: Props) {
  const columns = useMemo(() => columnsOf(personHref), [personHref]);
  return (
    <DataTable
      caption="Activity"
      columns={columns}
      rows={rows}
      getRowId={idOf}
      empty="Nothing on record here."
      isStacked
    />
  );
}

function columnsOf(personHref: string): Column<AuditRow>[] {
  const columns: Column<AuditRow>[] = [
    {
      accessorKey: 'at',
      header: 'Time',
      cell: ({ row: { original } }) => <Time at={original.at} format="exact" className="tabular-nums" />,
      meta: { isNoWrap: true },
    },
    {
      id: 'who',
      header: 'Who',
      cell: ({ row: { original } }) => (
        <span>
          <Link href={`${personHref}${original.actor.id}`} className="link font-medium">
            <bdi>{actorName(original)}</bdi>
          </Link>{' '}
          <span className="text-ink-2">{roleWords(original)}</span>
        </span>
      ),
    },
    { accessorKey: 'sentence', header: 'What', cell: ({ row: { original } }) => <What event={original} /> },
    {
      accessorKey: 'outcome',
      header: 'Outcome',
      cell: ({ row: { original } }) => <OutcomeBadge outcome={original.outcome} />,
    },
  ];
  // The server gives one page of many in its own order; sorting a page would look like sorting the log.
  return columns.map((column) => ({ ...column, enableSorting: false }));
}

function What({ event: { sentence, layer } }: { event: AuditRow }) {
  return (
    <span>
      <span dir="auto">{sentence}</span>
      {layer !== null && <span className="text-ink-2"> — {layerWords(layer)}</span>}
    </span>
  );
}

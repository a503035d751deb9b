'use client';
import dynamic from 'next/dynamic';
import { useMemo, useState } from 'react';
import { DataTable, type Column } from '@/components/data-table/data-table';
import { Initials } from '@/components/ui/initials';
import { Button } from '@/components/ui/press-button';
import { Time } from '@/components/ui/time';
import { actorName, roleWords, type AuditRow } from './audit-row';
import { layerWords, OutcomeBadge } from './outcome-badge';

// React Aria's overlay weighs more than the table; it comes with the first row that is opened.
const EventDrawer = dynamic(() => import('./event-drawer').then((module) => module.EventDrawer), {
  ssr: false,
});

const idOf = ({ id }: AuditRow) => id;

/** Without an organization: the installation's own log, whose events lead nowhere else. */
type Props = { organizationId: string | null; rows: AuditRow[]; empty: React.ReactNode };

export function AuditTable({ organizationId, rows, empty }: Props) {
  const [opened, setOpened] = useState<AuditRow | null>(null);
  const columns = useMemo(() => columnsFor(organizationId, setOpened), [organizationId]);
  return (
    <>
      <DataTable caption="Audit log" columns={columns} rows={rows} getRowId={idOf} empty={empty} isStacked />
      {opened && (
        <EventDrawer organizationId={organizationId} event={opened} onClose={() => setOpened(null)} />
      )}
    </>
  );
}

function columnsFor(organizationId: string | null, onOpen: (row: AuditRow) => void): Column<AuditRow>[] {
  const columns: Column<AuditRow>[] = [
    {
      accessorKey: 'at',
      header: 'Time',
      cell: ({ row: { original } }) => <Time at={original.at} format="exact" className="tabular-nums" />,
      meta: { isNoWrap: true },
    },
    { id: 'who', header: 'Who', cell: ({ row: { original } }) => <Who event={original} /> },
    {
      accessorKey: 'sentence',
      header: 'What',
      cell: ({ row: { original } }) => <What event={original} organizationId={organizationId} />,
    },
    {
      accessorKey: 'outcome',
      header: 'Outcome',
      cell: ({ row: { original } }) => <OutcomeBadge outcome={original.outcome} />,
    },
    {
      id: 'details',
      header: () => <span className="sr-only">Details</span>,
      cell: ({ row: { original } }) => (
        <Button
          variant="quiet"
          size="sm"
          onClick={() => onOpen(original)}
          aria-label={`Details of event ${original.id}`}
        >
          Details
        </Button>
      ),
    },
  ];
  // The server gives one page of many in its own order; sorting a page would look like sorting the log.
  return columns.map((column) => ({ ...column, enableSorting: false }));
}

function Who({ event }: { event: AuditRow }) {
  const name = actorName(event);
  return (
    <span className="flex items-center gap-2">
      <Initials name={name} />
      <span className="min-w-0">
        <bdi className="font-medium">{name}</bdi> <span className="text-ink-2">{roleWords(event)}</span>
      </span>
    </span>
  );
}

function What({ event, organizationId }: { event: AuditRow; organizationId: string | null }) {
  const isElsewhere = event.organization.id !== organizationId;
  return (
    <span>
      <span dir="auto">{event.sentence}</span>
      {event.layer !== null && <span className="text-ink-2"> — {layerWords(event.layer)}</span>}
      {isElsewhere && event.organization.name !== null && (
        <span className="text-ink-2">
          {' '}
          · <bdi>{event.organization.name}</bdi>
        </span>
      )}
    </span>
  );
}

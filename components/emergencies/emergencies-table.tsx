'use client';
import { useState } from 'react';
import { DataTable, type Column } from '@/components/data-table/data-table';
import { Link } from '@/components/ui/link';
import { Time } from '@/components/ui/time';
import type { Emergency } from '@/lib/emergencies/emergency';
import { routes } from '@/lib/routes';
import { EmergencyButtons } from './emergency-buttons';
import { EmergencyHistory, EmergencyStateBadge } from './emergency-state';

type Props = {
  emergencies: Emergency[];
  ownId: string;
  empty: string;
  /** In the system pages each has a page; managers have all of it in the list. */
  hasPages: boolean;
};

const idOf = ({ id }: Emergency) => id;

export function EmergenciesTable({ emergencies, ownId, empty, hasPages }: Props) {
  // Made once: a new array of columns is a new table, and the button in it loses the focus.
  const [columns] = useState(() => columnsFor(ownId, hasPages));
  return (
    <DataTable
      caption="Emergency accesses"
      columns={columns}
      rows={emergencies}
      getRowId={idOf}
      empty={empty}
      isStacked
    />
  );
}

function columnsFor(ownId: string, hasPages: boolean): Column<Emergency>[] {
  const columns: Column<Emergency>[] = [
    {
      accessorKey: 'studyName',
      header: 'Study',
      cell: ({ row: { original } }) => <StudyCell emergency={original} hasPage={hasPages} />,
    },
    {
      accessorKey: 'requesterName',
      header: 'Asked by',
      cell: ({ row: { original } }) => <AskedCell emergency={original} />,
    },
    {
      accessorKey: 'reason',
      header: 'Reason',
      cell: ({ row: { original } }) => (
        <span dir="auto" className="block max-w-[40rem] min-w-48 wrap-anywhere whitespace-pre-line">
          {original.reason}
        </span>
      ),
    },
    {
      accessorKey: 'state',
      header: 'State',
      cell: ({ row: { original } }) => <StateCell emergency={original} />,
    },
    {
      id: 'actions',
      header: () => <span className="sr-only">Actions</span>,
      cell: ({ row: { original } }) => (
        <EmergencyButtons emergency={original} isOwn={original.requestedBy === ownId} />
      ),
    },
  ];
  // The open ones stand first whatever else they have in common.
  return columns.map((column) => ({ ...column, enableSorting: false }));
}

function StudyCell({ emergency, hasPage }: { emergency: Emergency; hasPage: boolean }) {
  const { id, studyName, organizationName } = emergency;
  return (
    <>
      <span className="block text-xs text-ink-2">
        <bdi>{organizationName}</bdi>
      </span>
      {hasPage ? (
        <Link href={routes.adminEmergency(id)} className="link font-medium">
          <bdi>{studyName}</bdi>
        </Link>
      ) : (
        <bdi className="font-medium">{studyName}</bdi>
      )}
    </>
  );
}

function AskedCell({ emergency: { requesterName, requestedAt, minutes } }: { emergency: Emergency }) {
  return (
    <>
      <bdi>{requesterName}</bdi>
      <span className="block text-xs text-ink-2">
        <Time at={requestedAt} />, for {minutes} min
      </span>
    </>
  );
}

function StateCell({ emergency }: { emergency: Emergency }) {
  return (
    <>
      <EmergencyStateBadge state={emergency.state} />
      <span className="block text-xs text-ink-2">
        <EmergencyHistory emergency={emergency} />
      </span>
    </>
  );
}

'use client';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { DataTable, type Column } from '@/components/data-table/data-table';
import { Badge } from '@/components/ui/badge';
import { Menu } from '@/components/ui/menu';
import { Time } from '@/components/ui/time';
import type { AccountRow } from '@/lib/installation/account-admin-store';
import type { Change } from './account-change';

// React Aria's overlay weighs more than the table; it comes with the first press.
const AccountChange = dynamic(() => import('./account-change').then((module) => module.AccountChange), {
  ssr: false,
});

const KINDS = { practitioner: 'Practitioner', patient: 'Patient', super_admin: 'System administrator' };
const idOf = ({ id }: AccountRow) => id;

type Chosen = { account: AccountRow; change: Change };

export function AccountsTable({ rows, ownId }: { rows: AccountRow[]; ownId: string }) {
  const [chosen, setChosen] = useState<Chosen | null>(null);
  // Made once: a new array of columns is a new table, and the menu in it loses the focus.
  const [columns] = useState(() => columnsFor(ownId, setChosen));
  return (
    <>
      <DataTable
        caption="Accounts"
        columns={columns}
        rows={rows}
        getRowId={idOf}
        empty="Nobody of this name or address."
      />
      {chosen && <AccountChange {...chosen} onClose={() => setChosen(null)} />}
    </>
  );
}

function columnsFor(ownId: string, onChoose: (chosen: Chosen) => void): Column<AccountRow>[] {
  const columns: Column<AccountRow>[] = [
    {
      accessorKey: 'name',
      header: 'Name',
      cell: ({ row: { original } }) => (
        <>
          <bdi className="font-medium">{original.name}</bdi> {original.id === ownId && <Badge>You</Badge>}
          <span className="block text-xs text-ink-2">{original.email}</span>
        </>
      ),
    },
    { accessorKey: 'userType', header: 'Kind', cell: ({ row: { original } }) => KINDS[original.userType] },
    {
      accessorKey: 'suspendedAt',
      header: 'State',
      cell: ({ row: { original } }) =>
        original.suspendedAt ? <Badge tone="danger">Suspended</Badge> : <Badge tone="success">Active</Badge>,
    },
    {
      accessorKey: 'lastSeenAt',
      header: 'Last seen',
      cell: ({ row: { original } }) => (original.lastSeenAt ? <Time at={original.lastSeenAt} /> : 'Never'),
      meta: { isNoWrap: true },
    },
    { accessorKey: 'liveSessions', header: 'Sessions', meta: { isNumeric: true } },
    {
      id: 'menu',
      header: () => <span className="sr-only">Actions</span>,
      cell: ({ row: { original } }) => (
        <AccountMenuOf account={original} isOwn={original.id === ownId} onChoose={onChoose} />
      ),
    },
  ];
  // The server gives one page of many in its own order; sorting a page would look like sorting the list.
  return columns.map((column) => ({ ...column, enableSorting: false }));
}

type MenuProps = { account: AccountRow; isOwn: boolean; onChoose: (chosen: Chosen) => void };

function AccountMenuOf({ account, isOwn, onChoose }: MenuProps) {
  if (isOwn) return null;
  const choose = (change: Change) => () => onChoose({ account, change });
  return (
    <Menu
      label={`Actions for ${account.name}`}
      size="sm"
      items={[
        {
          id: 'sessions',
          label: 'End all sessions',
          isDisabled: account.liveSessions === 0,
          onSelect: choose('end-sessions'),
        },
        account.suspendedAt
          ? { id: 'restore', label: 'Restore', onSelect: choose('restore') }
          : { id: 'suspend', label: 'Suspend', isDanger: true, onSelect: choose('suspend') },
      ]}
    >
      Actions
    </Menu>
  );
}

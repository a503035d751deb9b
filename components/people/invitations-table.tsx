'use client';
import { Ellipsis } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState, type ReactNode } from 'react';
import { DataTable, type Column } from '@/components/data-table/data-table';
import { InvitationState } from '@/components/invitations/invitation-state';
import { Menu } from '@/components/ui/menu';
import { Time } from '@/components/ui/time';
import type { PractitionerInvitationRow } from '@/lib/invitations/invitation';
import { ROLE_WORDS } from './person-words';

const ResendDialog = dynamic(() => import('./resend-dialog').then((file) => file.ResendDialog), {
  ssr: false,
});
const RevokeDialog = dynamic(() => import('./revoke-dialog').then((file) => file.RevokeDialog), {
  ssr: false,
});

const COLUMNS: Column<PractitionerInvitationRow>[] = [
  {
    accessorKey: 'email',
    header: 'E-mail',
    enableSorting: false,
    cell: ({ row: { original } }) => (
      <span className="block min-w-44 font-medium wrap-anywhere">{original.email}</span>
    ),
  },
  {
    accessorKey: 'role',
    header: 'Role',
    enableSorting: false,
    cell: ({ row: { original } }) => ROLE_WORDS[original.role],
  },
  {
    id: 'state',
    accessorFn: ({ standing }) => standing,
    header: 'State',
    enableSorting: false,
    cell: ({ row: { original } }) => <InvitationState invitation={original} />,
  },
  {
    accessorKey: 'sentAt',
    header: 'Sent',
    enableSorting: false,
    cell: ({ row: { original } }) => <Time at={original.sentAt} format="relative" />,
    meta: { isNoWrap: true },
  },
  {
    accessorKey: 'expiresAt',
    header: 'Expires',
    enableSorting: false,
    cell: ({ row: { original } }) => <Time at={original.expiresAt} format="date" />,
    meta: { isNoWrap: true, isWideOnly: true },
  },
  {
    accessorKey: 'invitedBy',
    header: 'Invited by',
    enableSorting: false,
    cell: ({ row: { original } }) => <bdi>{original.invitedBy}</bdi>,
    meta: { isWideOnly: true },
  },
  {
    id: 'actions',
    header: () => <span className="sr-only">Actions</span>,
    enableSorting: false,
    cell: ({ row: { original } }) => <Controls invitation={original} />,
    meta: { isNumeric: true },
  },
];

const idOf = ({ id }: PractitionerInvitationRow) => id;

/** Newest first, as the server has them. */
export function InvitationsTable({ rows, empty }: { rows: PractitionerInvitationRow[]; empty: ReactNode }) {
  return <DataTable caption="Invitations" columns={COLUMNS} rows={rows} getRowId={idOf} empty={empty} />;
}

function Controls({ invitation }: { invitation: PractitionerInvitationRow }) {
  const [asking, setAsking] = useState<'resend' | 'revoke' | null>(null);
  const close = () => setAsking(null);
  // One whose inviter lost their role reads as taken back, and can still be sent again by somebody else.
  const isWaiting = invitation.acceptedAt === null && invitation.revokedAt === null;
  if (!isWaiting) return null;
  return (
    <>
      <Menu
        label={`Actions for ${invitation.email}`}
        items={[
          { id: 'resend', label: 'Send again, with a link to copy…', onSelect: () => setAsking('resend') },
          { id: 'revoke', label: 'Take back…', isDanger: true, onSelect: () => setAsking('revoke') },
        ]}
      >
        <Ellipsis aria-hidden />
      </Menu>
      {asking === 'resend' && <ResendDialog invitation={invitation} onClose={close} />}
      {asking === 'revoke' && <RevokeDialog invitation={invitation} onClose={close} />}
    </>
  );
}

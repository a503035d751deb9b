'use client';
import { DataTable, type Column } from '@/components/data-table/data-table';
import { EmptyState } from '@/components/ui/empty-state';
import { Link } from '@/components/ui/link';
import { Time } from '@/components/ui/time';
import type { OutboxMail } from '@/lib/mail/outbox-store';
import { routes } from '@/lib/routes';
import { MailState } from './mail-state';

const COLUMNS: Column<OutboxMail>[] = [
  {
    accessorKey: 'subject',
    header: 'Subject',
    cell: ({ row: { original } }) =>
      original.subject === '' ? (
        <span className="text-ink-2">Not shown</span>
      ) : (
        <Link href={routes.adminLetter(original.id)} className="link">
          <bdi>{original.subject}</bdi>
        </Link>
      ),
  },
  {
    accessorKey: 'toAddress',
    header: 'To',
    cell: ({ row: { original } }) => <bdi className="whitespace-nowrap">{original.toAddress}</bdi>,
  },
  { id: 'state', header: 'State', cell: ({ row: { original } }) => <MailState mail={original} /> },
  { accessorKey: 'attempts', header: 'Tries', meta: { isNumeric: true } },
  {
    accessorKey: 'createdAt',
    header: 'Written',
    cell: ({ row: { original } }) => <Time at={original.createdAt} format="relative" />,
  },
];

const idOf = ({ id }: OutboxMail) => id;

export function OutboxTable({ letters }: { letters: OutboxMail[] }) {
  return (
    <DataTable
      caption="Letters, newest first"
      columns={COLUMNS}
      rows={letters}
      getRowId={idOf}
      isTall
      empty={
        <EmptyState title="No letter yet" text="Invitations and codes appear here as they are written." />
      }
    />
  );
}

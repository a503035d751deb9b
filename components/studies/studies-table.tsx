'use client';
import { useMemo, type ReactNode } from 'react';
import { DataTable, type Column } from '@/components/data-table/data-table';
import { Time } from '@/components/ui/time';
import { routes } from '@/lib/routes';
import type { StudyRow } from '@/lib/studies/study';
import { StudyStateBadge } from './study-state-badge';

const COLUMNS: Column<StudyRow>[] = [
  {
    accessorKey: 'name',
    header: 'Name',
    cell: ({ row: { original } }) => <bdi className="font-medium">{original.name}</bdi>,
  },
  {
    accessorKey: 'state',
    header: 'State',
    cell: ({ row: { original } }) => <StudyStateBadge state={original.state} />,
    meta: { isNoWrap: true },
  },
  {
    id: 'scopes',
    accessorFn: ({ scopes }) => scopes.join(', '),
    header: 'Asks for',
    cell: ({ row: { original } }) =>
      original.scopes.length > 0 ? (
        original.scopes.join(', ')
      ) : (
        <span className="text-ink-2">Nothing yet</span>
      ),
    meta: { isWideOnly: true },
  },
  { accessorKey: 'patients', header: 'Patients', meta: { isNumeric: true } },
  {
    accessorKey: 'createdAt',
    header: 'Created',
    cell: ({ row: { original } }) => <Time at={original.createdAt} format="date" />,
    meta: { isWideOnly: true, isNoWrap: true },
  },
];

const idOf = ({ id }: StudyRow) => id;
type Props = { organizationId: string; studies: StudyRow[]; empty: ReactNode };

export function StudiesTable({ organizationId, studies, empty }: Props) {
  const hrefOf = useMemo(() => (row: StudyRow) => routes.study(organizationId, row.id), [organizationId]);
  return (
    <DataTable
      caption="Studies"
      columns={COLUMNS}
      rows={studies}
      getRowId={idOf}
      rowHref={hrefOf}
      empty={empty}
    />
  );
}

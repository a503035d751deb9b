'use client';
import { DataTable, type Column } from '@/components/data-table/data-table';
import { Badge } from '@/components/ui/badge';
import { Time } from '@/components/ui/time';
import type { InstallationOrganization } from '@/lib/accounts/installation-store';

const COLUMNS: Column<InstallationOrganization>[] = [
  {
    accessorKey: 'name',
    header: 'Name',
    cell: ({ row: { original } }) => (
      <>
        {original.path.length > 0 && (
          <span className="block text-xs text-ink-2">
            <bdi>{original.path.join(' › ')}</bdi>
          </span>
        )}
        <bdi className="font-medium">{original.name}</bdi> {original.isArchived && <Badge>Archived</Badge>}
      </>
    ),
  },
  { accessorKey: 'type', header: 'Type' },
  { accessorKey: 'practitioners', header: 'Practitioners', meta: { isNumeric: true } },
  {
    accessorKey: 'createdAt',
    header: 'Created',
    cell: ({ row: { original } }) => <Time at={original.createdAt} format="date" />,
  },
];

const idOf = ({ id }: InstallationOrganization) => id;

export function InstallationTable({ organizations }: { organizations: InstallationOrganization[] }) {
  return (
    <DataTable
      caption="Organizations"
      columns={COLUMNS}
      rows={organizations}
      getRowId={idOf}
      empty="No organization yet."
    />
  );
}

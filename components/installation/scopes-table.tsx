'use client';
import { DataTable, type Column } from '@/components/data-table/data-table';
import type { CatalogueScope } from '@/lib/installation/catalogue-store';

const COLUMNS: Column<CatalogueScope>[] = [
  {
    accessorKey: 'name',
    header: 'Scope',
    cell: ({ row: { original } }) => <span className="font-medium">{original.name}</span>,
  },
  { accessorKey: 'plainName', header: 'What patients read' },
  {
    accessorKey: 'code',
    header: 'Code',
    cell: ({ row: { original } }) => <code className="font-mono text-xs">{original.code}</code>,
  },
  { accessorKey: 'studies', header: 'Studies that ask', meta: { isNumeric: true } },
];

const idOf = ({ code }: CatalogueScope) => code;

export function ScopesTable({ scopes }: { scopes: CatalogueScope[] }) {
  return (
    <DataTable
      caption="Scopes"
      columns={COLUMNS}
      rows={scopes}
      getRowId={idOf}
      empty="The catalogue is empty: studies can ask for nothing. Scopes come with an update of Wellkept."
    />
  );
}

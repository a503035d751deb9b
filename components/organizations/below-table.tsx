'use client';
import { DataTable, type Column } from '@/components/data-table/data-table';
import { cn } from '@/lib/cn';
import type { CountedOrganization } from '@/lib/organizations/overview-store';
import { routes } from '@/lib/routes';

/** Written out, because a style attribute is not allowed. */
const INDENT = ['', 'pl-4', 'pl-8', 'pl-12'];

const COLUMNS: Column<CountedOrganization>[] = [
  {
    accessorKey: 'name',
    header: 'Organization',
    cell: ({ row: { original } }) => (
      <span className={cn(INDENT[Math.min(original.depth - 1, INDENT.length - 1)])}>
        <bdi>{original.name}</bdi>
      </span>
    ),
  },
  { accessorKey: 'studies', header: 'Studies', meta: { isNumeric: true } },
  { accessorKey: 'patients', header: 'Patients', meta: { isNumeric: true } },
  { accessorKey: 'waitingAnswers', header: 'Waiting answers', meta: { isNumeric: true, isWideOnly: true } },
];

const idOf = ({ id }: CountedOrganization) => id;
const hrefOf = ({ id }: CountedOrganization) => routes.organization(id);

/** Each counts for itself; a role here holds there too. */
export function BelowTable({ below }: { below: CountedOrganization[] }) {
  return (
    <DataTable
      caption="Organizations below"
      columns={COLUMNS}
      rows={below}
      getRowId={idOf}
      rowHref={hrefOf}
      empty="None."
    />
  );
}

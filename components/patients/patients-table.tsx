'use client';
import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { useMemo, type ReactNode } from 'react';
import { DataTable, type Column, type Sorting } from '@/components/data-table/data-table';
import { Time } from '@/components/ui/time';
import type { PatientRow } from '@/lib/patients/patient';
import type { PatientFilter } from '@/lib/patients/patient-schema';
import { routes } from '@/lib/routes';

/** The ids of sortable columns are the words of the address. */
const COLUMNS: Column<PatientRow>[] = [
  {
    accessorKey: 'name',
    header: 'Name',
    cell: ({ row: { original } }) => <bdi className="font-medium">{original.name}</bdi>,
  },
  {
    accessorKey: 'birthDate',
    header: 'Birth date',
    cell: ({ row: { original } }) =>
      original.birthDate ? <Time at={original.birthDate} format="date" timeZone="UTC" /> : '—',
    meta: { isNoWrap: true },
  },
  {
    id: 'identifiers',
    accessorFn: ({ identifiers }) => identifiers.map(({ value }) => value).join(', '),
    header: 'Identifier',
    enableSorting: false,
    cell: ({ row: { original } }) =>
      original.identifiers.map(({ system, value }) => (
        <span key={`${system}|${value}`} title={system} className="block font-mono text-xs">
          {value}
        </span>
      )),
    meta: { isWideOnly: true },
  },
  {
    id: 'studies',
    accessorFn: ({ studies }) => studies.length,
    header: 'Studies',
    enableSorting: false,
    cell: ({ row: { original } }) =>
      original.studies.length === 0 ? (
        <span className="text-ink-2">None</span>
      ) : (
        original.studies
          .map(({ name, enrollmentState }) => (enrollmentState === 'invited' ? `${name} (invited)` : name))
          .join(', ')
      ),
  },
  {
    accessorKey: 'createdAt',
    header: 'Added',
    cell: ({ row: { original } }) => <Time at={original.createdAt} format="date" />,
    meta: { isWideOnly: true, isNoWrap: true },
  },
];

const idOf = ({ id }: PatientRow) => id;
type Props = { organizationId: string; rows: PatientRow[]; filter: PatientFilter; empty: ReactNode };

/** The order is in the address: the server sorts, because it shows one page of many. */
export function PatientsTable({ organizationId, rows, filter, empty }: Props) {
  const router = useRouter();
  const pathname = usePathname();
  const params = useSearchParams();
  const hrefOf = useMemo(() => (row: PatientRow) => routes.patient(organizationId, row.id), [organizationId]);
  const sorting: Sorting = [{ id: filter.sort, desc: filter.direction === 'desc' }];
  const onSortingChange = ([chosen]: Sorting) => {
    const next = new URLSearchParams(params);
    next.delete('after');
    next.set('sort', chosen?.id ?? 'name');
    next.set('direction', chosen?.desc ? 'desc' : 'asc');
    router.replace(`${pathname}?${next.toString()}` as never);
  };
  return (
    <DataTable
      caption="Patients"
      columns={COLUMNS}
      rows={rows}
      getRowId={idOf}
      rowHref={hrefOf}
      sorting={sorting}
      onSortingChange={onSortingChange}
      empty={empty}
    />
  );
}

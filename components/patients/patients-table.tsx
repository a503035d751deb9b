'use client';
import dynamic from 'next/dynamic';
import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { useMemo, useState, type ReactNode } from 'react';
import { DataTable, type Column, type Sorting } from '@/components/data-table/data-table';
import { Time } from '@/components/ui/time';
import type { PatientRow } from '@/lib/patients/patient';
import type { PatientFilter } from '@/lib/patients/patient-schema';
import { routes } from '@/lib/routes';
import type { Added } from './added';

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
const nameOf = ({ name }: PatientRow) => name;

// What is done to those that are ticked comes with the first tick.
const AddToStudyBar = dynamic(() => import('./add-to-study-bar').then((file) => file.AddToStudyBar), {
  ssr: false,
});

type Props = {
  organizationId: string;
  rows: PatientRow[];
  filter: PatientFilter;
  /** Where those who are ticked can be added; null for whoever may not. */
  studies: { id: string; name: string }[] | null;
  empty: ReactNode;
};

/** The order is in the address: the server sorts, because it shows one page of many. */
export function PatientsTable({ organizationId, rows, filter, studies, empty }: Props) {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [added, setAdded] = useState<Added | null>(null);
  const sorting = useAddressSorting(filter);
  const hrefOf = useMemo(() => (row: PatientRow) => routes.patient(organizationId, row.id), [organizationId]);
  const chosen = rows.filter(({ id }) => selected.has(id));
  const done = (made: Added) => {
    setAdded(made);
    setSelected(new Set());
  };
  return (
    <>
      {studies && (chosen.length > 0 || added) && (
        <AddToStudyBar
          {...{ organizationId, studies, added }}
          patients={chosen}
          onAdded={done}
          onClear={() => setSelected(new Set())}
        />
      )}
      <DataTable
        caption="Patients"
        columns={COLUMNS}
        rows={rows}
        getRowId={idOf}
        rowHref={hrefOf}
        {...sorting}
        {...(studies && { selection: { selected, onChange: setSelected, rowLabel: nameOf } })}
        empty={empty}
      />
    </>
  );
}

function useAddressSorting(filter: PatientFilter) {
  const router = useRouter();
  const pathname = usePathname();
  const params = useSearchParams();
  const sorting: Sorting = [{ id: filter.sort, desc: filter.direction === 'desc' }];
  const onSortingChange = ([chosen]: Sorting) => {
    const next = new URLSearchParams(params);
    next.delete('after');
    next.set('sort', chosen?.id ?? 'name');
    next.set('direction', chosen?.desc ? 'desc' : 'asc');
    router.replace(`${pathname}?${next.toString()}` as never);
  };
  return { sorting, onSortingChange };
}

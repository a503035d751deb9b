'use client';
import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { useMemo, useState, type ReactNode } from 'react';
import { DataTable, type Column, type Sorting } from '@/components/data-table/data-table';
import { Badge } from '@/components/ui/badge';
import { Link } from '@/components/ui/link';
import { Time } from '@/components/ui/time';
import type { PersonRow } from '@/lib/people/person';
import type { PersonFilter } from '@/lib/people/person-schema';
import { routes } from '@/lib/routes';
import { BulkBar } from './bulk-bar';
import { PersonControls } from './person-controls';
import { PersonStatusBadge } from './person-status-badge';
import { ROLE_WORDS, sourceOf } from './person-words';
import { RoleSelect } from './role-select';

type Props = {
  organizationId: string;
  rows: PersonRow[];
  filter: PersonFilter;
  mayManage: boolean;
  empty: ReactNode;
};

/** The order is in the address: the server sorts, because it shows one page of many. */
export function PeopleTable({ organizationId, rows, filter, mayManage, empty }: Props) {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const columns = useMemo(() => columnsOf(organizationId, mayManage), [organizationId, mayManage]);
  const sorting = useAddressSorting(filter);
  const chosen = rows.filter(({ id }) => selected.has(id));
  return (
    <>
      {chosen.length > 0 && (
        <BulkBar organizationId={organizationId} people={chosen} onDone={() => setSelected(new Set())} />
      )}
      <DataTable
        caption="Members"
        columns={columns}
        rows={rows}
        getRowId={idOf}
        {...sorting}
        {...(mayManage && { selection: { selected, onChange: setSelected, rowLabel: nameOf } })}
        empty={empty}
      />
    </>
  );
}

const idOf = ({ id }: PersonRow) => id;
const nameOf = ({ name }: PersonRow) => name;

function useAddressSorting(filter: PersonFilter) {
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

/** The ids of sortable columns are the words of the address. */
function columnsOf(organizationId: string, mayManage: boolean): Column<PersonRow>[] {
  return [
    {
      accessorKey: 'name',
      header: 'Name',
      cell: ({ row: { original } }) => <Name organizationId={organizationId} person={original} />,
    },
    {
      accessorKey: 'role',
      header: 'Role',
      cell: ({ row: { original } }) => (
        <RoleCell organizationId={organizationId} person={original} mayManage={mayManage} />
      ),
    },
    {
      id: 'status',
      accessorFn: ({ status }) => status,
      header: 'Status',
      enableSorting: false,
      cell: ({ row: { original } }) => <PersonStatusBadge status={original.status} />,
    },
    {
      accessorKey: 'lastActiveAt',
      header: 'Last active',
      cell: ({ row: { original } }) =>
        original.lastActiveAt ? <Time at={original.lastActiveAt} format="relative" /> : 'Never',
      meta: { isNoWrap: true, isWideOnly: true },
    },
    {
      accessorKey: 'endsAt',
      header: 'Access ends',
      cell: ({ row: { original } }) => <EndsAt endsAt={original.endsAt} />,
      meta: { isNoWrap: true, isWideOnly: true },
    },
    ...(mayManage ? [FACTOR, actionsOf(organizationId)] : []),
  ];
}

const FACTOR: Column<PersonRow> = {
  id: 'hasFactor',
  accessorFn: ({ hasFactor }) => (hasFactor ? 1 : 0),
  header: 'Second factor',
  cell: ({ row: { original } }) =>
    original.hasFactor ? 'Set up' : <span className="text-ink-2">Not set up</span>,
  meta: { isNoWrap: true, isWideOnly: true },
};

function actionsOf(organizationId: string): Column<PersonRow> {
  return {
    id: 'actions',
    header: () => <span className="sr-only">Actions</span>,
    enableSorting: false,
    cell: ({ row: { original } }) => <PersonControls organizationId={organizationId} person={original} />,
    meta: { isNumeric: true },
  };
}

function Name({ organizationId, person }: { organizationId: string; person: PersonRow }) {
  return (
    <>
      <Link href={routes.person(organizationId, person.id)} prefetch={false} className="link font-medium">
        <bdi>{person.name}</bdi>
      </Link>
      {person.isOneself && <Badge className="ml-2">You</Badge>}
      <span className="block min-w-44 text-xs wrap-anywhere text-ink-2">{person.email}</span>
    </>
  );
}

type RoleProps = { organizationId: string; person: PersonRow; mayManage: boolean };

function RoleCell({ organizationId, person, mayManage }: RoleProps) {
  const { given, role, isOneself, name } = person;
  const source = sourceOf(person, organizationId);
  const mayChange = mayManage && given !== null && !isOneself;
  return (
    <>
      {mayChange ? (
        <RoleSelect membershipId={given.membershipId} role={given.role} personName={name} />
      ) : (
        ROLE_WORDS[role]
      )}
      {source && (
        <span className="block text-xs text-ink-2">
          {mayChange && `${ROLE_WORDS[role]} `}
          <bdi>{source}</bdi>
        </span>
      )}
      {mayManage && isOneself && given && (
        <span className="block text-xs text-ink-2">Another manager changes your role.</span>
      )}
    </>
  );
}

/** The last day with access: the stored moment is the first without. */
export function EndsAt({ endsAt }: { endsAt: string | null }) {
  if (endsAt === null) return <span className="text-ink-2">No end</span>;
  return <Time at={new Date(Date.parse(endsAt) - 1).toISOString()} format="date" timeZone="UTC" />;
}

'use client';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { DataTable, type Column } from '@/components/data-table/data-table';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/press-button';
import { Time } from '@/components/ui/time';
import type { InstallationOrganization } from '@/lib/installation/organization-list-store';

// The overlay and the QR code weigh more than the table; they come with the first press.
const FirstManagerDialog = dynamic(
  () => import('./first-manager-dialog').then((module) => module.FirstManagerDialog),
  { ssr: false },
);

const ArchiveTop = dynamic(() => import('./archive-top').then((module) => module.ArchiveTop), { ssr: false });

const idOf = ({ id }: InstallationOrganization) => id;

type Chosen = { organization: InstallationOrganization; act: 'invite' | 'archive' };

/** Organizations with their place. Whoever made one without a manager invites the first one from here. */
export function OrganizationsTable({ organizations }: { organizations: InstallationOrganization[] }) {
  const [chosen, setChosen] = useState<Chosen | null>(null);
  // Made once: a new array of columns is a new table, and the button in it loses the focus.
  const [columns] = useState(() => columnsFor(setChosen));
  const onClose = () => setChosen(null);
  return (
    <>
      <DataTable
        caption="Organizations"
        columns={columns}
        rows={organizations}
        getRowId={idOf}
        empty="No organization of this name. Create one, and invite its first manager."
      />
      {chosen?.act === 'invite' && <FirstManagerDialog {...chosen} onClose={onClose} />}
      {chosen?.act === 'archive' && <ArchiveTop {...chosen} onClose={onClose} />}
    </>
  );
}

type Choose = (chosen: Chosen) => void;

function columnsFor(onChoose: Choose): Column<InstallationOrganization>[] {
  const columns: Column<InstallationOrganization>[] = [
    {
      accessorKey: 'name',
      header: 'Name',
      cell: ({ row: { original } }) => <Name organization={original} />,
    },
    { accessorKey: 'type', header: 'Type' },
    { accessorKey: 'practitioners', header: 'Practitioners', meta: { isNumeric: true } },
    {
      id: 'manager',
      accessorFn: ({ isManaged }) => (isManaged ? 1 : 0),
      header: 'Managed',
      cell: ({ row: { original } }) => (
        <Managed
          organization={original}
          onInvite={() => onChoose({ organization: original, act: 'invite' })}
        />
      ),
    },
    {
      accessorKey: 'createdAt',
      header: 'Created',
      cell: ({ row: { original } }) => <Time at={original.createdAt} format="date" />,
      meta: { isWideOnly: true, isNoWrap: true },
    },
    {
      id: 'archive',
      header: () => <span className="sr-only">Actions</span>,
      cell: ({ row: { original } }) => (
        <Place
          organization={original}
          onArchive={() => onChoose({ organization: original, act: 'archive' })}
        />
      ),
      meta: { isNumeric: true },
    },
  ];
  // The server gives one page of many in the order of the trees; sorting a page would look like sorting the list.
  return columns.map((column) => ({ ...column, enableSorting: false }));
}

function Name({ organization: { path, name, isArchived } }: { organization: InstallationOrganization }) {
  return (
    <>
      {path.length > 0 && (
        <span className="block text-xs text-ink-2">
          <bdi>{path.join(' › ')}</bdi>
        </span>
      )}
      <bdi className="font-medium">{name}</bdi> {isArchived && <Badge>Archived</Badge>}
    </>
  );
}

type PlaceProps = { organization: InstallationOrganization; onArchive: () => void };

/** What stands below a top belongs to the managers of what is above it. */
function Place({ organization: { path, name, isArchived }, onArchive }: PlaceProps) {
  if (path.length > 0) return null;
  const verb = isArchived ? 'Restore' : 'Archive';
  return (
    <Button size="sm" onClick={onArchive} aria-label={`${verb} ${name}`}>
      {verb}…
    </Button>
  );
}

type ManagedProps = { organization: InstallationOrganization; onInvite: () => void };

function Managed({ organization, onInvite }: ManagedProps) {
  if (organization.isManaged) return 'Yes';
  const { invitedManager, name } = organization;
  const words = invitedManager ? 'Invite again' : 'Invite manager';
  return (
    <span className="flex flex-wrap items-center gap-2">
      {invitedManager ? (
        <span className="text-ink-2">{invitedManager} was invited</span>
      ) : (
        <Badge tone="warning">No manager</Badge>
      )}
      <Button size="sm" onClick={onInvite} aria-label={`${words}: ${name}`}>
        {words}
      </Button>
    </span>
  );
}

'use client';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { DataTable, type Column } from '@/components/data-table/data-table';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/press-button';
import { Time } from '@/components/ui/time';
import type { InstallationOrganization } from '@/lib/installation/organization-list-store';

// The overlay and the QR code weigh more than the table; they come with the first press.
const FirstManagerDialog = dynamic(() =>
  import('./first-manager-dialog').then((module) => module.FirstManagerDialog),
);

const idOf = ({ id }: InstallationOrganization) => id;

/** Every organization with its place. Whoever made one without a manager invites the first one from here. */
export function OrganizationsTable({ organizations }: { organizations: InstallationOrganization[] }) {
  const [inviting, setInviting] = useState<InstallationOrganization | null>(null);
  // Made once: a new array of columns is a new table, and the button in it loses the focus.
  const [columns] = useState(() => columnsFor(setInviting));
  return (
    <>
      <DataTable
        caption="Organizations"
        columns={columns}
        rows={organizations}
        getRowId={idOf}
        empty="No organization yet. Create one, and invite its first manager."
      />
      {inviting && <FirstManagerDialog organization={inviting} onClose={() => setInviting(null)} />}
    </>
  );
}

type Invite = (organization: InstallationOrganization) => void;

function columnsFor(onInvite: Invite): Column<InstallationOrganization>[] {
  return [
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
      id: 'manager',
      accessorFn: ({ isManaged }) => (isManaged ? 1 : 0),
      header: 'Managed',
      cell: ({ row: { original } }) => <Managed organization={original} onInvite={onInvite} />,
    },
    {
      accessorKey: 'createdAt',
      header: 'Created',
      cell: ({ row: { original } }) => <Time at={original.createdAt} format="date" />,
      meta: { isWideOnly: true, isNoWrap: true },
    },
  ];
}

function Managed({ organization, onInvite }: { organization: InstallationOrganization; onInvite: Invite }) {
  if (organization.isManaged) return 'Yes';
  const { invitedManager, name } = organization;
  return (
    <span className="flex flex-wrap items-center gap-2">
      {invitedManager ? (
        <span className="text-ink-2">{invitedManager} was invited</span>
      ) : (
        <Badge tone="warning">No manager</Badge>
      )}
      <Button
        size="sm"
        onClick={() => onInvite(organization)}
        aria-label={`Invite the first manager of ${name}`}
      >
        {invitedManager ? 'Invite again' : 'Invite manager'}
      </Button>
    </span>
  );
}

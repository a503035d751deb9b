'use client';
import { useState } from 'react';
import { ConfirmDialog } from '@/components/forms/confirm-dialog';
import { Button } from '@/components/ui/button';
import { Menu } from '@/components/ui/menu';
import { ROLES, type Role } from '@/lib/authorization/permissions';
import { changeRolesAction } from '@/lib/organizations/membership-actions';
import type { PersonRow } from '@/lib/people/person';
import { ROLE_WORDS } from './person-words';
import { RemoveDialog } from './remove-dialog';

type Props = { organizationId: string; people: PersonRow[]; onDone: () => void };

/** What is done to all that are ticked, after a look at what becomes of each. */
export function BulkBar({ organizationId, people, onDone }: Props) {
  const [asking, setAsking] = useState<Asking | null>(null);
  const changeable = people.filter(({ given, isOneself }) => given && !isOneself);
  const left = people.length - changeable.length;
  return (
    <section
      aria-label="Selected people"
      className="mb-2 flex flex-wrap items-center gap-x-3 gap-y-2 rounded-md border border-line bg-accent-soft px-3 py-2"
    >
      <p role="status" className="font-medium">
        {people.length} selected
        {left > 0 && <span className="font-normal text-ink-2"> · {left} with nothing to change here</span>}
      </p>
      {changeable.length > 0 && (
        <>
          <RoleMenu onChoose={setAsking} />
          <Button size="sm" onClick={() => setAsking('remove')}>
            Remove…
          </Button>
        </>
      )}
      <Button size="sm" variant="quiet" onClick={onDone}>
        Clear
      </Button>
      {asking !== null && (
        <BulkDialog
          asking={asking}
          organizationId={organizationId}
          people={changeable}
          onClose={() => setAsking(null)}
          onDone={onDone}
        />
      )}
    </section>
  );
}

function RoleMenu({ onChoose }: { onChoose: (role: Role) => void }) {
  return (
    <Menu
      label="Change role"
      variant="secondary"
      align="start"
      items={ROLES.map((role) => ({
        id: role,
        label: `${ROLE_WORDS[role]}…`,
        onSelect: () => onChoose(role),
      }))}
    />
  );
}

type Asking = Role | 'remove';

function BulkDialog({ asking, ...props }: Props & { asking: Asking; onClose: () => void }) {
  return asking === 'remove' ? <RemoveDialog {...props} /> : <ChangeDialog {...props} role={asking} />;
}

type ChangeProps = Props & { role: Role; onClose: () => void };

function ChangeDialog({ organizationId, people, role, onClose, onDone }: ChangeProps) {
  const word = ROLE_WORDS[role].toLowerCase();
  const change = async () => {
    const membershipIds = people.flatMap(({ given }) => given?.membershipId ?? []);
    const result = await changeRolesAction({ organizationId, membershipIds, role });
    if (result.ok) onDone();
    return result.ok ? null : result.error.message;
  };
  return (
    <ConfirmDialog
      title={`Make ${people.length === 1 ? 'this person' : `these ${people.length} people`} a ${word}?`}
      button="Change"
      act={change}
      onClose={onClose}
    >
      <ul className="max-h-60 list-disc space-y-1 overflow-y-auto pl-5">
        {people.map(({ id, name, given }) => (
          <li key={id}>
            <bdi className="font-medium">{name}</bdi>
            {given?.role === role
              ? ` is a ${word} already`
              : `: from ${given ? ROLE_WORDS[given.role].toLowerCase() : 'no role'} to ${word}`}
          </li>
        ))}
      </ul>
    </ConfirmDialog>
  );
}

'use client';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Menu } from '@/components/ui/menu';
import { ROLES, type Role } from '@/lib/authorization/permissions';
import type { PersonRow } from '@/lib/people/person';
import { ROLE_WORDS } from './person-words';

const RemoveDialog = dynamic(() => import('./remove-dialog').then((file) => file.RemoveDialog), {
  ssr: false,
});
const ChangeDialog = dynamic(() => import('./change-roles-dialog').then((file) => file.ChangeRolesDialog), {
  ssr: false,
});

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

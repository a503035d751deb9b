'use client';
import { ConfirmDialog } from '@/components/forms/confirm-dialog';
import type { Role } from '@/lib/authorization/permissions';
import { changeRolesAction } from '@/lib/organizations/membership-actions';
import type { PersonRow } from '@/lib/people/person';
import { ROLE_WORDS } from './person-words';

type Props = {
  organizationId: string;
  people: PersonRow[];
  role: Role;
  onClose: () => void;
  onDone: () => void;
};

/** What becomes of each, before it does. */
export function ChangeRolesDialog({ organizationId, people, role, onClose, onDone }: Props) {
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

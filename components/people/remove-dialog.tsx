'use client';
import { ConfirmDialog } from '@/components/forms/confirm-dialog';
import { removeMembershipAction, removeMembershipsAction } from '@/lib/organizations/membership-actions';
import type { PersonRow } from '@/lib/people/person';
import { ROLE_WORDS } from './person-words';

type Props = {
  people: PersonRow[];
  /** Given when several go at once. */
  organizationId?: string;
  onClose: () => void;
  onDone?: () => void;
};

/** Says what goes and what is left before it is done, person by person. */
export function RemoveDialog({ people, organizationId, onClose, onDone }: Props) {
  const [first] = people;
  if (!first) return null;
  const isLeaving = people.length === 1 && first.isOneself;
  const remove = async () => {
    const result = await removal(people, organizationId);
    if (result.ok) onDone?.();
    return result.ok ? null : result.error.message;
  };
  const whom = people.length === 1 ? first.name : `${people.length} people`;
  return (
    <ConfirmDialog
      title={isLeaving ? 'Leave this organization?' : `Remove ${whom}?`}
      button={isLeaving ? 'Leave' : 'Remove'}
      isDanger
      act={remove}
      onClose={onClose}
    >
      <p>
        {isLeaving
          ? 'Your role here ends at once, here and in every organization below.'
          : 'The role given here ends at once, here and in every organization below, and they are signed out everywhere.'}
      </p>
      <ul className="mt-2 max-h-60 list-disc space-y-1 overflow-y-auto pl-5">
        {people.map((person) => (
          <li key={person.id}>
            <Consequence person={person} />
          </li>
        ))}
      </ul>
    </ConfirmDialog>
  );
}

function Consequence({ person: { name, given, inheritedRole, roleFrom, studyKeys } }: { person: PersonRow }) {
  const role = given ? ROLE_WORDS[given.role].toLowerCase() : 'role';
  return (
    <>
      <bdi className="font-medium">{name}</bdi> is no {role} here any more.{' '}
      {inheritedRole && `As ${ROLE_WORDS[inheritedRole].toLowerCase()} through ${roleFrom.name} they stay. `}
      {studyKeys > 0 &&
        `${studyKeys === 1 ? 'One study needs' : `${studyKeys} studies need`} a new key: a task for each waits for a manager.`}
    </>
  );
}

function removal(people: PersonRow[], organizationId: string | undefined) {
  const membershipIds = people.flatMap(({ given }) => given?.membershipId ?? []);
  const [only] = membershipIds;
  if (organizationId === undefined && only !== undefined)
    return removeMembershipAction({ membershipId: only });
  return removeMembershipsAction({ organizationId: organizationId ?? '', membershipIds });
}

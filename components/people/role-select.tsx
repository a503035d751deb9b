'use client';
import { useState, useTransition } from 'react';
import { useAnnounce } from '@/components/ui/live-region';
import { Select } from '@/components/ui/select';
import { ROLES, type Role } from '@/lib/authorization/permissions';
import { changeRoleAction } from '@/lib/organizations/membership-actions';
import { ROLE_OPTIONS, ROLE_WORDS } from './person-words';

type Props = { membershipId: string; role: Role; personName: string };

/** Choosing is the change. Refused, it stands as it was, with the reason under it. */
export function RoleSelect({ membershipId, role, personName }: Props) {
  const announce = useAnnounce();
  const [failure, setFailure] = useState<string | null>(null);
  const [wanted, setWanted] = useState<Role | null>(null);
  const [isPending, startTransition] = useTransition();
  const choose = (chosen: string) => {
    const next = ROLES.find((each) => each === chosen);
    if (!next || next === role) return;
    setWanted(next);
    startTransition(async () => {
      const result = await changeRoleAction({ membershipId, role: next, expectedRole: role });
      setFailure(result.ok ? null : result.error.message);
      setWanted(null);
      if (result.ok) announce(`${personName} is a ${ROLE_WORDS[next].toLowerCase()} now.`);
    });
  };
  return (
    <span className="inline-block">
      <Select
        aria-label={`Role of ${personName}`}
        value={wanted ?? role}
        aria-busy={isPending || undefined}
        onChange={(event) => choose(event.target.value)}
        options={ROLE_OPTIONS}
        className="w-32"
      />
      {isPending && <span className="block text-xs text-ink-2">Saving…</span>}
      {failure && (
        <span role="alert" className="block max-w-56 text-xs text-danger">
          {failure}
        </span>
      )}
    </span>
  );
}

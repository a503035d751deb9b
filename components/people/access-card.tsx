import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { Time } from '@/components/ui/time';
import type { MembershipRow } from '@/lib/people/person';
import type { PersonAccess } from '@/lib/people/person-queries';
import { ROLE_MEANINGS, ROLE_WORDS, sourceOf } from './person-words';

type Props = { organizationId: string; person: PersonAccess };

/** What holds here and why, and every role that has to do with it. */
export function AccessCard({ organizationId, person }: Props) {
  const source = sourceOf(person, organizationId);
  return (
    <Card title="Effective access">
      <p>
        <strong className="font-semibold">{ROLE_WORDS[person.role]}</strong>
        {source ? <>, {source}</> : ', given here'}. {ROLE_MEANINGS[person.role]}
      </p>
      {person.status === 'ended' && (
        <p className="mt-1 text-ink-2">It has ended: nothing can be done with it.</p>
      )}
      {person.status === 'suspended' && (
        <p className="mt-1 text-ink-2">The account is suspended: nothing can be done with it.</p>
      )}
      {person.hasFactor !== null && (
        <p className="mt-1 text-ink-2">
          {person.hasFactor ? 'A second factor is set up.' : 'There is no second factor.'}
        </p>
      )}
      <h3 className="mt-4 mb-1 font-semibold">Roles</h3>
      <ul className="divide-y divide-line">
        {person.memberships.map((membership) => (
          <Role
            key={membership.membershipId}
            membership={membership}
            counts={membership.organization.id === person.roleFrom.id}
          />
        ))}
      </ul>
    </Card>
  );
}

function Role({ membership, counts }: { membership: MembershipRow; counts: boolean }) {
  const { organization, place, role, endsAt, createdAt, hasEnded } = membership;
  return (
    <li className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 py-2">
      <span>
        <span className="font-medium">{ROLE_WORDS[role]}</span> in <bdi>{organization.name}</bdi>{' '}
        <span className="text-ink-2">{reasonOf(place)}</span>{' '}
        {counts && !hasEnded && <Badge tone="accent">Counts here</Badge>}
      </span>
      <span className="text-sm text-ink-2">
        since <Time at={createdAt} format="date" />
        {endsAt !== null && (
          <>
            , {hasEnded ? 'ended' : 'until'}{' '}
            <Time at={new Date(Date.parse(endsAt) - 1).toISOString()} format="date" timeZone="UTC" />
          </>
        )}
      </span>
    </li>
  );
}

function reasonOf(place: number): string {
  if (place === 0) return '(here)';
  return place < 0 ? '(above, so it holds here too)' : '(below, so it does not hold here)';
}

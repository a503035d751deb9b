import { StateBadge, type BadgeState } from '@/components/ui/state-badge';
import { Time } from '@/components/ui/time';
import type { InvitationRow, Standing } from '@/lib/invitations/invitation';

type Look = { state: BadgeState; word: string };

const LOOKS: Record<Exclude<Standing, 'open'>, Look> = {
  accepted: { state: 'granted', word: 'Accepted' },
  revoked: { state: 'refused', word: 'Taken back' },
  expired: { state: 'expired', word: 'Expired' },
  'study-closed': { state: 'paused', word: 'On hold' },
};

function lookOf({ standing, openedAt }: InvitationRow): Look {
  if (standing !== 'open') return LOOKS[standing];
  return { state: 'pending', word: openedAt ? 'Opened' : 'Sent' };
}

/** How an invitation stands, and the time that matters in that state. */
export function InvitationState({ invitation }: { invitation: InvitationRow | null }) {
  if (!invitation) return <span className="text-ink-2">Not sent yet</span>;
  const { acceptedAt, revokedAt, expiresAt, sentAt, openedAt, standing } = invitation;
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-0.5">
      <StateBadge {...lookOf(invitation)} />
      <span className="text-sm whitespace-nowrap text-ink-2">
        {standing === 'open' ? (
          <>
            until <Time at={expiresAt} format="date" />
          </>
        ) : (
          <Time
            at={acceptedAt ?? revokedAt ?? (standing === 'expired' ? expiresAt : (openedAt ?? sentAt))}
            format="relative"
          />
        )}
      </span>
    </span>
  );
}

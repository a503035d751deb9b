import { StateBadge, type BadgeState } from '@/components/ui/state-badge';
import { Time } from '@/components/ui/time';
import type { ConsentOfScope } from '@/lib/patients/patient';

const LOOKS: Record<NonNullable<ConsentOfScope['state']>, { state: BadgeState; word: string }> = {
  granted: { state: 'granted', word: 'Sharing' },
  declined: { state: 'declined', word: 'Not sharing' },
  stopped: { state: 'stopped', word: 'Stopped' },
  paused: { state: 'paused', word: 'Paused' },
  expired: { state: 'expired', word: 'Ended' },
};

/** What a patient's answers on one kind of data add up to now, and since when. */
export function ConsentBadge({ consent, isAsked }: { consent: ConsentOfScope; isAsked: boolean }) {
  const { state, decidedAt, endsAt } = consent;
  if (!state && !isAsked) return <span className="text-sm text-ink-2">Not asked yet</span>;
  if (!state) return <StateBadge state="pending" word="Waiting for an answer" />;
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-0.5">
      <StateBadge {...LOOKS[state]} />
      <span className="text-sm whitespace-nowrap text-ink-2">
        {state === 'expired' && endsAt ? (
          <Time at={endsAt} format="date" />
        ) : (
          decidedAt && <Time at={decidedAt} format="relative" />
        )}
        {state === 'granted' && endsAt && (
          <>
            {' '}
            until <Time at={endsAt} format="date" />
          </>
        )}
      </span>
    </span>
  );
}

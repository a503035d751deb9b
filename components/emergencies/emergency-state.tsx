import { Badge, type BadgeTone } from '@/components/ui/badge';
import { Time } from '@/components/ui/time';
import type { Emergency, EmergencyState } from '@/lib/emergencies/emergency';

const WORDS: Record<EmergencyState, readonly [word: string, tone: BadgeTone]> = {
  pending: ['Waits for an answer', 'warning'],
  running: ['Running', 'danger'],
  declined: ['Declined', 'neutral'],
  ended: ['Ended early', 'neutral'],
  over: ['Over', 'neutral'],
  lapsed: ['Not answered in a day', 'neutral'],
};

export function EmergencyStateBadge({ state }: { state: EmergencyState }) {
  const [word, tone] = WORDS[state];
  return <Badge tone={tone}>{word}</Badge>;
}

/** Who answered and ended it, and when it ends. */
export function EmergencyHistory({ emergency }: { emergency: Emergency }) {
  const { state, deciderName, decidedAt, endsAt, enderName, endedAt } = emergency;
  return (
    <>
      {decidedAt && (
        <span className="block">
          {endsAt ? 'Approved' : 'Declined'} by <bdi>{deciderName}</bdi>, <Time at={decidedAt} />
        </span>
      )}
      {endedAt && (
        <span className="block">
          Ended by <bdi>{enderName}</bdi>, <Time at={endedAt} />
        </span>
      )}
      {endsAt && !endedAt && (
        <span className="block">
          {state === 'running' ? 'Ends' : 'Ended'} by itself, <Time at={endsAt} />
        </span>
      )}
    </>
  );
}

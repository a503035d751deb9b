import type { ReactNode } from 'react';
import { CopyButton } from '@/components/ui/copy-button';
import { StateBadge } from '@/components/ui/state-badge';
import { Time } from '@/components/ui/time';
import type { DecisionRecord } from '@/lib/consents/consent-matrix';
import { DECISION_WORDS, METHOD_WORDS } from './state-words';

type Props = {
  decision: DecisionRecord;
  /** What it is about, where that is not said around it. */
  about?: ReactNode;
};

/** One decision: the word, the moment, the person, the wording, and the evidence where somebody wrote it down for the patient. */
export function DecisionEntry({ decision, about }: Props) {
  const { decidedAt, endsAt, byName, onBehalf, informationVersion, requestVersion } = decision;
  return (
    <li id={decision.decisionId} className="space-y-1 py-3 target:bg-accent-soft">
      {about}
      <p className="flex flex-wrap items-center gap-2">
        <StateBadge {...DECISION_WORDS[decision.decision]} />
        <Time at={decidedAt} />
        {endsAt && (
          <span className="text-sm text-ink-2">
            until <Time at={endsAt} format="date" />
          </span>
        )}
      </p>
      <p className="text-sm">
        {onBehalf ? (
          <>
            Written down by <bdi>{byName}</bdi>: the patient said it{' '}
            {METHOD_WORDS[onBehalf.method] ?? onBehalf.method} on <Time at={onBehalf.spokenAt} />
          </>
        ) : (
          <>
            By the patient, <bdi>{byName}</bdi>
          </>
        )}
      </p>
      {onBehalf && <Evidence onBehalf={onBehalf} />}
      <p className="flex flex-wrap items-center gap-x-3 text-sm text-ink-2">
        <span>Request version {requestVersion}</span>
        <span>{informationVersion ? `Text version ${informationVersion}` : 'Before there was a text'}</span>
        <CopyButton value={decision.decisionId} label="Copy receipt number" />
      </p>
    </li>
  );
}

function Evidence({ onBehalf }: { onBehalf: NonNullable<DecisionRecord['onBehalf']> }) {
  const { documentReference, witness, answer } = onBehalf;
  return (
    <ul className="text-sm text-ink-2">
      {documentReference !== '' && (
        <li>
          Document: <bdi>{documentReference}</bdi>
        </li>
      )}
      {witness !== '' && (
        <li>
          Witness: <bdi>{witness}</bdi>
        </li>
      )}
      <li>
        {answer === null ? (
          'The patient has not confirmed it yet.'
        ) : (
          <>
            {answer.word === 'confirmed' ? 'Confirmed' : 'Disputed'} by the patient on <Time at={answer.at} />
          </>
        )}
      </li>
    </ul>
  );
}

import type { BadgeState } from '@/components/ui/state-badge';
import type { ConsentDecisionKind, ConsentState } from '@/lib/consents/consent';
import type { MatrixMark } from '@/lib/consents/consent-matrix';

/** What practitioners read for each state; patients read their own words (lib/i18n/messages). */
export const STATE_WORDS: Record<ConsentState, string> = {
  granted: 'Sharing',
  pending: 'Waiting',
  declined: 'Not sharing',
  stopped: 'Stopped',
  paused: 'Paused',
  expired: 'Ended',
};

export const MARK_WORDS: Record<NonNullable<MatrixMark>, string> = {
  'asked-again': 'asked again',
  unconfirmed: 'not confirmed',
};

export const DECISION_WORDS: Record<ConsentDecisionKind, { state: BadgeState; word: string }> = {
  granted: { state: 'granted', word: 'Said yes' },
  declined: { state: 'declined', word: 'Said no' },
  stopped: { state: 'stopped', word: 'Stopped' },
  paused: { state: 'paused', word: 'Paused' },
  resumed: { state: 'granted', word: 'Took up again' },
};

export const METHOD_WORDS: Record<string, string> = {
  paper: 'on paper',
  'in-person': 'in person',
  telephone: 'on the telephone',
  video: 'in a video call',
};

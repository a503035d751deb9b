import type { BadgeState } from '@/components/ui/state-badge';
import type { NotShared } from '@/lib/observations/patient-data';

type Words = {
  badge: BadgeState;
  word: string;
  /** A sentence; {at} is where the date goes. */
  sentence: string;
};

/** Practitioners' words for each reason. A refusal is somebody's answer or a rule at work, not an error. */
export const NOT_SHARED_WORDS: Record<NotShared['why'], Words> = {
  'enrollment-invited': {
    badge: 'pending',
    word: 'Invited',
    sentence: 'The patient has not accepted the invitation to this study yet.',
  },
  'enrollment-withdrawn': {
    badge: 'stopped',
    word: 'Withdrawn',
    sentence: 'The patient left this study on {at}. Its readings can no longer be opened.',
  },
  'study-not-open': {
    badge: 'refused',
    word: 'Study not open',
    sentence: 'No readings are released while the study is a draft or archived.',
  },
  'not-answered': {
    badge: 'pending',
    word: 'Not answered',
    sentence: 'The patient has not answered this request yet.',
  },
  declined: { badge: 'declined', word: 'Declined', sentence: 'The patient declined on {at}.' },
  stopped: { badge: 'stopped', word: 'Stopped', sentence: 'The patient stopped sharing on {at}.' },
  paused: { badge: 'paused', word: 'Paused', sentence: 'The patient paused sharing on {at}.' },
  expired: { badge: 'expired', word: 'Ended', sentence: 'The consent ended on {at}.' },
};

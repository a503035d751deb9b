/** What a patient's decisions on one scope of one study add up to at a moment. */
export const CONSENT_STATES = ['pending', 'granted', 'declined', 'stopped', 'paused', 'expired'] as const;
export type ConsentState = (typeof CONSENT_STATES)[number];

export type ConsentDecisionKind = 'granted' | 'declined' | 'stopped' | 'paused' | 'resumed';

/** One kind of data a study asks for, with the patient's present answer. */
export type ScopeConsent = {
  scopeId: number;
  scopeCode: string;
  /** The practitioner's name and the words patients read. */
  name: string;
  plainName: { en: string; es: string };
  reason: string;
  required: boolean;
  requestVersion: number;
  state: ConsentState;
  decisionId: string | null;
  decidedAt: string | null;
  endsAt: string | null;
  /** Set while a decision somebody recorded for the patient waits to be confirmed or disputed. */
  onBehalf: { byName: string; method: string; spokenAt: string; waiting: boolean } | null;
};

/** A study a patient is in, as the patient sees it. */
export type SharedStudy = {
  enrollmentId: string;
  studyId: string;
  studyName: string;
  purpose: string;
  contact: string;
  organizationName: string;
  studyState: 'draft' | 'active' | 'paused' | 'closed' | 'archived';
  enrollmentState: 'invited' | 'active' | 'withdrawn' | 'completed';
  information: { version: number; language: string; body: string } | null;
  scopes: ScopeConsent[];
};

/** One decision of the past, as its patient sees it. */
export type HistoryEntry = {
  decisionId: string;
  studyName: string;
  plainName: { en: string; es: string };
  decision: ConsentDecisionKind;
  decidedAt: string;
  endsAt: string | null;
  onBehalfOfYou: boolean;
  byName: string;
};

/** Which decision may follow which state. The commands refuse the rest as a conflict. */
const FOLLOWS: Record<ConsentDecisionKind, readonly ConsentState[]> = {
  granted: ['pending', 'declined', 'stopped', 'expired'],
  declined: ['pending'],
  stopped: ['granted', 'paused'],
  paused: ['granted'],
  resumed: ['paused'],
};

export function canFollow(decision: ConsentDecisionKind, state: ConsentState): boolean {
  return FOLLOWS[decision].includes(state);
}

export function isConsentState(value: string): value is ConsentState {
  return CONSENT_STATES.some((state) => state === value);
}

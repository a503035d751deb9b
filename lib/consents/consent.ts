/** What a patient's decisions on one scope of one study add up to at a moment. */
export const CONSENT_STATES = ['pending', 'granted', 'declined', 'stopped', 'paused', 'expired'] as const;
export type ConsentState = (typeof CONSENT_STATES)[number];

export type ConsentDecisionKind = 'granted' | 'declined' | 'stopped' | 'paused' | 'resumed';

/** How a request read when the patient answered it; set when it has changed since. */
export type ChangedRequest = { reason: string; required: boolean };

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
  /** When the study changed what it asks or says, after the answer: until they answer again, it covers what came before. */
  askedAgainAt: string | null;
  /** The wording that was answered, where that is not the present one. */
  before: ChangedRequest | null;
  /** The version of the text that was answered, where that is not the present one. */
  informationBefore: number | null;
  /** Set while a decision somebody recorded for the patient waits to be confirmed or disputed. */
  onBehalf: { byName: string; method: string; spokenAt: string; waiting: boolean } | null;
};

/** The words a study gives its patients, in one language. */
export type InformationText = { version: number; language: string; body: string; publishedAt: string };

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
  information: InformationText | null;
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
  /** The patient's own word on what was written down for them. */
  confirmation: 'confirmed' | 'disputed' | null;
};

/** What held for one kind of data at a moment of the past. */
export type PastState = {
  studyId: string;
  studyName: string;
  scopeId: number;
  plainName: { en: string; es: string };
  state: ConsentState;
  endsAt: string | null;
};

/** What the next decision depends on. */
export type Standing = { state: ConsentState; askedAgain: boolean };

/** Which decision may follow which state. The commands refuse the rest as a conflict. */
const FOLLOWS: Record<ConsentDecisionKind, readonly ConsentState[]> = {
  granted: ['pending', 'declined', 'stopped', 'expired'],
  declined: ['pending'],
  stopped: ['granted', 'paused'],
  paused: ['granted'],
  resumed: ['paused'],
};
/** And when the study has asked again: an answer to the new wording, whatever the old one was. */
const ANSWERS_AGAIN: readonly ConsentDecisionKind[] = ['granted', 'declined'];

export function canFollow(decision: ConsentDecisionKind, { state, askedAgain }: Standing): boolean {
  if (FOLLOWS[decision].includes(state)) return true;
  return askedAgain && ANSWERS_AGAIN.includes(decision) && isAnswered(state);
}

const isAnswered = (state: ConsentState) => state === 'granted' || state === 'paused' || state === 'declined';

/** A new end for a consent that has one and is in force. */
export function canRenew({ state }: Standing, endsAt: Date | null): boolean {
  return state === 'granted' && endsAt !== null;
}

/** How long a stop is taken back as if it had not been; afterwards there is a new start. */
const UNDO_MS = 3_600_000;

export type Stopped = Pick<Standing, 'state'> & {
  last: { decision: ConsentDecisionKind; decidedAt: Date; decidedBy: string } | null;
  /** The yes that was stopped. */
  granted: { endsAt: Date | null; isDisputed: boolean } | null;
};

/** Right after a stop, by whoever stopped; never what they said they had not agreed to. */
export function canUndo({ state, last, granted }: Stopped, userId: string, now: number): boolean {
  if (state !== 'stopped' || last?.decision !== 'stopped' || last.decidedBy !== userId) return false;
  if (!granted || granted.isDisputed) return false;
  if (granted.endsAt !== null && granted.endsAt.getTime() <= now) return false;
  return now - last.decidedAt.getTime() < UNDO_MS;
}

/** The patient is asked: for the first time, or again. */
export function isAsked({ state, askedAgainAt }: Pick<ScopeConsent, 'state' | 'askedAgainAt'>): boolean {
  return state === 'pending' || (askedAgainAt !== null && isAnswered(state));
}

/** From how many days before its end a patient is reminded of it. */
export const REMIND_DAYS = 30;

export function endsSoon({ state, endsAt }: Pick<ScopeConsent, 'state' | 'endsAt'>, now: number): boolean {
  return state === 'granted' && endsAt !== null && Date.parse(endsAt) - now < REMIND_DAYS * 86_400_000;
}

export function isConsentState(value: string): value is ConsentState {
  return CONSENT_STATES.some((state) => state === value);
}

import type { EnrollmentState, StudyState } from '@/lib/authorization/question';
import type { ConsentState } from '@/lib/consents/consent';

/** One kind of data that a study asks for, as whoever reads it sees it. */
export type ScopeSharing = {
  code: string;
  name: string;
  state: ConsentState;
  decidedAt: string | null;
  endsAt: string | null;
  /** Readings in the asked time, readable or not. */
  readings: number;
};

export type StudySharing = {
  studyId: string;
  studyName: string;
  studyState: StudyState;
  enrollmentState: EnrollmentState;
  endedAt: string | null;
  scopes: ScopeSharing[];
};

export type PatientData = {
  studies: StudySharing[];
  /** Devices and apps by id, for the words beside a reading. */
  sources: Record<string, string>;
};

/** Why readings are not shown: what is the matter, and since when or until when. */
export type NotShared = {
  why:
    | 'enrollment-invited'
    | 'enrollment-withdrawn'
    | 'study-not-open'
    | 'not-answered'
    | 'declined'
    | 'stopped'
    | 'paused'
    | 'expired';
  at: string | null;
};

/** The same order as the gate's: study enrollment before consent. null: shared now. */
export function notShared(
  { enrollmentState, endedAt, studyState }: Omit<StudySharing, 'scopes'>,
  { state, decidedAt, endsAt }: ScopeSharing,
): NotShared | null {
  if (enrollmentState === 'invited') return { why: 'enrollment-invited', at: null };
  if (enrollmentState === 'withdrawn') return { why: 'enrollment-withdrawn', at: endedAt };
  if (studyState === 'draft' || studyState === 'archived') return { why: 'study-not-open', at: null };
  switch (state) {
    case 'granted':
      return null;
    case 'pending':
      return { why: 'not-answered', at: null };
    case 'expired':
      return { why: 'expired', at: endsAt };
    case 'declined':
    case 'stopped':
    case 'paused':
      return { why: state, at: decidedAt };
  }
}

const GLUCOSE = 'omh:blood-glucose:4.0';

/** What a page shows when its address does not say: a study that shares glucose, else one that shares anything. */
export function chosenStudy(
  studies: readonly StudySharing[],
  asked: string | undefined,
): StudySharing | null {
  const shares = (study: StudySharing, code?: string) =>
    study.scopes.some(
      (scope) => (code === undefined || scope.code === code) && notShared(study, scope) === null,
    );
  return (
    studies.find(({ studyId }) => studyId === asked) ??
    studies.find((study) => shares(study, GLUCOSE)) ??
    studies.find((study) => shares(study)) ??
    studies[0] ??
    null
  );
}

export function chosenScope(study: StudySharing, asked: string | undefined): ScopeSharing | null {
  const { scopes } = study;
  return (
    scopes.find(({ code }) => code === asked) ??
    scopes.find((scope) => scope.code === GLUCOSE && notShared(study, scope) === null) ??
    scopes.find((scope) => notShared(study, scope) === null) ??
    scopes[0] ??
    null
  );
}

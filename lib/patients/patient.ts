import type { EnrollmentState, StudyState } from '@/lib/authorization/question';
import type { InvitationRow } from '@/lib/invitations/invitation';

export const PATIENT_SORTS = ['name', 'birthDate', 'createdAt'] as const;
export type PatientSort = (typeof PATIENT_SORTS)[number];

export type Identifier = { system: string; value: string };

export type PatientRow = {
  id: string;
  name: string;
  /** A calendar day, without a zone. */
  birthDate: string | null;
  email: string | null;
  identifiers: Identifier[];
  /** Studies of this organization in which the patient takes part or is invited. */
  studies: { id: string; name: string; enrollmentState: EnrollmentState }[];
  hasAccount: boolean;
  createdAt: string;
};

/** What a person's record says of them, and can be changed. */
export type PatientDetails = Pick<PatientRow, 'name' | 'birthDate' | 'email' | 'identifiers'>;

export type PatientPage = { rows: PatientRow[]; nextCursor: string | null; total: number };

/** Somebody of this organization who may be the same person. */
export type PossibleDuplicate = Pick<PatientRow, 'id' | 'name' | 'birthDate' | 'email'>;

/** What the decisions on one kind of data add up to; null while nothing was answered. */
export type ConsentOfScope = {
  scopeId: number;
  code: string;
  name: string;
  patientWord: string;
  isRequired: boolean;
  state: 'granted' | 'declined' | 'stopped' | 'paused' | 'expired' | null;
  decidedAt: string | null;
  endsAt: string | null;
};

export type EnrollmentRow = {
  id: string;
  study: { id: string; name: string; state: StudyState };
  state: EnrollmentState;
  createdAt: string;
  activatedAt: string | null;
  endedAt: string | null;
  hasDataGroup: boolean;
  consents: ConsentOfScope[];
  invitation: InvitationRow | null;
};

export type PatientOverview = PatientRow & {
  organizationId: string;
  enrollments: EnrollmentRow[];
  /** Open studies of this organization in which the patient is not yet. */
  openStudies: { id: string; name: string }[];
  may: { manage: boolean; invite: boolean; readAudit: boolean };
};

/** One line of a study's list of patients. */
export type StudyPatientRow = {
  enrollmentId: string;
  patientId: string;
  name: string;
  email: string | null;
  state: EnrollmentState;
  hasDataGroup: boolean;
  invitation: InvitationRow | null;
};

/** What of a record is not as it was read, each with what it says now. */
export function changedSince(now: PatientDetails, from: PatientDetails): Record<string, string[]> {
  const before = wordsOf(from);
  const changed = Object.entries(wordsOf(now)).filter(([field, word]) => word !== before[field]);
  return Object.fromEntries(
    changed.map(([field, word]) => [field, [word === '' ? 'It is empty now.' : `It is now “${word}”.`]]),
  );
}

function wordsOf({ name, birthDate, email, identifiers }: PatientDetails): Record<string, string> {
  const numbers = identifiers.map(({ system, value }) => `${system} ${value}`).toSorted();
  return { name, birthDate: birthDate ?? '', email: email ?? '', identifiers: numbers.join(', ') };
}

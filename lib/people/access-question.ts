import type { Role } from '@/lib/authorization/permissions';
import type { LayerFinding, LayerName } from '@/lib/authorization/policy';
import type { EnrollmentState, StudyState, UserType } from '@/lib/authorization/question';

/** What the layers were asked about, beside what they said: an answer and what it rests on. */
export type AccessAnswer = {
  findings: LayerFinding[];
  /** The layer that decides; null when access is given. */
  refusedBy: LayerName | null;
  about: {
    userType: UserType;
    isSuspended: boolean;
    role: Role | null;
    studyState: StudyState | null;
    enrollmentState: EnrollmentState | null;
    consent: { state: string; endsAt: string | null } | null;
  };
};

export type Named = { id: string; name: string };
export type NamedScope = { id: number; name: string };

export type WhyPage = {
  person: Named;
  studies: Named[];
  patients: Named[];
  scopes: NamedScope[];
  /** Null until study, patient and kind of data are chosen. */
  answer: AccessAnswer | null;
};

export type RefusalPage = {
  sentence: string;
  actorName: string | null;
  at: string;
  operation: string | null;
  layer: string | null;
  /** The same question now, where it was about readings. */
  now: AccessAnswer | null;
};

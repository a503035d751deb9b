import type { EnrollmentState, StudyState } from '../question';

/** Every kind of person, by where they stand to the organization that owns the studies. */
export const RELATIONS = [
  'direct',
  'from-parent',
  'from-grandparent',
  'in-sibling',
  'in-child',
  'ended',
  'strongest-of-two',
] as const;
export const WORLD_ROLES = ['viewer', 'member', 'manager'] as const;
export const STUDY_STATES: readonly StudyState[] = ['draft', 'active', 'paused', 'closed', 'archived'];
export const ENROLLMENTS: readonly (EnrollmentState | 'none')[] = [
  'none',
  'invited',
  'active',
  'withdrawn',
  'completed',
];
export const CONSENTS = [
  'none',
  'granted',
  'granted-until-later',
  'granted-and-over',
  'declined',
  'stopped',
  'stopped-and-restarted',
  'paused',
  'resumed',
  'resumed-and-over',
  'on-behalf',
  'granted-before-return',
  'asked-again',
] as const;

/** How a super admin stands to the studies that are asked about. */
export const EMERGENCIES = [
  'none',
  'pending',
  'declined',
  'in-force',
  'ended',
  'expired',
  'not-begun',
  'other-study',
] as const;

export type Actor = {
  id: string;
  session: string;
  type: 'practitioner' | 'patient' | 'super_admin';
  role: (typeof WORLD_ROLES)[number] | null;
  relation: (typeof RELATIONS)[number] | null;
  suspended: boolean;
  sessionLive: boolean;
  /** The hospital above the clinic asks its people for a second factor. */
  factorShown: boolean;
  /** For a patient: the pairs that are their own. */
  ownPatient: string | null;
  /** For a super admin. */
  emergency: (typeof EMERGENCIES)[number];
};
export type Pair = {
  study: string;
  patient: string;
  studyState: StudyState;
  enrollment: (typeof ENROLLMENTS)[number];
  consent: (typeof CONSENTS)[number];
};
export type World = { organization: string; actors: Actor[]; pairs: Pair[] };

export const ASKED_SCOPE = 1;
export const OTHER_SCOPE = 2;

/** Runs one statement and gives the id of its first row. */
export type Sql = (text: string, values?: unknown[]) => Promise<string>;

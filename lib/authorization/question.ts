import type { Permission, Role } from './permissions';

export type UserType = 'practitioner' | 'patient' | 'super_admin' | 'client';

/** Who asks, and in which request. Built from a checked session or bearer, never from what the caller says. */
export type Principal = {
  /** The account; for a program the id of its device. */
  userId: string;
  userType: UserType;
  /** The session row, or the device again. */
  sessionId: string;
  requestId: string;
  /** A program has the permissions it was given; a browser session has no ceiling. */
  ceiling: 'session' | ReadonlySet<Permission>;
  suspended: boolean;
};

/** What the request is about. Always built from a loaded record, never from ids the caller put side by side. */
export type Target =
  | { kind: 'installation'; organizationId: string }
  | { kind: 'account'; organizationId: string; userId: string }
  | { kind: 'organization'; organizationId: string }
  | { kind: 'study'; organizationId: string; studyId: string }
  /** A super admin's emergency access to a study, asked for or given; the organization is the study's. */
  | { kind: 'emergency-access'; organizationId: string; studyId: string }
  | { kind: 'patient'; organizationId: string; patientId: string }
  | { kind: 'enrollment'; organizationId: string; studyId: string; patientId: string; enrollmentId: string }
  | {
      kind: 'data-group';
      organizationId: string;
      studyId: string;
      patientId: string;
      enrollmentId: string;
      dataGroupId: string;
    }
  | { kind: 'patient-data'; organizationId: string; studyId: string; patientId: string; scopeId: number };

export type StudyState = 'draft' | 'active' | 'paused' | 'closed' | 'archived';
export type EnrollmentState = 'invited' | 'active' | 'withdrawn' | 'completed';

/** What was found about (principal, target) at the moment of the question. */
export type Facts = {
  /** The strongest role in the target's organization, direct or inherited. */
  role: Role | null;
  /** The target's patient is the caller's own record. */
  ownPatient: boolean;
  /** The data group a program's bearer belongs to. */
  clientDataGroupId: string | null;
  studyState: StudyState | null;
  enrollmentState: EnrollmentState | null;
  consent: { state: string; endsAt: Date | null } | null;
  /** A super admin's newest emergency access to the target's study that was approved and that nobody ended. */
  emergency: { beganAt: Date; endsAt: Date } | null;
  /** The target's organization, or one above it, asks its people for a second factor that this session has not shown. */
  secondFactorMissing: boolean;
};

export type Question = {
  principal: Principal;
  permission: Permission;
  target: Target;
  facts: Facts;
  at: Date;
};

import {
  ACCOUNT_PERMISSIONS,
  CLIENT_PERMISSIONS,
  EMERGENCY_PERMISSION,
  PATIENT_PERMISSIONS,
  SUPER_ADMIN_PERMISSIONS,
  includes,
  isRolePermission,
  roleAllows,
  type Permission,
} from './permissions';
import type { EnrollmentState, Facts, Question, StudyState, UserType } from './question';

/** Part of every audit event: which wording of the six layers decided. Raise it when a rule below changes. */
export const POLICY_VERSION = 4;

/** A layer says why it refuses, or stays silent. It cannot grant anything. */
type Layer = { name: string; refuses: (question: Question) => string | null };

/** The six layers of docs/security-model.md, in order. Access needs the silence of all of them. */
export const LAYERS = [
  { name: 'authentication', refuses: authenticationRefuses },
  { name: 'user-type', refuses: userTypeRefuses },
  { name: 'organization-membership', refuses: membershipRefuses },
  { name: 'study-enrollment', refuses: enrollmentRefuses },
  { name: 'consent', refuses: consentRefuses },
  { name: 'role-permission', refuses: roleRefuses },
] as const satisfies readonly Layer[];

export type LayerName = (typeof LAYERS)[number]['name'];
export type Decision = { allowed: true } | { allowed: false; layer: LayerName; reason: string };

export function decide(question: Question): Decision {
  for (const { name, refuses } of LAYERS) {
    const reason = refuses(question);
    if (reason !== null) return { allowed: false, layer: name, reason };
  }
  return { allowed: true };
}

export type LayerFinding = { layer: LayerName; refusal: string | null };

/**
 * What each layer says by itself. The first that refuses is the decision; what the others would have said is for whoever
 * has to understand it, and decides nothing.
 */
export function explain(question: Question): LayerFinding[] {
  return LAYERS.map(({ name, refuses }) => ({ layer: name, refusal: refuses(question) }));
}

export const FACTOR_REQUIRED = 'second factor required';

function authenticationRefuses({ principal, permission, facts }: Question): string | null {
  if (principal.suspended) return 'account suspended';
  if (principal.userType === 'practitioner' && facts.secondFactorMissing) return FACTOR_REQUIRED;
  if (principal.ceiling === 'session') return null;
  return principal.ceiling.has(permission) ? null : `the token has no scope for ${permission}`;
}

const ALLOWED_FOR: Record<UserType, (permission: Permission) => boolean> = {
  practitioner: (permission) => isRolePermission(permission),
  patient: (permission) => includes(PATIENT_PERMISSIONS, permission),
  super_admin: (permission) => includes(SUPER_ADMIN_PERMISSIONS, permission),
  client: (permission) => includes(CLIENT_PERMISSIONS, permission),
};

/** A super admin's emergency access to this study, now: layers 2 and 3 let them read it, and layer 6 takes them for a viewer. */
function isEmergency({ principal, permission, target, facts: { emergency }, at }: Question): boolean {
  return (
    principal.userType === 'super_admin' &&
    permission === EMERGENCY_PERMISSION &&
    (target.kind === 'patient-data' || target.kind === 'emergency-access') &&
    emergency !== null &&
    emergency.beganAt <= at &&
    at < emergency.endsAt
  );
}

function userTypeRefuses(question: Question): string | null {
  const { principal, permission, target } = question;
  if (target.kind === 'account' && principal.userType !== 'client') {
    return includes(ACCOUNT_PERMISSIONS, permission)
      ? null
      : `not something done to an account: ${permission}`;
  }
  return ALLOWED_FOR[principal.userType](permission) || isEmergency(question)
    ? null
    : `a ${principal.userType} never does this`;
}

/** Layer 3 asks for a role; of a patient and of a program it asks whether the thing is theirs. */
function membershipRefuses(question: Question): string | null {
  const { principal, target, facts } = question;
  if (target.kind === 'account') return target.userId === principal.userId ? null : 'not their own account';
  switch (principal.userType) {
    case 'practitioner':
      return facts.role ? null : 'no role in the organization';
    case 'patient':
      return facts.ownPatient ? null : 'not their own';
    case 'client':
      return target.kind === 'data-group' && target.dataGroupId === facts.clientDataGroupId
        ? null
        : 'not the data group of this bearer';
    case 'super_admin':
      return target.kind === 'installation' || target.kind === 'emergency-access' || isEmergency(question)
        ? null
        : 'not the installation’s own';
  }
}

type States = { study: readonly StudyState[]; enrollment: readonly EnrollmentState[] | 'not asked' };

/** In which states of study and enrollment an act is possible; what is not listed does not depend on them. */
const STATES: Partial<Record<Permission, States>> = {
  'enrollment.invite': { study: ['active'], enrollment: 'not asked' },
  'consent.record': { study: ['active', 'paused', 'closed'], enrollment: ['active', 'completed'] },
  'consent.answer': {
    study: ['active', 'paused', 'closed', 'archived'],
    enrollment: ['active', 'completed'],
  },
  'observation.read': { study: ['active', 'paused', 'closed'], enrollment: ['active', 'completed'] },
  'observation.export': { study: ['active', 'paused', 'closed'], enrollment: ['active', 'completed'] },
  'observation.upload': { study: ['active'], enrollment: ['active'] },
  'emergency.request': { study: ['active', 'paused', 'closed'], enrollment: 'not asked' },
};

export const NOT_ENROLLED = 'the patient is not enrolled in the study';

function enrollmentRefuses({ permission, target, facts }: Question): string | null {
  const asksEnrollment =
    target.kind === 'patient-data' || target.kind === 'enrollment' || target.kind === 'data-group';
  if (asksEnrollment && !facts.enrollmentState) return NOT_ENROLLED;
  const states = STATES[permission];
  if (!states) return null;
  // The enrollment is judged first: "withdrawn" says more to whoever asks than the state of the study does.
  // Who can be read in an emergency access is asked about a study; each read asks about the patient again.
  const isOfOne = target.kind !== 'emergency-access' && states.enrollment !== 'not asked';
  if (isOfOne && !(facts.enrollmentState && states.enrollment.includes(facts.enrollmentState))) {
    return `the enrollment is ${facts.enrollmentState ?? 'missing'}`;
  }
  return facts.studyState && states.study.includes(facts.studyState)
    ? null
    : `the study is ${facts.studyState ?? 'missing'}`;
}

function consentRefuses({ principal, target, facts: { consent }, at }: Question): string | null {
  if (target.kind !== 'patient-data' || principal.userType === 'patient') return null;
  if (!consent) return 'the patient has not answered';
  if (consent.state !== 'granted') return `consent ${consent.state}`;
  return consent.endsAt && consent.endsAt <= at ? 'consent expired' : null;
}

function roleRefuses(question: Question): string | null {
  const { principal, permission, facts } = question;
  if (isEmergency(question))
    return roleAllows('viewer', permission) ? null : `a viewer does not do ${permission}`;
  if (principal.userType !== 'practitioner' || includes(ACCOUNT_PERMISSIONS, permission)) return null;
  return facts.role && roleAllows(facts.role, permission) ? null : `the role does not allow ${permission}`;
}

export type Answer = 'unauthenticated' | 'factor-required' | 'hidden' | 'forbidden' | 'conflict';

/** How a refusal is answered: whoever has no part in the organization must not learn that the thing exists. */
export function answerFor(
  decision: Extract<Decision, { allowed: false }>,
  principal: Question['principal'],
  facts: Facts,
): Answer {
  switch (decision.layer) {
    case 'authentication':
      if (principal.suspended) return 'unauthenticated';
      return decision.reason === FACTOR_REQUIRED ? 'factor-required' : 'forbidden';
    case 'user-type':
      return (facts.role ?? facts.ownPatient) ? 'forbidden' : 'hidden';
    case 'organization-membership':
      return 'hidden';
    case 'study-enrollment':
      return decision.reason === NOT_ENROLLED ? 'hidden' : 'conflict';
    case 'consent':
    case 'role-permission':
      return 'forbidden';
  }
}

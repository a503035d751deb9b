import { ASKED_SCOPE, type Actor, type Pair } from './world-kinds';

/**
 * The third opinion: the rules of the six layers written down once more, as plain sentences over the description of the
 * world and not over the database. It shares no code with the policy or the gate, on purpose.
 */
export function oracle(actor: Actor, pair: Pair, scopeId: number, action: string): string {
  if (actor.suspended || !actor.sessionLive) return 'authentication';
  if (actor.type === 'practitioner' && effectiveRole(actor) !== null && !actor.factorShown)
    return 'authentication';
  const inEmergency = hasEmergency(actor) && action === 'observation.read';
  if (!doesThis(actor.type, action) && !inEmergency) return 'user-type';
  // The questions are all about a patient's data, which is never the installation's own.
  if (actor.type === 'super_admin' && !inEmergency) return 'organization-membership';
  if (actor.type === 'practitioner' && effectiveRole(actor) === null) return 'organization-membership';
  if (actor.type === 'patient' && actor.ownPatient !== pair.patient) return 'organization-membership';
  if (pair.enrollment === 'none') return 'study-enrollment';
  if (!stateAllows(pair, action)) return 'study-enrollment';
  if (actor.type !== 'patient' && !(scopeId === ASKED_SCOPE && isShared(pair))) return 'consent';
  if (actor.type === 'practitioner' && !roleDoes(effectiveRole(actor), action)) return 'role-permission';
  return 'allowed';
}

/** Approved for the study that is asked about, begun, and neither over nor ended. */
function hasEmergency({ type, emergency }: Actor): boolean {
  return type === 'super_admin' && emergency === 'in-force';
}

const FOR_MANAGERS = [
  'organization.manage',
  'person.manage',
  'study.manage',
  'key.grant',
  'audit.read',
  'emergency.decide',
];
const FROM_MEMBER = ['patient.manage', 'enrollment.invite', 'enrollment.manage', 'consent.record'];
const FROM_VIEWER = [
  'organization.read',
  'person.read',
  'study.read',
  'patient.read',
  'consent.read',
  'observation.read',
  'observation.export',
  'key.read',
];
const FOR_PATIENTS = [
  'consent.answer',
  'enrollment.leave',
  'enrollment.read-own',
  'view.read-own',
  'device.manage-own',
  'observation.read',
];
const FOR_OTHERS = [
  'installation.read',
  'installation.manage',
  'emergency.request',
  'observation.upload',
  'data-group.read',
  'account.read',
  'account.manage',
];

/** Every action there is; a test holds it to the permission tables. */
export const ACTIONS = [
  ...new Set([...FOR_MANAGERS, ...FROM_MEMBER, ...FROM_VIEWER, ...FOR_PATIENTS, ...FOR_OTHERS]),
];

function doesThis(type: Actor['type'], action: string): boolean {
  if (type === 'practitioner') return [...FOR_MANAGERS, ...FROM_MEMBER, ...FROM_VIEWER].includes(action);
  if (type === 'patient') return FOR_PATIENTS.includes(action);
  return action.startsWith('installation.') || action.startsWith('emergency.');
}

function effectiveRole({ role, relation }: Actor): Actor['role'] {
  const holds =
    relation === 'direct' ||
    relation === 'from-parent' ||
    relation === 'from-grandparent' ||
    relation === 'strongest-of-two';
  return holds ? role : null;
}

function roleDoes(role: Actor['role'], action: string): boolean {
  if (role === 'manager') return true;
  if (role === 'member') return !FOR_MANAGERS.includes(action);
  return FROM_VIEWER.includes(action);
}

function stateAllows({ studyState, enrollment }: Pair, action: string): boolean {
  const running = ['active', 'paused', 'closed'].includes(studyState);
  const inIt = enrollment === 'active' || enrollment === 'completed';
  if (action === 'observation.read' || action === 'observation.export' || action === 'consent.record')
    return running && inIt;
  // A patient may stop at any time, in a study that has been archived too; only a draft asks nothing yet.
  if (action === 'consent.answer') return inIt && studyState !== 'draft';
  if (action === 'enrollment.invite') return studyState === 'active';
  if (action === 'observation.upload') return studyState === 'active' && enrollment === 'active';
  return true;
}

/** Whoever comes back has answered nothing yet; whoever is asked again still shares what they shared. */
function isShared({ consent, enrollment }: Pair): boolean {
  if (consent === 'granted-before-return') return enrollment !== 'invited' && enrollment !== 'active';
  return [
    'granted',
    'granted-until-later',
    'stopped-and-restarted',
    'resumed',
    'on-behalf',
    'asked-again',
  ].includes(consent);
}

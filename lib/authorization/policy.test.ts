import { describe, expect, test } from 'vitest';
import { answerFor, decide, explain, LAYERS } from './policy';
import type { Facts, Principal, Question } from './question';

const at = new Date('2030-01-01T00:00:00Z');
const alice: Principal = {
  userId: 'alice',
  userType: 'practitioner',
  sessionId: 's',
  requestId: 'r',
  ceiling: 'session',
  suspended: false,
};
const open: Facts = {
  role: 'viewer',
  ownPatient: false,
  clientDataGroupId: null,
  studyState: 'active',
  enrollmentState: 'active',
  consent: { state: 'granted', endsAt: null },
  emergency: null,
  secondFactorMissing: false,
};

/** A question that every layer lets through; each case below breaks exactly one thing. */
function question(
  change: Partial<Question> & { person?: Partial<Principal>; found?: Partial<Facts> } = {},
): Question {
  return {
    principal: { ...alice, ...change.person },
    permission: change.permission ?? 'observation.read',
    target: change.target ?? {
      kind: 'patient-data',
      organizationId: 'o',
      studyId: 's',
      patientId: 'p',
      scopeId: 1,
    },
    facts: { ...open, ...change.found },
    at,
  };
}

test('all six layers silent means allowed', () => {
  expect(decide(question())).toEqual({ allowed: true });
});

const ADMIN = { userType: 'super_admin' } as const;
const ACCESS = { kind: 'emergency-access', organizationId: 'o', studyId: 's' } as const;
const later = new Date(at.getTime() + 1);
const hour = { beganAt: at, endsAt: new Date(at.getTime() + 3_600_000) };

/** A super admin with an emergency access that is in force. */
function inEmergency(change: Parameters<typeof question>[0] = {}): Question {
  const { person, found } = change;
  return question({
    ...change,
    person: { ...ADMIN, ...person },
    found: { role: null, emergency: hour, ...found },
  });
}

test('an emergency access lets a super admin read, and see whom they can read', () => {
  expect(decide(inEmergency())).toEqual({ allowed: true });
  expect(decide(inEmergency({ target: ACCESS, found: { enrollmentState: null } }))).toEqual({
    allowed: true,
  });
});

const refused = [
  ['authentication', question({ person: { suspended: true } })],
  ['authentication', question({ person: { ceiling: new Set() } })],
  ['authentication', question({ found: { secondFactorMissing: true } })],
  ['user-type', question({ person: { userType: 'super_admin' } })],
  ['user-type', question({ permission: 'consent.answer' })],
  ['user-type', question({ person: ADMIN, found: { role: null, emergency: { ...hour, endsAt: at } } })],
  ['user-type', question({ person: ADMIN, found: { role: null, emergency: { ...hour, beganAt: later } } })],
  ['user-type', inEmergency({ permission: 'observation.export' })],
  ['user-type', inEmergency({ permission: 'patient.read' })],
  ['user-type', question({ found: { emergency: hour }, permission: 'emergency.request' })],
  ['organization-membership', question({ found: { role: null } })],
  ['organization-membership', question({ found: { role: null, emergency: hour } })],
  ['organization-membership', inEmergency({ permission: 'installation.manage' })],
  ['study-enrollment', question({ found: { enrollmentState: null } })],
  ['study-enrollment', inEmergency({ found: { enrollmentState: 'withdrawn' } })],
  ['study-enrollment', inEmergency({ found: { studyState: 'archived' } })],
  ['study-enrollment', inEmergency({ target: ACCESS, found: { studyState: 'archived' } })],
  ['authentication', inEmergency({ person: { suspended: true } })],
  ['consent', inEmergency({ found: { consent: { state: 'stopped', endsAt: null } } })],
  ['consent', inEmergency({ found: { consent: null } })],
  ['study-enrollment', question({ found: { enrollmentState: 'withdrawn' } })],
  ['study-enrollment', question({ found: { studyState: 'archived' } })],
  ['consent', question({ found: { consent: null } })],
  ['consent', question({ found: { consent: { state: 'stopped', endsAt: null } } })],
  ['consent', question({ found: { consent: { state: 'granted', endsAt: at } } })],
  ['role-permission', question({ permission: 'study.manage' })],
] as const;

test.each(refused)('%s refuses', (layer, asked) => {
  expect(decide(asked)).toMatchObject({ allowed: false, layer });
});

test.each(refused)('explaining a refusal by %s names the same layer first', (layer, asked) => {
  expect(explain(asked).find(({ refusal }) => refusal !== null)?.layer).toBe(layer);
});

test('every layer is among the cases', () => {
  expect(new Set(refused.map(([layer]) => layer))).toEqual(new Set(LAYERS.map(({ name }) => name)));
});

describe('what a refusal looks like from outside', () => {
  const answer = (asked: Question) => {
    const decision = decide(asked);
    if (decision.allowed) throw new Error('expected a refusal');
    return answerFor(decision, asked.principal, asked.facts);
  };

  test('nobody learns that a thing of another organization exists', () => {
    expect(answer(question({ found: { role: null } }))).toBe('hidden');
    expect(
      answer(question({ person: { userType: 'patient' }, permission: 'study.read', found: { role: null } })),
    ).toBe('hidden');
  });

  test('whoever lacks a second factor is led to it', () => {
    expect(answer(question({ found: { secondFactorMissing: true } }))).toBe('factor-required');
  });

  test('a colleague with too small a role, or without consent, is told', () => {
    expect(answer(question({ permission: 'study.manage' }))).toBe('forbidden');
    expect(answer(question({ found: { consent: null } }))).toBe('forbidden');
  });

  test('a state that does not allow the act is a conflict, a missing enrollment is not there', () => {
    expect(answer(question({ found: { studyState: 'archived' } }))).toBe('conflict');
    expect(answer(question({ found: { enrollmentState: null } }))).toBe('hidden');
  });
});

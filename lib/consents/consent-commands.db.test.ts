import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { decodeProtectedHeader } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Principal } from '@/lib/authorization/question';
import { execute } from '@/lib/command';
import { testDatabase, type TestDatabase } from '@/lib/db/test-database';
import { consentLock, meetingAt } from '@/lib/db/test-meeting';
import { AppError } from '@/lib/errors';
import {
  GLUCOSE,
  HEART_RATE,
  observationWorld,
  person,
  type ObservationWorld,
} from '@/lib/observations/test-world';
import { receiptOf } from '@/lib/receipts/receipt-queries';
import { answerRequest, confirmDecision, recordOnBehalf } from './consent-commands';
import { pauseSharing, resumeSharing, startSharing, stopSharing } from './sharing-commands';

let database: TestDatabase;
let world: ObservationWorld;
let patient: Principal;
let enrollmentId: string;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  world = await observationWorld(database.admin);
  patient = world.participant.patient;
  enrollmentId = world.participant.enrollmentId;
});

const share = (scope: string, answer: 'share' | 'decline' = 'share') => ({ scope, answer });
const target = () => ({ enrollmentId, scope: GLUCOSE.code });
const answerWith = (who: Principal, answers = [share(GLUCOSE.code)]) =>
  execute(answerRequest, who, { enrollmentId, informationVersion: 0, answers });

async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'done',
    (error: unknown) => {
      if (error instanceof AppError) return error.code;
      throw error;
    },
  );
}

async function decisions(): Promise<string[]> {
  const { rows } = await database.admin.query<{ decision: string }>(
    'SELECT decision FROM consent_decision WHERE enrollment_id = $1 ORDER BY sequence',
    [enrollmentId],
  );
  return rows.map(({ decision }) => decision);
}

async function refusals(requestId: string): Promise<string[]> {
  const { rows } = await database.admin.query<{ layer: string }>(
    `SELECT refused_layer AS layer FROM audit.event WHERE request_id = $1 AND outcome = 'refused'`,
    [requestId],
  );
  return rows.map(({ layer }) => layer);
}

describe('a patient', () => {
  test('answers scope by scope, and each answer is on record', async () => {
    const me = { ...patient, requestId: randomUUID() };
    await answerWith(me, [share(GLUCOSE.code), share(HEART_RATE.code, 'decline')]);
    expect(await decisions()).toEqual(['granted', 'declined']);
    const { rows } = await database.admin.query<{ action: string }>(
      'SELECT action FROM audit.event WHERE request_id = $1 ORDER BY id',
      [me.requestId],
    );
    expect(rows.map(({ action }) => action)).toEqual(['consent.granted', 'consent.declined']);
  });

  test('stops, and starts again; nothing is overwritten', async () => {
    await answerWith(patient);
    await execute(stopSharing, patient, target());
    expect(await codeOf(execute(stopSharing, patient, target()))).toBe('CONFLICT');
    await execute(startSharing, patient, { ...target(), informationVersion: 0 });
    expect(await decisions()).toEqual(['granted', 'stopped', 'granted']);
  });

  test('answers only once, also when two answers come at the same moment', async () => {
    const answering = () => codeOf(answerWith(patient));
    const lock = consentLock(world.studyId, world.participant.patientId);
    const results = await meetingAt(database, lock, [answering, answering]);
    expect(results.sort()).toEqual(['CONFLICT', 'done']);
    expect(await decisions()).toEqual(['granted']);
  });

  test('gets a receipt that stays the same, signed with ES256', async () => {
    const { decisionIds } = await answerWith(patient);
    const first = await receiptOf(patient, decisionIds[0] ?? '');
    const second = await receiptOf(patient, decisionIds[0] ?? '');
    expect(second.jws).toBe(first.jws);
    expect(decodeProtectedHeader(first.jws).alg).toBe('ES256');
    expect(first.payload.consent_record.event.event_type).toBe('granted');
    expect(await codeOf(receiptOf(world.viewer, decisionIds[0] ?? ''))).toBe('FORBIDDEN');
    expect(await codeOf(receiptOf(world.stranger, decisionIds[0] ?? ''))).toBe('NOT_FOUND');
  });
});

describe('refused, on record, and nothing changed', () => {
  test('a scope the study never asked for', async () => {
    expect(await codeOf(answerWith(patient, [share('omh:step-count:3.0')]))).toBe('INVALID_INPUT');
    expect(await decisions()).toEqual([]);
  });

  test('an answer to a text that has changed since', async () => {
    await database.admin.query(
      `INSERT INTO study_information (study_id, version, body) VALUES ($1, 1, 'new')`,
      [world.studyId],
    );
    expect(await codeOf(answerWith(patient))).toBe('CONFLICT');
    expect(await decisions()).toEqual([]);
  });

  test.each([
    ['a practitioner of the study', (w: ObservationWorld) => w.viewer, 'FORBIDDEN', 'user-type'],
    ['a manager of somewhere else', (w: ObservationWorld) => w.stranger, 'NOT_FOUND', 'user-type'],
    ['a super admin', (w: ObservationWorld) => w.superAdmin, 'NOT_FOUND', 'user-type'],
  ])('answering as the patient: %s', async (_who, pick, code, layer) => {
    const who = { ...pick(world), requestId: randomUUID() };
    expect(await codeOf(answerWith(who))).toBe(code);
    expect(await refusals(who.requestId)).toEqual([layer]);
    expect(await decisions()).toEqual([]);
  });

  test('another patient', async () => {
    const other = { ...(await person(database.admin, 'patient')), requestId: randomUUID() };
    expect(await codeOf(answerWith(other))).toBe('NOT_FOUND');
    expect(await refusals(other.requestId)).toEqual(['organization-membership']);
  });

  test('nobody at all', async () => {
    expect(await codeOf(execute(answerRequest, null, {}))).toBe('UNAUTHENTICATED');
  });

  test('an end in the past', async () => {
    const past = {
      enrollmentId,
      informationVersion: 0,
      answers: [share(GLUCOSE.code)],
      endsAt: '2020-01-01T00:00:00Z',
    };
    expect(await codeOf(execute(answerRequest, patient, past))).toBe('INVALID_INPUT');
  });

  test('a decision changed, deleted or truncated by any role', async () => {
    await answerWith(patient);
    for (const statement of [
      `UPDATE consent_decision SET decision = 'declined'`,
      'DELETE FROM consent_decision',
      'TRUNCATE consent_decision CASCADE',
    ]) {
      await expect(database.admin.query(statement)).rejects.toThrow(/append-only/);
    }
  });
});

describe('on behalf', () => {
  const said = () => ({
    enrollmentId,
    scope: GLUCOSE.code,
    answer: 'share' as const,
    method: 'paper' as const,
    spokenAt: '2026-01-02T10:00:00Z',
    informationVersion: 0,
  });

  test('a member records, the patient disputes, and nothing is shared any more', async () => {
    const member = await person(database.admin, 'practitioner', {
      organizationId: world.organizationId,
      role: 'member',
    });
    const { decisionIds } = await execute(recordOnBehalf, member, said());
    await execute(confirmDecision, patient, { decisionId: decisionIds[0] ?? '', answer: 'disputed' });
    expect(await decisions()).toEqual(['granted', 'stopped']);
    const again = execute(confirmDecision, patient, {
      decisionId: decisionIds[0] ?? '',
      answer: 'confirmed',
    });
    expect(await codeOf(again)).toBe('CONFLICT');
  });

  test('a viewer is too small a role', async () => {
    expect(await codeOf(execute(recordOnBehalf, world.viewer, said()))).toBe('FORBIDDEN');
    expect(await decisions()).toEqual([]);
  });
});

test('after any history grant_live equals a full recomputation, and the state equals a simple model', async () => {
  const steps = [
    'answer',
    'decline',
    'stop',
    'start',
    'pause',
    'resume',
    'study-pause',
    'study-resume',
  ] as const;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...steps), { minLength: 1, maxLength: 8 }), async (history) => {
      world = await observationWorld(database.admin);
      patient = world.participant.patient;
      enrollmentId = world.participant.enrollmentId;
      let state = 'pending';
      for (const step of history) {
        const done = (await codeOf(play(step))) === 'done';
        const next = MODEL[step][state];
        if (step in MODEL) expect(done, `${step} from ${state}`).toBe(next !== undefined);
        state = next ?? state;
        await expectGrant(state);
      }
    }),
    { numRuns: 40 },
  );
}, 120_000);

type Step = 'answer' | 'decline' | 'stop' | 'start' | 'pause' | 'resume' | 'study-pause' | 'study-resume';

/** What each step makes of each state; a step that is missing is refused. The study's steps change no answer. */
const same = {
  pending: 'pending',
  granted: 'granted',
  declined: 'declined',
  stopped: 'stopped',
  paused: 'paused',
};
const MODEL: Record<Step, Partial<Record<string, string>>> = {
  answer: { pending: 'granted', declined: 'granted', stopped: 'granted' },
  decline: { pending: 'declined' },
  stop: { granted: 'stopped', paused: 'stopped' },
  start: { pending: 'granted', declined: 'granted', stopped: 'granted' },
  pause: { granted: 'paused' },
  resume: { paused: 'granted' },
  'study-pause': same,
  'study-resume': same,
};

async function play(step: Step): Promise<void> {
  const states = { 'study-pause': 'paused', 'study-resume': 'active' } as const;
  switch (step) {
    case 'answer':
      await answerWith(patient);
      return;
    case 'decline':
      await answerWith(patient, [share(GLUCOSE.code, 'decline')]);
      return;
    case 'stop':
      await execute(stopSharing, patient, target());
      return;
    case 'start':
      await execute(startSharing, patient, { ...target(), informationVersion: 0 });
      return;
    case 'pause':
      await execute(pauseSharing, patient, target());
      return;
    case 'resume':
      await execute(resumeSharing, patient, target());
      return;
    case 'study-pause':
    case 'study-resume':
      await database.admin.query('UPDATE study SET state = $2 WHERE id = $1', [world.studyId, states[step]]);
  }
}

async function expectGrant(state: string): Promise<void> {
  const live = await database.admin.query(
    `SELECT study_id, patient_id, scope_id, decision_id FROM grant_live WHERE study_id = $1`,
    [world.studyId],
  );
  const expected = await database.admin.query(
    `SELECT study_id, patient_id, scope_id, decision_id FROM grant_expected($1, NULL, NULL)`,
    [world.studyId],
  );
  expect(live.rows).toEqual(expected.rows);
  expect(live.rows.length).toBe(state === 'granted' ? 1 : 0);
}

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Principal } from '@/lib/authorization/question';
import { execute } from '@/lib/command';
import { inTransaction } from '@/lib/db/transaction';
import { testDatabase, type TestDatabase } from '@/lib/db/test-database';
import { consentLock, meetingAt } from '@/lib/db/test-meeting';
import { AppError } from '@/lib/errors';
import { pageFor, refusalFor } from '@/lib/observations/test-release';
import { postUpload, readingsOf, sealedFor } from '@/lib/observations/test-upload';
import {
  GLUCOSE,
  HEART_RATE,
  observationWorld,
  person,
  type ObservationWorld,
} from '@/lib/observations/test-world';
import { answerRequest, confirmDecision, recordOnBehalf } from './consent-commands';
import type { AnswerRequest } from './consent-schema';
import { statesAt } from './history-store';
import {
  leaveStudy,
  pauseSharing,
  pauseStudy,
  renewSharing,
  resumeStudy,
  startSharing,
  stopSharing,
  undoStop,
} from './sharing-commands';
import { sharedStudiesOf } from './sharing-store';

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
  ({ patient, enrollmentId } = world.participant);
});

const target = (scope = GLUCOSE.code as string) => ({ enrollmentId, scope });
const SOON = new Date(Date.now() + 86_400_000).toISOString();
const LATER = new Date(Date.now() + 90 * 86_400_000).toISOString();
const answer = (more: Partial<AnswerRequest> = {}) =>
  execute(answerRequest, patient, {
    enrollmentId,
    informationVersion: 0,
    answers: [GLUCOSE, HEART_RATE].map(({ code }) => ({ scope: code, answer: 'share' as const })),
    ...more,
  });
const path = () => ({ studyId: world.studyId, patientId: world.participant.patientId });
const upload = async () => postUpload(world.participant, await sealedFor(world.participant, readingsOf(2)));
const opened = async () => (await pageFor(world.viewer, path())).count;
const own = async () => {
  const { patientId } = world.participant;
  const [study] = await inTransaction(patient.userId, (tx) =>
    sharedStudiesOf(tx, { patientId, locale: 'en' }),
  );
  return study?.scopes ?? [];
};
const stateOf = async (id: number = GLUCOSE.id) => (await own()).find(({ scopeId }) => scopeId === id)?.state;

async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'done',
    (error: unknown) => {
      if (error instanceof AppError) return error.code;
      throw error;
    },
  );
}
const publish = (version: number) =>
  database.admin.query(`INSERT INTO study_information (study_id, version, body) VALUES ($1, $2, 'new')`, [
    world.studyId,
    version,
  ]);
const reword = () =>
  database.admin.query(`UPDATE scope_request SET reason = 'another' WHERE study_id = $1 AND scope_id = 1`, [
    world.studyId,
  ]);
describe('one kind of data', () => {
  test('an undo brings back what was stopped, with its end; later than that it is a new start', async () => {
    await answer({ endsAt: LATER });
    await execute(stopSharing, patient, target());
    await execute(undoStop, patient, target());
    const [glucose] = await own();
    expect(glucose).toMatchObject({ state: 'granted', endsAt: LATER });
    expect(await codeOf(execute(undoStop, patient, target()))).toBe('CONFLICT');
  });

  test('an undo of a stopped pause is the pause', async () => {
    await answer();
    await execute(pauseSharing, patient, target());
    await execute(stopSharing, patient, target());
    await execute(undoStop, patient, target());
    expect(await stateOf()).toBe('paused');
  });

  test('a disputed answer cannot be undone into sharing', async () => {
    const member = await person(database.admin, 'practitioner', {
      organizationId: world.organizationId,
      role: 'member',
    });
    const { decisionIds } = await execute(recordOnBehalf, member, {
      ...target(),
      answer: 'share',
      method: 'paper',
      spokenAt: '2026-01-02T10:00:00Z',
      informationVersion: 0,
    });
    await execute(confirmDecision, patient, { decisionId: decisionIds[0] ?? '', answer: 'disputed' });
    expect(await codeOf(execute(undoStop, patient, target()))).toBe('CONFLICT');
    expect(await stateOf()).toBe('stopped');
  });

  test('renewed: another end, and none; only where there was an end', async () => {
    await answer({ endsAt: SOON });
    const renew = (endsAt: string | null) =>
      execute(renewSharing, patient, { ...target(), informationVersion: 0, endsAt });
    expect(await codeOf(renew('2020-01-01T00:00:00Z'))).toBe('INVALID_INPUT');
    await renew(LATER);
    expect((await own())[0]?.endsAt).toBe(LATER);
    await renew(null);
    expect((await own())[0]?.endsAt).toBeNull();
    expect(await codeOf(renew(LATER))).toBe('CONFLICT');
  });

  test('two stops at once: one is done', async () => {
    await answer();
    const stopping = () => codeOf(execute(stopSharing, patient, target()));
    const lock = consentLock(world.studyId, world.participant.patientId);
    const both = await meetingAt(database, lock, [stopping, stopping]);
    expect(both.toSorted()).toEqual(['CONFLICT', 'done']);
  });
});

describe('a whole study', () => {
  test('pauses what is shared and takes up what was paused; nothing else moves', async () => {
    await answer({
      answers: [
        { scope: GLUCOSE.code, answer: 'share' },
        { scope: HEART_RATE.code, answer: 'decline' },
      ],
    });
    await execute(pauseStudy, patient, { enrollmentId });
    expect([await stateOf(1), await stateOf(2)]).toEqual(['paused', 'declined']);
    expect(await refusalFor(world.viewer, path())).toMatchObject({ status: 403, layer: 'consent' });
    expect(await codeOf(execute(pauseStudy, patient, { enrollmentId }))).toBe('CONFLICT');
    await execute(resumeStudy, patient, { enrollmentId });
    expect([await stateOf(1), await stateOf(2)]).toEqual(['granted', 'declined']);
  });

  test('left: nothing can be read at once, answers end as stopped, and coming back is asked anew', async () => {
    await answer();
    await upload();
    expect(await opened()).toBe(2);
    const before = new Date();
    await execute(leaveStudy, patient, { enrollmentId });
    expect(await refusalFor(world.viewer, path())).toMatchObject({ status: 409 });
    expect(await stateOf()).toBe('stopped');
    expect(await codeOf(execute(leaveStudy, patient, { enrollmentId }))).toBe('CONFLICT');
    expect(await codeOf(execute(startSharing, patient, { ...target(), informationVersion: 0 }))).toBe(
      'CONFLICT',
    );
    await database.admin.query(`UPDATE enrollment SET state = 'invited' WHERE id = $1`, [enrollmentId]);
    await database.admin.query(`UPDATE enrollment SET state = 'active' WHERE id = $1`, [enrollmentId]);
    expect(await stateOf()).toBe('pending');
    expect(await refusalFor(world.viewer, path())).toMatchObject({ status: 403, layer: 'consent' });
    const past = await inTransaction(patient.userId, (tx) =>
      statesAt(tx, world.participant.patientId, before),
    );
    expect(past.map(({ state }) => state)).toEqual(['granted', 'granted']);
  });
});

describe('asked again', () => {
  test('after a new text the earlier yes holds for what came before, and the new one for all', async () => {
    await answer();
    await upload();
    await publish(1);
    await upload();
    expect(await opened()).toBe(2);
    const [glucose] = await own();
    expect(glucose).toMatchObject({ state: 'granted', informationBefore: 0, before: null });
    expect(glucose?.askedAgainAt).not.toBeNull();
    expect(await codeOf(answer())).toBe('CONFLICT');
    await answer({ informationVersion: 1, answers: [{ scope: GLUCOSE.code, answer: 'share' }] });
    expect(await opened()).toBe(4);
    expect((await own())[0]?.askedAgainAt).toBeNull();
  });

  test('a request in other words shows both wordings, and a no ends the sharing at once', async () => {
    await answer();
    await upload();
    await reword();
    const [glucose] = await own();
    expect(glucose).toMatchObject({
      requestVersion: 2,
      reason: 'another',
      before: { reason: 'why', required: false },
    });
    const no = (requestVersion: number) => ({
      scope: GLUCOSE.code,
      answer: 'decline' as const,
      requestVersion,
    });
    expect(await codeOf(answer({ answers: [no(1)] }))).toBe('CONFLICT');
    await answer({ answers: [no(2)] });
    expect(await stateOf()).toBe('declined');
    expect(await refusalFor(world.viewer, path())).toMatchObject({ status: 403, layer: 'consent' });
  });

  test('what was taken back and asked anew is a new question', async () => {
    await answer();
    await upload();
    const remove = (at: string) =>
      database.admin.query(
        `UPDATE scope_request SET removed_at = ${at} WHERE study_id = $1 AND scope_id = 1`,
        [world.studyId],
      );
    await remove('now()');
    await remove('NULL');
    expect(await stateOf()).toBe('pending');
    expect(await refusalFor(world.viewer, path())).toMatchObject({ status: 403, layer: 'consent' });
  });

  test('starting again names what was read: a stale text or request is refused', async () => {
    await answer();
    await execute(stopSharing, patient, target());
    await publish(1);
    await reword();
    const start = (informationVersion: number, requestVersion: number) =>
      codeOf(execute(startSharing, patient, { ...target(), informationVersion, requestVersion }));
    expect([await start(0, 2), await start(1, 1), await start(1, 2)]).toEqual([
      'CONFLICT',
      'CONFLICT',
      'done',
    ]);
  });
});

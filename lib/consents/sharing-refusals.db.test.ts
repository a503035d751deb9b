import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Principal } from '@/lib/authorization/question';
import { execute } from '@/lib/command';
import { testDatabase, type TestDatabase } from '@/lib/db/test-database';
import { AppError } from '@/lib/errors';
import { refusalFor } from '@/lib/observations/test-release';
import { postUpload, readingsOf, sealedFor } from '@/lib/observations/test-upload';
import {
  addParticipant,
  GLUCOSE,
  observationWorld,
  type ObservationWorld,
} from '@/lib/observations/test-world';
import { answerRequest } from './consent-commands';
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
const answer = () =>
  execute(answerRequest, patient, {
    enrollmentId,
    informationVersion: 0,
    answers: [{ scope: GLUCOSE.code, answer: 'share' }],
  });
const path = () => ({ studyId: world.studyId, patientId: world.participant.patientId });
const upload = async () => postUpload(world.participant, await sealedFor(world.participant, readingsOf(2)));
const stateOf = async () => {
  const { rows } = await database.admin.query<{ state: string }>(
    'SELECT state FROM consent_state_at($1, 1::smallint, clock_timestamp())',
    [enrollmentId],
  );
  return rows[0]?.state;
};

async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'done',
    (error: unknown) => {
      if (error instanceof AppError) return error.code;
      throw error;
    },
  );
}

describe('refused, on record, and nothing changed', () => {
  const COMMANDS = [
    ['stop', stopSharing, () => target()],
    ['undo', undoStop, () => target()],
    ['pause', pauseSharing, () => target()],
    ['start', startSharing, () => ({ ...target(), informationVersion: 0 })],
    ['renew', renewSharing, () => ({ ...target(), informationVersion: 0, endsAt: null })],
    ['pause a study', pauseStudy, () => ({ enrollmentId })],
    ['resume a study', resumeStudy, () => ({ enrollmentId })],
    ['leave a study', leaveStudy, () => ({ enrollmentId })],
  ] as const;

  test.each(COMMANDS)('%s, by anybody else', async (_what, command, input) => {
    await answer();
    const other = await addParticipant(database.admin, world.studyId, world.viewer.userId);
    const tries = [
      [world.viewer, 'FORBIDDEN', 'user-type'],
      [world.stranger, 'NOT_FOUND', 'user-type'],
      [world.superAdmin, 'NOT_FOUND', 'user-type'],
      [other.patient, 'NOT_FOUND', 'organization-membership'],
    ] as const;
    for (const [who, code, layer] of tries) {
      const asking = { ...who, requestId: randomUUID() };
      expect(await codeOf(execute(command as typeof stopSharing, asking, input() as never))).toBe(code);
      const { rows } = await database.admin.query(
        `SELECT refused_layer FROM audit.event WHERE request_id = $1`,
        [asking.requestId],
      );
      expect(rows).toEqual([{ refused_layer: layer }]);
    }
    expect(await stateOf()).toBe('granted');
  });

  test('a scope the study never asked for, and a study the patient is not in', async () => {
    expect(await codeOf(execute(stopSharing, patient, target('omh:step-count:3.0')))).toBe('INVALID_INPUT');
    const foreign = await addParticipant(database.admin, world.studyId, world.viewer.userId);
    expect(await codeOf(execute(leaveStudy, patient, { enrollmentId: foreign.enrollmentId }))).toBe(
      'NOT_FOUND',
    );
    expect(await codeOf(execute(leaveStudy, patient, { enrollmentId: randomUUID() }))).toBe('NOT_FOUND');
  });

  test.each([
    ['before activation', `UPDATE enrollment SET state = 'withdrawn' WHERE id = $1`, 409],
    [
      'after the archive',
      `UPDATE study SET state = 'closed' WHERE id = (SELECT study_id FROM enrollment WHERE id = $1)`,
      200,
    ],
  ])('reading %s', async (_when, change, status) => {
    await answer();
    await upload();
    await database.admin.query(change, [enrollmentId]);
    if (status === 200)
      await database.admin.query(`UPDATE study SET state = 'archived' WHERE id = $1`, [world.studyId]);
    else await database.admin.query(`UPDATE enrollment SET state = 'invited' WHERE id = $1`, [enrollmentId]);
    expect(await refusalFor(world.viewer, path())).toMatchObject({ status: 409, layer: 'study-enrollment' });
  });

  test.each(['declined', 'stopped', 'paused', 'expired'])('reading what is %s', async (state) => {
    await upload();
    const steps: Record<string, [string, string | null][]> = {
      declined: [['declined', null]],
      stopped: [
        ['granted', null],
        ['stopped', null],
      ],
      paused: [
        ['granted', null],
        ['paused', null],
      ],
      expired: [['granted', '-1 second']],
    };
    for (const [decision, ends] of steps[state] ?? [])
      await database.admin.query(
        `INSERT INTO consent_decision (enrollment_id, scope_id, decision, decided_by, decided_as, request_version, ends_at)
         VALUES ($1, 1, $2, $3, 'patient', 1, now() + $4::interval)`,
        [enrollmentId, decision, patient.userId, ends],
      );
    expect(await stateOf()).toBe(state);
    expect(await refusalFor(world.viewer, path())).toMatchObject({ status: 403, layer: 'consent' });
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { execute } from '@/lib/command';
import { answerRequest } from '@/lib/consents/consent-commands';
import { leaveStudy, startSharing, stopSharing, undoStop } from '@/lib/consents/sharing-commands';
import { testDatabase, type TestDatabase } from '@/lib/db/test-database';
import { pageFor, refusalFor } from '@/lib/observations/test-release';
import { postUpload, readingsOf, sealedFor } from '@/lib/observations/test-upload';
import { GLUCOSE, HEART_RATE, observationWorld, type ObservationWorld } from '@/lib/observations/test-world';
import { eraseRound } from './key-eraser';

let database: TestDatabase;
let world: ObservationWorld;
const readings = readingsOf(3);

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  world = await observationWorld(database.admin);
  const { patient, enrollmentId } = world.participant;
  await execute(answerRequest, patient, {
    enrollmentId,
    informationVersion: 0,
    answers: [GLUCOSE, HEART_RATE].map(({ code }) => ({ scope: code, answer: 'share' as const })),
  });
  await upload();
  await postUpload(world.participant, await sealedFor(world.participant, readingsOf(2, HEART_RATE.code)));
});

const target = () => ({ enrollmentId: world.participant.enrollmentId, scope: GLUCOSE.code });
const path = () => ({ studyId: world.studyId, patientId: world.participant.patientId });
const upload = async () => postUpload(world.participant, await sealedFor(world.participant, readings));
const stop = () => execute(stopSharing, world.participant.patient, target());
const start = () => execute(startSharing, world.participant.patient, { ...target(), informationVersion: 0 });
const opened = async (scope: string = GLUCOSE.code) => (await pageFor(world.viewer, path(), { scope })).count;

/** As if everything so far had happened that long ago; the tables refuse it to everybody but a superuser who insists. */
async function age(interval: string): Promise<void> {
  const client = await database.admin.connect();
  try {
    await client.query(`SET session_replication_role = replica`);
    await client.query(
      `UPDATE consent_decision SET decided_at = decided_at - $1::interval, ends_at = ends_at - $1::interval`,
      [interval],
    );
    await client.query(`UPDATE enrollment_change SET at = at - $1::interval`, [interval]);
    await client.query(`UPDATE scope_request_version SET asked_at = asked_at - $1::interval`, [interval]);
  } finally {
    await client.query(`SET session_replication_role = origin`);
    client.release();
  }
  await database.admin.query('SELECT grant_refresh(id, NULL, NULL) FROM study');
}

async function keys(scopeId: number): Promise<{ live: number; erased: number }> {
  const { rows } = await database.admin.query<{ live: number; erased: number }>(
    `SELECT count(wrapped)::int AS live, count(erased_at)::int AS erased FROM dek WHERE data_group_id = $1 AND scope_id = $2`,
    [world.participant.dataGroupId, scopeId],
  );
  return rows[0] ?? { live: 0, erased: 0 };
}

describe('a stop', () => {
  test('leaves the keys for a day: an undo brings every reading back', async () => {
    await stop();
    await age('23 hours');
    expect(await eraseRound()).toBe(0);
    expect(await refusalFor(world.viewer, path())).toMatchObject({ status: 403, layer: 'consent' });
    await start();
    expect(await opened()).toBe(3);
  });

  test('undone at once, it never was', async () => {
    await stop();
    await execute(undoStop, world.participant.patient, target());
    await age('25 hours');
    expect(await eraseRound()).toBe(0);
    expect(await opened()).toBe(3);
  });

  test('erases after a day the keys of that kind of data only, once, and says so in the log', async () => {
    await stop();
    await age('25 hours');
    expect(await eraseRound()).toBe(1);
    expect(await eraseRound()).toBe(0);
    expect(await keys(GLUCOSE.id)).toEqual({ live: 0, erased: 1 });
    expect(await opened(HEART_RATE.code)).toBe(2);
    const { rows } = await database.admin.query(
      `SELECT action, n, scope_ids FROM audit.event WHERE study_id = $1 AND action = 'key.erased'`,
      [world.studyId],
    );
    expect(rows).toEqual([{ action: 'key.erased', n: 1, scope_ids: [GLUCOSE.id] }]);
  });

  test('a later start shows none of the old readings until the phone sends them again', async () => {
    await stop();
    await age('25 hours');
    await eraseRound();
    await start();
    expect(await opened()).toBe(0);
    expect(await upload()).toMatchObject({ status: 201, accepted: 3, duplicates: 0 });
    expect(await opened()).toBe(3);
    expect(await upload()).toMatchObject({ accepted: 0, duplicates: 3 });
  });
});

test('the end of a consent is a stop', async () => {
  await database.admin.query(
    `INSERT INTO consent_decision (enrollment_id, scope_id, decision, decided_by, decided_as, request_version, ends_at)
     VALUES ($1, $2, 'granted', $3, 'patient', 1, now() + interval '1 hour')`,
    [world.participant.enrollmentId, GLUCOSE.id, world.participant.patient.userId],
  );
  await age('20 hours');
  expect(await eraseRound()).toBe(0);
  await age('10 hours');
  expect(await eraseRound()).toBe(1);
  expect(await keys(HEART_RATE.id)).toEqual({ live: 1, erased: 0 });
});

test('leaving the study erases the keys of all its readings, without waiting', async () => {
  const { patient, enrollmentId } = world.participant;
  await execute(leaveStudy, patient, { enrollmentId });
  expect(await refusalFor(world.viewer, path())).toMatchObject({ status: 409 });
  expect(await eraseRound()).toBe(2);
  expect(await keys(GLUCOSE.id)).toEqual({ live: 0, erased: 1 });
  expect(await keys(HEART_RATE.id)).toEqual({ live: 0, erased: 1 });
});

test('a pause keeps them, however long', async () => {
  await database.admin.query(
    `INSERT INTO consent_decision (enrollment_id, scope_id, decision, decided_by, decided_as, request_version)
     VALUES ($1, $2, 'paused', $3, 'patient', 1)`,
    [world.participant.enrollmentId, GLUCOSE.id, world.participant.patient.userId],
  );
  await age('400 days');
  expect(await eraseRound()).toBe(0);
});

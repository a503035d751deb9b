import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Principal } from '@/lib/authorization/question';
import { testDatabase, type TestDatabase } from '@/lib/db/test-database';
import type { NewObservation } from './sealed-upload';
import { askForPage, pageFor, refusalFor, type Asking } from './test-release';
import { postUpload, readingsOf, sealedFor } from './test-upload';
import {
  addParticipant,
  decide,
  eventsOf,
  GLUCOSE,
  HEART_RATE,
  observationWorld,
  person,
  type ObservationWorld,
  type Participant,
} from './test-world';

let database: TestDatabase;
let world: ObservationWorld;
let participant: Participant;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  world = await observationWorld(database.admin);
  participant = world.participant;
  await decide(database.admin, participant, GLUCOSE.id, 'granted');
});

type At = Asking & { studyId?: string; patientId?: string };

function split({ studyId = world.studyId, patientId = participant.patientId, ...asking }: At) {
  return [{ studyId, patientId }, asking] as const;
}
const get = (asker: Principal | null, at: At = {}) => askForPage(asker, ...split(at));
const page = (asker: Principal, at: At = {}) => pageFor(asker, ...split(at));
const refusal = (asker: Principal | null, at: At = {}) => refusalFor(asker, ...split(at));

async function upload(
  list: NewObservation[],
  deks: 'batch' | 'observation' = 'batch',
  isSigned = true,
): Promise<void> {
  const body = await sealedFor(participant, list, { deks, ...(!isSigned && { signer: null }) });
  expect(await postUpload(participant, body)).toMatchObject({ status: 201 });
}

describe('who is refused, and what they learn', () => {
  test('nobody signed in', async () => {
    expect(await refusal(null)).toMatchObject({ status: 401, code: 'UNAUTHENTICATED', layer: undefined });
  });

  test('a session that ended between the cookie and the gate', async () => {
    await database.admin.query('UPDATE user_session SET revoked_at = now() WHERE id = $1', [
      world.viewer.sessionId,
    ]);
    expect(await refusal(world.viewer)).toMatchObject({ status: 401, layer: undefined });
  });

  test('a suspended account', async () => {
    await database.admin.query('UPDATE user_account SET suspended_at = now() WHERE id = $1', [
      world.viewer.userId,
    ]);
    expect(await refusal(world.viewer)).toMatchObject({ status: 401 });
  });

  test('a manager elsewhere, a super admin and another patient: not found, without a layer', async () => {
    const other = await person(database.admin, 'patient');
    for (const asker of [world.stranger, world.superAdmin, other]) {
      expect(await refusal(asker)).toMatchObject({ status: 404, code: 'NOT_FOUND', layer: undefined });
      const [event] = await eventsOf(database.admin, asker.userId);
      expect(event).toMatchObject({ action: 'observations.released', outcome: 'refused' });
    }
  });

  test('a study or patient that does not exist looks the same', async () => {
    expect(await refusal(world.viewer, { studyId: randomUUID() })).toMatchObject({
      status: 404,
      layer: undefined,
    });
    expect(await refusal(world.viewer, { patientId: randomUUID() })).toMatchObject({
      status: 404,
      layer: undefined,
    });
  });

  test('a patient of another study', async () => {
    const elsewhere = await observationWorld(database.admin);
    expect(await refusal(world.viewer, { patientId: elsewhere.participant.patientId })).toMatchObject({
      status: 404,
      layer: undefined,
    });
  });

  test('an enrollment that has ended, and a study that is archived: conflict', async () => {
    const gone = await addParticipant(database.admin, world.studyId, world.viewer.userId);
    await database.admin.query(`UPDATE enrollment SET state = 'withdrawn' WHERE id = $1`, [
      gone.enrollmentId,
    ]);
    expect(await refusal(world.viewer, { patientId: gone.patientId })).toMatchObject({
      status: 409,
      layer: 'study-enrollment',
    });
    // Reading goes on while a study is paused or closed.
    for (const state of ['paused', 'closed']) {
      await database.admin.query(`UPDATE study SET state = $2 WHERE id = $1`, [world.studyId, state]);
      expect((await get(world.viewer)).status, state).toBe(200);
    }
    await database.admin.query(`UPDATE study SET state = 'archived' WHERE id = $1`, [world.studyId]);
    expect(await refusal(world.viewer)).toMatchObject({ status: 409, layer: 'study-enrollment' });
  });

  test.each(['declined', 'stopped', 'paused'] as const)('a scope that is %s', async (decision) => {
    if (decision !== 'declined') await decide(database.admin, participant, HEART_RATE.id, 'granted');
    await decide(database.admin, participant, HEART_RATE.id, decision);
    expect(await refusal(world.viewer, { scope: HEART_RATE.code })).toMatchObject({
      status: 403,
      code: 'FORBIDDEN',
      layer: 'consent',
    });
  });

  test('a scope nobody answered, on record at its layer', async () => {
    expect(await refusal(world.viewer, { scope: HEART_RATE.code })).toMatchObject({
      status: 403,
      layer: 'consent',
    });
    expect(await eventsOf(database.admin, world.viewer.userId)).toMatchObject([
      { outcome: 'refused', refused_layer: 'consent' },
    ]);
  });

  test('a role that is too small', async () => {
    await database.admin.query(
      `DELETE FROM role_permission WHERE role = 'viewer' AND permission = 'observation.read'`,
    );
    try {
      expect(await refusal(world.viewer)).toMatchObject({ status: 403, layer: 'role-permission' });
    } finally {
      await database.admin.query(`INSERT INTO role_permission VALUES ('viewer', 'observation.read')`);
    }
  });
});

describe('what is asked wrongly', () => {
  test.each<[string, Asking]>([
    ['a study id that is none', { studyId: 'one' }],
    ['a patient id that is none', { patientId: '../../etc' }],
    ['an unknown scope', { scope: 'omh:nothing:1.0' }],
    ['a scope with a NUL', { scope: 'a\0b' }],
    ['no scope', { scope: undefined }],
    ['no beginning', { from: undefined }],
    ['a time without an offset', { from: '2026-10-01T00:00:00' }],
    ['an end before the beginning', { to: '2026-09-01T00:00:00Z' }],
    ['more than a year', { to: '2028-10-01T00:00:00Z' }],
    ['a page of nothing', { limit: 0 }],
    ['a page of 5,001', { limit: 5_001 }],
    ['a page of NaN', { limit: 'many' }],
    ['something else', { also: 'this' }],
  ])('%s', async (_name, asking) => {
    expect(await refusal(world.viewer, asking)).toMatchObject({
      status: 400,
      code: 'INVALID_INPUT',
      type: 'application/problem+json',
    });
  });

  test('a cursor is worth nothing to anybody else, for another question, or altered', async () => {
    await upload(readingsOf(4));
    const { nextCursor } = await page(world.viewer, { limit: 2 });
    const cursor = nextCursor ?? '';
    const colleague = await person(database.admin, 'practitioner', {
      organizationId: world.organizationId,
      role: 'member',
    });
    const wrong: [Principal, Asking][] = [
      [colleague, { cursor }],
      [world.viewer, { cursor, scope: HEART_RATE.code }],
      [world.viewer, { cursor, from: '2026-09-30T00:00:00Z' }],
      [world.viewer, { cursor, to: '2026-10-31T00:00:00Z' }],
      [world.viewer, { cursor, patientId: randomUUID() }],
      ...Array.from({ length: 32 }, (_, n): [Principal, Asking] => {
        const bytes = Buffer.from(cursor, 'base64url');
        bytes[n]! ^= 1;
        return [world.viewer, { cursor: bytes.toString('base64url') }];
      }),
      ...['', 'x', `${cursor}A`, cursor.slice(1), `${cursor} `].map((text): [Principal, Asking] => [
        world.viewer,
        { cursor: text },
      ]),
    ];
    for (const [asker, asking] of wrong) expect(await refusal(asker, asking)).toMatchObject({ status: 400 });
    expect(await page(world.viewer, { cursor, limit: 2 })).toMatchObject({ count: 2 });
  });
});

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { NIL } from '@/lib/db/transaction';
import { testDatabase, type TestDatabase } from '@/lib/db/test-database';
import { NOTHING, postUpload, readingsOf, sealedFor, storedRows } from './test-upload';
import {
  addParticipant,
  eventsOf,
  observationWorld,
  type ObservationWorld,
  type Participant,
} from './test-world';

let database: TestDatabase;
let world: ObservationWorld;
let participant: Participant;

beforeAll(async () => {
  database = await testDatabase();
  world = await observationWorld(database.admin);
});
afterAll(() => database.close());
beforeEach(async () => {
  participant = await addParticipant(database.admin, world.studyId, world.viewer.userId);
});

const sealed = (...args: Parameters<typeof sealedFor> extends [unknown, ...infer Rest] ? Rest : never) =>
  sealedFor(participant, ...args);
const post = (body: unknown, sending?: Parameters<typeof postUpload>[2]) =>
  postUpload(participant, body, sending);
const stored = () => storedRows(database.admin, participant);

describe('who is refused', () => {
  test.each([null, 'wkd_unknown-unknown-unknown', 'short', '', 'two words and more'])(
    'the bearer %j',
    async (bearer) => {
      expect(await post(await sealed(readingsOf(1)), { bearer })).toMatchObject({ status: 401 });
      expect(await stored()).toEqual(NOTHING);
    },
  );

  test('an unknown bearer is on record under nobody’s name', async () => {
    await post(await sealed(readingsOf(1)), { bearer: 'wkd_unknown-unknown-unknown' });
    const events = await eventsOf(database.admin, NIL);
    expect(events.at(-1)).toMatchObject({ action: 'access.refused', refused_layer: 'authentication' });
  });

  test('whoever guesses bearers is turned away, and is on record only so often', async () => {
    const headers = { 'x-forwarded-for': '203.0.113.7' };
    const before = await eventsOf(database.admin, NIL);
    const guesses = await Promise.all(
      Array.from({ length: 40 }, (_, n) => post({}, { bearer: `wkd_guess-guess-guess-${n}`, headers })),
    );
    const refused = guesses.filter(({ status }) => status === 429).length;
    expect(refused).toBe(10);
    expect(await eventsOf(database.admin, NIL)).toHaveLength(before.length + 30);
  });

  test('a device that calls too often', async () => {
    let turnedAway = 0;
    for (let round = 0; round < 25; round++) {
      const calls = await Promise.all(Array.from({ length: 10 }, () => post({})));
      turnedAway += calls.filter(({ status }) => status === 429).length;
    }
    expect(turnedAway).toBe(10);
  });

  test('a revoked device, on record under its id', async () => {
    const { deviceId } = participant.device;
    await database.admin.query('UPDATE device SET revoked_at = now() WHERE id = $1', [deviceId]);
    expect(await post(await sealed(readingsOf(1)))).toMatchObject({ status: 401 });
    expect(await stored()).toEqual(NOTHING);
    expect(await eventsOf(database.admin, deviceId)).toMatchObject([
      { action: 'access.refused', outcome: 'refused', refused_layer: 'authentication' },
    ]);
  });

  test('a bearer of another data group: 404, on record at its layer', async () => {
    const other = await addParticipant(database.admin, world.studyId, world.viewer.userId);
    const { bearer, deviceId } = other.device;
    expect(await post(await sealed(readingsOf(1)), { bearer })).toMatchObject({
      status: 404,
      code: 'NOT_FOUND',
    });
    expect(await stored()).toEqual(NOTHING);
    expect(await eventsOf(database.admin, deviceId)).toMatchObject([
      {
        action: 'access.refused',
        outcome: 'refused',
        refused_layer: 'organization-membership',
        organization_id: world.organizationId,
      },
    ]);
  });

  test.each(['not-a-uuid', randomUUID(), "'; DROP TABLE device;--"])(
    'the data group %s does not exist',
    async (dataGroupId) => {
      expect(
        await post(await sealed(readingsOf(1)), { dataGroupId: encodeURIComponent(dataGroupId) }),
      ).toMatchObject({ status: 404 });
    },
  );

  test.each(['paused', 'closed'])('a study that is %s', async (state) => {
    participant = (await observationWorld(database.admin)).participant;
    await database.admin.query(
      'UPDATE study SET state = $1 FROM enrollment e WHERE e.id = $2 AND study.id = e.study_id',
      [state, participant.enrollmentId],
    );
    expect(await post(await sealed(readingsOf(1)))).toMatchObject({ status: 409 });
    expect(await stored()).toEqual(NOTHING);
    expect(await eventsOf(database.admin, participant.device.deviceId)).toMatchObject([
      { refused_layer: 'study-enrollment' },
    ]);
  });

  test('an organization that is archived, itself or above', async () => {
    const { participant: other, organizationId } = await observationWorld(database.admin);
    participant = other;
    const parentId = randomUUID();
    await database.admin.query(`INSERT INTO organization (id, name) VALUES ($1, 'Above')`, [parentId]);
    await database.admin.query('UPDATE organization SET parent_id = $1 WHERE id = $2', [
      parentId,
      organizationId,
    ]);
    expect(await post(await sealed(readingsOf(1)))).toMatchObject({ status: 201 });
    const before = await stored();
    await database.admin.query('UPDATE organization SET archived_at = now() WHERE id = $1', [parentId]);
    expect(await post(await sealed(readingsOf(1)))).toMatchObject({ status: 409 });
    expect(await stored()).toEqual(before);
    expect((await eventsOf(database.admin, participant.device.deviceId)).at(-1)).toMatchObject({
      action: 'access.refused',
      outcome: 'refused',
      refused_layer: 'study-enrollment',
      organization_id: organizationId,
    });
  });

  test('an enrollment that has ended', async () => {
    await database.admin.query(`UPDATE enrollment SET state = 'withdrawn' WHERE id = $1`, [
      participant.enrollmentId,
    ]);
    expect(await post(await sealed(readingsOf(1)))).toMatchObject({ status: 409 });
    expect(await stored()).toEqual(NOTHING);
    expect(await eventsOf(database.admin, participant.device.deviceId)).toMatchObject([
      { refused_layer: 'study-enrollment' },
    ]);
  });
});

import type pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { leaveStudy, pauseSharing, stopSharing } from '@/lib/consents/sharing-commands';
import { execute } from '@/lib/command';
import { testDatabase, type TestDatabase } from '@/lib/db/test-database';
import { waitingIn } from '@/lib/db/test-meeting';
import { decodePage } from './observation-frames';
import { askForPage, pageFor } from './test-release';
import { postUpload, readingsOf, sealedFor } from './test-upload';
import { decide, GLUCOSE, observationWorld, type ObservationWorld } from './test-world';

/** The route and the patient's own command against one another; gate-race.db.test.ts does the same to the function alone. */

let database: TestDatabase;
let world: ObservationWorld;
/** Somebody in the middle of a transaction. */
let client: pg.PoolClient;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  world = await observationWorld(database.admin);
  await decide(database.admin, world.participant, GLUCOSE.id, 'granted');
  await postUpload(world.participant, await sealedFor(world.participant, readingsOf(400)));
  client = await database.admin.connect();
  await client.query('BEGIN');
});
afterEach(async () => {
  await client.query('ROLLBACK');
  client.release();
});

const path = () => ({ studyId: world.studyId, patientId: world.participant.patientId });
const target = () => ({ enrollmentId: world.participant.enrollmentId, scope: GLUCOSE.code });
const ENDS = [
  ['a stop', 403, () => execute(stopSharing, world.participant.patient, target())],
  ['a pause', 403, () => execute(pauseSharing, world.participant.patient, target())],
  [
    'a leave',
    409,
    () => execute(leaveStudy, world.participant.patient, { enrollmentId: target().enrollmentId }),
  ],
] as const;

async function readInTransaction(): Promise<number> {
  const { viewer, studyId, participant } = world;
  const { rows } = await client.query<{ n: number }>(
    'SELECT r.n FROM gate_read($1, $2, gen_random_uuid(), $3, $4, 1::smallint, NULL, NULL, NULL, NULL, 1000) r',
    [viewer.userId, viewer.sessionId, studyId, participant.patientId],
  );
  return rows[0]!.n;
}

describe('a read that is under way', () => {
  test.each(ENDS)('is waited for by %s, and the next one gets %i', async (_what, status, end) => {
    expect(await readInTransaction()).toBe(400);
    let isAcknowledged = false;
    const ending = end().then(() => {
      isAcknowledged = true;
    });
    expect(await waitingIn(database)).toBe(1);
    expect(isAcknowledged).toBe(false);
    await client.query('COMMIT');
    await ending;
    expect((await askForPage(world.viewer, path())).status).toBe(status);
  });
});

test('a read that comes while a stop is under way waits for it, and gets not one row', async () => {
  await decide(client, world.participant, GLUCOSE.id, 'stopped');
  const reading = askForPage(world.viewer, path(), { limit: 1_000 });
  expect(await waitingIn(database)).toBe(1);
  await client.query('COMMIT');
  const response = await reading;
  expect(response.status).toBe(403);
  expect(await response.json()).toMatchObject({ layer: 'consent' });
});

test('a long read in pages: not one row to any page that is asked for after the stop was acknowledged', async () => {
  let isAcknowledged = false;
  const after: number[] = [];
  const rows = { before: 0, after: 0 };
  const readAll = async () => {
    // At the end it begins again, until it is refused.
    for (let cursor: string | undefined; ;) {
      const isLate = isAcknowledged;
      const response = await askForPage(world.viewer, path(), { limit: 5, cursor });
      if (isLate) after.push(response.status);
      if (response.status !== 200) return;
      const { count, nextCursor } = decodePage(new Uint8Array(await response.arrayBuffer()));
      rows[isLate ? 'after' : 'before'] += count;
      cursor = nextCursor ?? undefined;
    }
  };
  const first = await pageFor(world.viewer, path(), { limit: 5 });
  expect(first.count).toBe(5);
  const readers = Array.from({ length: 6 }, readAll);
  while (rows.before < 50) await new Promise((resolve) => setTimeout(resolve, 5));
  await execute(stopSharing, world.participant.patient, target());
  isAcknowledged = true;
  await Promise.all([...readers, readAll()]);
  expect(rows.before).toBeGreaterThan(0);
  expect(rows.after).toBe(0);
  expect(after.length).toBeGreaterThan(0);
  expect(new Set(after)).toEqual(new Set([403]));
});

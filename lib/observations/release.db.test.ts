import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { deviceFromBearer } from '@/lib/api/bearer';
import { answering } from '@/lib/api/route';
import type { Principal } from '@/lib/authorization/question';
import { execute } from '@/lib/command';
import { hybridDecrypter } from '@/lib/crypto/hybrid';
import { manifestCovers, parseManifest, verifyManifest } from '@/lib/crypto/manifest';
import { openDek } from '@/lib/crypto/sealing';
import { verifier } from '@/lib/crypto/signature';
import { keysetFromJson } from '@/lib/crypto/keyset';
import { testDatabase, type TestDatabase } from '@/lib/db/test-database';
import {
  decodePage,
  OBSERVATIONS_MEDIA_TYPE,
  readBatches,
  readDeks,
  readObservations,
  type ObservationPage,
} from './observation-frames';
import { prepareUpload } from './prepared-upload';
import { releaseObservations } from './release-entrance';
import { sealUpload, type NewObservation } from './sealed-upload';
import {
  addParticipant,
  decide,
  eventsOf,
  GLUCOSE,
  HEART_RATE,
  observationWorld,
  person,
  SENSOR,
  type ObservationWorld,
  type Participant,
} from './test-world';
import { uploadObservations } from './upload-commands';
import { Upload } from './upload-schema';

const FIRST = Date.UTC(2026, 9, 1);
const MINUTE = 60_000;
const SPAN = { from: '2026-10-01T00:00:00Z', to: '2026-11-01T00:00:00Z' };

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

const observations = (count: number, scope: string = GLUCOSE.code, start = FIRST): NewObservation[] =>
  Array.from({ length: count }, (_, n) => ({
    id: randomUUID(),
    scope,
    dataSourceId: SENSOR,
    at: start + n * MINUTE,
    content: { n },
  }));

async function upload(
  list: NewObservation[],
  deks: 'batch' | 'observation' = 'batch',
  isSigned = true,
): Promise<void> {
  const { publicKeyset, dataGroupId, device } = participant;
  const body = await sealUpload({
    publicKeyset,
    dataGroupId,
    observations: list,
    deks,
    signer: isSigned ? device.signer : null,
  });
  const sender = await deviceFromBearer(
    new Request('http://localhost/', { headers: { authorization: `Bearer ${device.bearer}` } }),
  );
  await execute(
    uploadObservations,
    sender.principal,
    await prepareUpload(dataGroupId, Upload.parse(body), sender),
  );
}

type Asking = Record<string, string | number | undefined>;

async function get(principal: Principal | null, asking: Asking = {}) {
  const {
    studyId = world.studyId,
    patientId = participant.patientId,
    ...query
  } = { ...SPAN, scope: GLUCOSE.code, ...asking };
  const url = new URL('http://localhost/');
  for (const [name, value] of Object.entries(query))
    if (value !== undefined) url.searchParams.set(name, String(value));
  const path = { studyId: String(studyId), patientId: String(patientId) };
  const asker = principal && { ...principal, requestId: randomUUID() };
  return answering('observation.read', () => releaseObservations(new Request(url), path, asker));
}

async function page(principal: Principal, asking: Asking = {}): Promise<ObservationPage> {
  const response = await get(principal, asking);
  expect(response.status).toBe(200);
  return decodePage(new Uint8Array(await response.arrayBuffer()));
}

async function refusal(principal: Principal | null, asking: Asking = {}) {
  const response = await get(principal, asking);
  const { code, layer } = (await response.json()) as { code: string; layer?: string };
  return { status: response.status, code, layer, type: response.headers.get('content-type') };
}

describe('what is released', () => {
  test('frames of real SQL output decode, verify and open, for both DEK styles', async () => {
    const [signed, unsigned] = [observations(4), observations(2, GLUCOSE.code, FIRST + 3_600_000)];
    await upload(signed, 'batch');
    await upload(unsigned, 'observation', false);
    const response = await get(world.viewer);
    expect(response.headers.get('content-type')).toBe(OBSERVATIONS_MEDIA_TYPE);
    expect(response.headers.get('cache-control')).toBe('private, no-store');
    const { count, hasMore, nextCursor, blocks } = decodePage(new Uint8Array(await response.arrayBuffer()));
    expect({ count, hasMore, nextCursor }).toEqual({ count: 6, hasMore: false, nextCursor: null });

    const [released, deks, batches] = [
      readObservations(blocks.observations),
      readDeks(blocks.deks),
      readBatches(blocks.batches),
    ];
    const newestFirst = [...signed, ...unsigned].sort((a, b) => b.at - a.at);
    expect(
      released.map(({ clientObservationId, effectiveAt, dataSourceId }) => ({
        clientObservationId,
        effectiveAt,
        dataSourceId,
      })),
    ).toEqual(
      newestFirst.map(({ id, at }) => ({ clientObservationId: id, effectiveAt: at, dataSourceId: SENSOR })),
    );
    expect(deks).toHaveLength(3);
    expect(batches.map(({ signature }) => signature !== null).sort()).toEqual([false, true]);
    expect(batches.every(({ deviceId }) => deviceId === participant.device.deviceId)).toBe(true);

    const decrypter = await hybridDecrypter(participant.privateKeyset);
    for (const { clientObservationId, dekId, content, batchId, effectiveAt } of released) {
      const { wrapped, dekRef } = deks.find((dek) => dek.dekId === dekId)!;
      const opened = await (
        await openDek(decrypter, wrapped, dekRef, participant.dataGroupId)
      ).open(clientObservationId, content);
      const sent = newestFirst.find(({ id }) => id === clientObservationId)!;
      expect(JSON.parse(new TextDecoder().decode(opened))).toEqual(sent.content);
      const contentHash = new Uint8Array(await crypto.subtle.digest('SHA-256', content));
      const manifest = parseManifest(batches.find((batch) => batch.batchId === batchId)!.manifest);
      const item = {
        clientObservationId,
        contentHash,
        dekRef,
        scope: GLUCOSE.code,
        effectiveAt: new Date(effectiveAt).toISOString(),
      };
      expect(await manifestCovers(manifest, item)).toBe(true);
    }
    const { rows } = await database.admin.query<{ keyset: string }>(
      'SELECT signing_public_keyset AS keyset FROM device WHERE id = $1',
      [participant.device.deviceId],
    );
    const device = await verifier(keysetFromJson(rows[0]!.keyset));
    const { signature, manifest } = batches.find((batch) => batch.signature !== null)!;
    expect(await verifyManifest(device, signature!, manifest)).toBe(true);
  });

  test('one event for one request, with its count and range', async () => {
    await upload(observations(7));
    await page(world.viewer);
    await page(world.viewer, { to: '2026-10-01T00:03:00Z' });
    expect(await eventsOf(database.admin, world.viewer.userId)).toMatchObject([
      { action: 'observations.released', outcome: 'success', n: 7 },
      { action: 'observations.released', outcome: 'success', n: 3 },
    ]);
  });

  test('nothing uploaded is an empty page, on record too', async () => {
    expect(await page(world.viewer)).toMatchObject({ count: 0, hasMore: false, nextCursor: null });
    expect(await eventsOf(database.admin, world.viewer.userId)).toMatchObject([{ outcome: 'success', n: 0 }]);
  });

  test('a patient reads their own, shared or not', async () => {
    await upload([...observations(2), ...observations(3, HEART_RATE.code)]);
    expect(await page(participant.patient, { scope: HEART_RATE.code })).toMatchObject({ count: 3 });
  });

  test.each([1, 3, 10, 37, 100])('pages of %i together are the one big read', async (limit) => {
    const list = observations(100);
    for (const each of list) each.at = FIRST + Math.floor(Math.random() * 20) * MINUTE; // many share an instant
    await upload(list.slice(0, 60));
    await upload(list.slice(60), 'observation');
    const whole = readObservations((await page(world.viewer, { limit: 5_000 })).blocks.observations);
    expect(whole).toHaveLength(100);
    const paged: string[] = [];
    let cursor: string | undefined;
    do {
      const { nextCursor, count, blocks } = await page(world.viewer, { limit, cursor });
      expect(count).toBeLessThanOrEqual(limit);
      paged.push(
        ...readObservations(blocks.observations).map(({ clientObservationId }) => clientObservationId),
      );
      cursor = nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(paged).toEqual(whole.map(({ clientObservationId }) => clientObservationId));
  });

  test('a stop in the middle of a paged read refuses the next page', async () => {
    await upload(observations(10));
    const { nextCursor } = await page(world.viewer, { limit: 4 });
    await decide(database.admin, participant, GLUCOSE.id, 'stopped');
    expect(await refusal(world.viewer, { limit: 4, cursor: nextCursor ?? '' })).toMatchObject({
      status: 403,
      layer: 'consent',
    });
  });
});

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
    await database.admin.query(`UPDATE study SET state = 'closed' WHERE id = $1`, [world.studyId]);
    expect((await get(world.viewer)).status).toBe(200);
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
    await upload(observations(4));
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

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Principal } from '@/lib/authorization/question';
import { hybridDecrypter } from '@/lib/crypto/hybrid';
import { keysetFromJson } from '@/lib/crypto/keyset';
import { manifestCovers, parseManifest, verifyManifest } from '@/lib/crypto/manifest';
import { openDek } from '@/lib/crypto/sealing';
import { verifier } from '@/lib/crypto/signature';
import { testDatabase, type TestDatabase } from '@/lib/db/test-database';
import {
  decodePage,
  OBSERVATIONS_MEDIA_TYPE,
  readBatches,
  readDeks,
  readObservations,
} from './observation-frames';
import type { NewObservation } from './sealed-upload';
import { askForPage, pageFor, refusalFor, type Asking } from './test-release';
import { postUpload, readingsOf, sealedFor } from './test-upload';
import {
  decide,
  eventsOf,
  GLUCOSE,
  HEART_RATE,
  observationWorld,
  SENSOR,
  type ObservationWorld,
  type Participant,
} from './test-world';

const FIRST = Date.UTC(2026, 9, 1);

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

describe('what is released', () => {
  test('frames of real SQL output decode, verify and open, for both DEK styles', async () => {
    const [signed, unsigned] = [readingsOf(4), readingsOf(2, GLUCOSE.code, FIRST + 86_400_000)];
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
    await upload(readingsOf(7));
    await page(world.viewer);
    await page(world.viewer, { to: '2026-10-01T00:15:00Z' });
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
    await upload([...readingsOf(2), ...readingsOf(3, HEART_RATE.code)]);
    expect(await page(participant.patient, { scope: HEART_RATE.code })).toMatchObject({ count: 3 });
  });

  test.each([1, 3, 10, 37, 100])('pages of %i together are the one big read', async (limit) => {
    const list = readingsOf(100);
    for (const each of list) each.at = FIRST + Math.floor(Math.random() * 20) * 60_000; // many share an instant
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
    await upload(readingsOf(10));
    const { nextCursor } = await page(world.viewer, { limit: 4 });
    await decide(database.admin, participant, GLUCOSE.id, 'stopped');
    expect(await refusal(world.viewer, { limit: 4, cursor: nextCursor ?? '' })).toMatchObject({
      status: 403,
      layer: 'consent',
    });
  });
});

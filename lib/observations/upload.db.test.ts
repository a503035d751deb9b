import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { hybridDecrypter } from '@/lib/crypto/hybrid';
import { openDek } from '@/lib/crypto/sealing';
import { testDatabase, type TestDatabase } from '@/lib/db/test-database';
import { postUpload, readingsOf, sealedFor, storedRows } from './test-upload';
import {
  addParticipant,
  eventsOf,
  HEART_RATE,
  observationWorld,
  SENSOR,
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

describe('what is accepted', () => {
  test('a signed batch with one DEK for each scope, on record with its count', async () => {
    const body = await sealed([...readingsOf(3), ...readingsOf(2, HEART_RATE.code)]);
    expect(await post(body)).toMatchObject({ status: 201, accepted: 5, duplicates: 0 });
    expect(await stored()).toEqual({ observations: 5, contents: 5, deks: 2, batches: 1 });
    expect(await eventsOf(database.admin, participant.device.deviceId)).toEqual([
      {
        action: 'observations.uploaded',
        outcome: 'success',
        refused_layer: null,
        n: 5,
        organization_id: world.organizationId,
      },
    ]);
  });

  test('the cloud-storage format: a DEK for each observation under its id, and it opens', async () => {
    const [first, ...rest] = readingsOf(3);
    const body = await sealed([first!, ...rest], { deks: 'observation' });
    expect(body.observations.every(({ dekRef }) => dekRef === undefined)).toBe(true);
    expect(await post(body)).toMatchObject({ status: 201, accepted: 3 });
    const { rows } = await database.admin.query<{ wrapped: Buffer; dek_ref: string; content: Buffer }>(
      `SELECT k.wrapped, k.dek_ref::text, c.content FROM observation o JOIN dek k ON k.id = o.dek_id
         JOIN observation_content c ON c.observation_id = o.id WHERE o.client_observation_id = $1`,
      [first!.id],
    );
    const { wrapped, dek_ref, content } = rows[0]!;
    const opener = await openDek(
      await hybridDecrypter(participant.privateKeyset),
      new Uint8Array(wrapped),
      dek_ref,
      participant.dataGroupId,
    );
    const opened = await opener.open(first!.id, new Uint8Array(content));
    expect(JSON.parse(new TextDecoder().decode(opened))).toEqual(first!.content);
  });

  test('an unsigned batch is stored as unsigned', async () => {
    expect(await post(await sealed(readingsOf(1), { signer: null }))).toMatchObject({
      status: 201,
      accepted: 1,
    });
    const { rows } = await database.admin.query(
      'SELECT signature FROM upload_batch WHERE data_group_id = $1',
      [participant.dataGroupId],
    );
    expect(rows).toEqual([{ signature: null }]);
  });

  test('5,000 observations at once, a data source by its name, and times with any offset', async () => {
    const body = await sealed(readingsOf(5_000), { signer: null });
    body.observations[0]!.dataSourceId = 'Glucose sensor';
    body.observations[0]!.effectiveAt = '2026-11-01T02:00:00+02:00';
    expect(await post(body)).toMatchObject({ status: 201, accepted: 5_000 });
    const { rows } = await database.admin.query(
      `SELECT effective_at, data_source_id::text FROM observation WHERE client_observation_id = $1`,
      [body.observations[0]!.id],
    );
    expect(rows).toEqual([{ effective_at: new Date('2026-11-01T00:00:00Z'), data_source_id: SENSOR }]);
  });

  test('whatever the consent says: nobody has shared anything here', async () => {
    const { rows } = await database.admin.query('SELECT 1 FROM grant_live WHERE patient_id = $1', [
      participant.patientId,
    ]);
    expect(rows).toEqual([]);
    expect(await post(await sealed(readingsOf(1)))).toMatchObject({ status: 201 });
  });
});

describe('the same again', () => {
  test('the same batch changes nothing and says so', async () => {
    const body = await sealed(readingsOf(4));
    const first = await post(body);
    expect(await post(body)).toMatchObject({
      status: 200,
      accepted: 0,
      duplicates: 4,
      batchId: first.batchId,
    });
    expect(await stored()).toEqual({ observations: 4, contents: 4, deks: 1, batches: 1 });
  });

  test('other content under the same batch id is a conflict', async () => {
    const body = await sealed(readingsOf(2));
    await post(body);
    const other = { ...(await sealed(readingsOf(2), { signer: null })), clientBatchId: body.clientBatchId };
    expect(await post(other)).toMatchObject({ status: 409, code: 'CONFLICT' });
    expect(await stored()).toMatchObject({ observations: 2, batches: 1 });
  });

  test('observations known from another batch are counted as duplicates and stay as they were', async () => {
    const [old, ...fresh] = readingsOf(3);
    await post(await sealed([old!]));
    expect(await post(await sealed([old!, ...fresh]))).toMatchObject({
      status: 201,
      accepted: 2,
      duplicates: 1,
    });
    expect(await stored()).toMatchObject({ observations: 3, contents: 3 });
  });

  test('twenty times at once: stored once', async () => {
    const body = await sealed(readingsOf(50));
    const answers = await Promise.all(Array.from({ length: 20 }, () => post(body)));
    expect(answers.map(({ status }) => status).sort()).toEqual([
      ...Array.from({ length: 19 }, () => 200),
      201,
    ]);
    expect(await stored()).toEqual({ observations: 50, contents: 50, deks: 1, batches: 1 });
  });

  test('the same observations in two batches at once, in opposite order: no deadlock, none twice', async () => {
    const all = readingsOf(200);
    const [one, two] = [await sealed(all), await sealed([...all].reverse())];
    const answers = await Promise.all([post(one), post(two)]);
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    expect(answers.reduce((sum, { accepted = 0 }) => sum + accepted, 0)).toBe(200);
    expect(await stored()).toMatchObject({ observations: 200, contents: 200 });
  });
});

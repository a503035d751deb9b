import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { POST } from '@/app/api/v1/data-groups/[dataGroupId]/uploads/route';
import { fromBase64, toBase64 } from '@/lib/crypto/bytes';
import { hybridDecrypter } from '@/lib/crypto/hybrid';
import { openDek } from '@/lib/crypto/sealing';
import { testDatabase, type TestDatabase } from '@/lib/db/test-database';
import { buildDataPoint } from './payload';
import { sealUpload, type NewObservation, type SealedUpload } from './sealed-upload';
import {
  addParticipant,
  eventsOf,
  GLUCOSE,
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

function readings(
  count: number,
  scope: typeof GLUCOSE.code | typeof HEART_RATE.code = GLUCOSE.code,
): NewObservation[] {
  return Array.from({ length: count }, (_, n) => {
    const [id, at] = [randomUUID(), Date.UTC(2026, 10, 1) + n * 300_000];
    const measures =
      scope === GLUCOSE.code
        ? [{ name: 'blood_glucose', value: 100 + n, unit: 'mg/dL' }]
        : [{ name: 'heart_rate', value: 60 + n, unit: 'beats/min' }];
    const content = buildDataPoint(scope, { uuid: id, createdAt: at, modality: 'sensed' }, { at, measures });
    return { id, scope, dataSourceId: SENSOR, at, content };
  });
}

function sealed(
  observations: NewObservation[],
  change: Partial<Parameters<typeof sealUpload>[0]> = {},
): Promise<SealedUpload> {
  const { publicKeyset, dataGroupId, device } = participant;
  return sealUpload({
    publicKeyset,
    dataGroupId,
    observations,
    deks: 'batch',
    signer: device.signer,
    ...change,
  });
}

type Sending = { bearer?: string | null; dataGroupId?: string; headers?: Record<string, string> };

async function post(
  body: unknown,
  { bearer = participant.device.bearer, dataGroupId = participant.dataGroupId, headers = {} }: Sending = {},
) {
  const request = new Request(`http://localhost/api/v1/data-groups/${dataGroupId}/uploads`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(bearer !== null && { authorization: `Bearer ${bearer}` }),
      ...headers,
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const response = await POST(request, { params: Promise.resolve({ dataGroupId }) });
  const answer = (await response.json()) as {
    accepted?: number;
    duplicates?: number;
    batchId?: string;
    code?: string;
    errors?: Record<string, string[]>;
  };
  return { ...answer, status: response.status, type: response.headers.get('content-type') };
}

async function stored(): Promise<{ observations: number; contents: number; deks: number; batches: number }> {
  const { rows } = await database.admin.query<{
    observations: number;
    contents: number;
    deks: number;
    batches: number;
  }>(
    `SELECT (SELECT count(*) FROM observation WHERE data_group_id = $1)::int AS observations,
            (SELECT count(*) FROM observation_content c JOIN observation o ON o.id = c.observation_id WHERE o.data_group_id = $1)::int AS contents,
            (SELECT count(*) FROM dek WHERE data_group_id = $1)::int AS deks,
            (SELECT count(*) FROM upload_batch WHERE data_group_id = $1)::int AS batches`,
    [participant.dataGroupId],
  );
  return rows[0]!;
}
const NOTHING = { observations: 0, contents: 0, deks: 0, batches: 0 };

describe('what is accepted', () => {
  test('a signed batch with one DEK for each scope, on record with its count', async () => {
    const body = await sealed([...readings(3), ...readings(2, HEART_RATE.code)]);
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
    const [first, ...rest] = readings(3);
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
    expect(await post(await sealed(readings(1), { signer: null }))).toMatchObject({
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
    const body = await sealed(readings(5_000), { signer: null });
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
    expect(await post(await sealed(readings(1)))).toMatchObject({ status: 201 });
  });
});

describe('the same again', () => {
  test('the same batch changes nothing and says so', async () => {
    const body = await sealed(readings(4));
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
    const body = await sealed(readings(2));
    await post(body);
    const other = { ...(await sealed(readings(2), { signer: null })), clientBatchId: body.clientBatchId };
    expect(await post(other)).toMatchObject({ status: 409, code: 'CONFLICT' });
    expect(await stored()).toMatchObject({ observations: 2, batches: 1 });
  });

  test('observations known from another batch are counted as duplicates and stay as they were', async () => {
    const [old, ...fresh] = readings(3);
    await post(await sealed([old!]));
    expect(await post(await sealed([old!, ...fresh]))).toMatchObject({
      status: 201,
      accepted: 2,
      duplicates: 1,
    });
    expect(await stored()).toMatchObject({ observations: 3, contents: 3 });
  });

  test('twenty times at once: stored once', async () => {
    const body = await sealed(readings(50));
    const answers = await Promise.all(Array.from({ length: 20 }, () => post(body)));
    expect(answers.map(({ status }) => status).sort()).toEqual([
      ...Array.from({ length: 19 }, () => 200),
      201,
    ]);
    expect(await stored()).toEqual({ observations: 50, contents: 50, deks: 1, batches: 1 });
  });

  test('the same observations in two batches at once, in opposite order: no deadlock, none twice', async () => {
    const all = readings(200);
    const [one, two] = [await sealed(all), await sealed([...all].reverse())];
    const answers = await Promise.all([post(one), post(two)]);
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    expect(answers.reduce((sum, { accepted = 0 }) => sum + accepted, 0)).toBe(200);
    expect(await stored()).toMatchObject({ observations: 200, contents: 200 });
  });
});

type Change = [name: string, path: string, change: (body: SealedUpload) => unknown];

const renamedScope = (body: SealedUpload, scope: string) => {
  for (const each of [...body.deks, ...body.observations]) each.scope = scope;
  return body;
};
const firstOf = (body: SealedUpload) => body.observations[0]!;
const flip = (text: string, byte: number) => {
  const bytes = fromBase64(text);
  bytes[byte]! ^= 0xff;
  return toBase64(bytes);
};

describe('what is refused, with nothing stored', () => {
  const changes: Change[] = [
    ['an unknown scope', 'deks.0.scope', (body) => renamedScope(body, 'omh:nothing:1.0')],
    [
      'a scope that is not text',
      'observations.0.scope',
      (body) => ((firstOf(body).scope = 7 as never), body),
    ],
    ['an id that is no UUID', 'observations.0.id', (body) => ((firstOf(body).id = 'one'), body)],
    [
      'an id in upper case, which could not be opened',
      'observations.0.id',
      (body) => ((firstOf(body).id = firstOf(body).id.toUpperCase()), body),
    ],
    [
      'an id that comes twice',
      'observations.1.id',
      (body) => ((body.observations[1]!.id = firstOf(body).id), body),
    ],
    [
      'an unknown data source',
      'observations.0.dataSourceId',
      (body) => ((firstOf(body).dataSourceId = 'Crystal ball'), body),
    ],
    [
      'a NUL in a name',
      'observations.0.dataSourceId',
      (body) => ((firstOf(body).dataSourceId = 'a\0b'), body),
    ],
    [
      'a time without an offset',
      'observations.0.effectiveAt',
      (body) => ((firstOf(body).effectiveAt = '2026-11-01T00:00:00'), body),
    ],
    [
      'a time that does not exist',
      'observations.0.effectiveAt',
      (body) => ((firstOf(body).effectiveAt = '2026-02-30T00:00:00Z'), body),
    ],
    [
      'a time in the future',
      'observations.0.effectiveAt',
      (body) => ((firstOf(body).effectiveAt = '2999-01-01T00:00:00Z'), body),
    ],
    ['a DEK nobody sent', 'observations.0.dekRef', (body) => ((firstOf(body).dekRef = randomUUID()), body)],
    [
      'a DEK of another scope',
      'observations.0.dekRef',
      (body) => ((body.deks[0]!.scope = HEART_RATE.code), body),
    ],
    ['a dekRef that comes twice', 'deks', (body) => (body.deks.push(body.deks[0]!), body)],
    ['no DEK at all', 'deks', (body) => ((body.deks = []), body)],
    ['no observations', 'observations', (body) => ((body.observations = []), body)],
    [
      '5,001 observations',
      'observations',
      (body) => ((body.observations = Array.from({ length: 5_001 }, () => firstOf(body))), body),
    ],
    [
      'a content that is too short',
      'observations.0.encryptedContent',
      (body) => ((firstOf(body).encryptedContent = toBase64(new Uint8Array(32).fill(1))), body),
    ],
    [
      'a content without the Tink prefix',
      'observations.0.encryptedContent',
      (body) => ((firstOf(body).encryptedContent = flip(firstOf(body).encryptedContent, 0)), body),
    ],
    [
      'a content that is not base64',
      'observations.0.encryptedContent',
      (body) => ((firstOf(body).encryptedContent = '!!!!'), body),
    ],
    [
      'a content in another base64',
      'observations.0.encryptedContent',
      (body) => ((firstOf(body).encryptedContent += '\n'), body),
    ],
    [
      'a DEK that is too short',
      'deks.0.encryptedDek',
      (body) => ((body.deks[0]!.encryptedDek = toBase64(new Uint8Array(40).fill(1))), body),
    ],
    [
      'a DEK for another key than it says',
      'deks.0.tinkKeyId',
      (body) => ((body.deks[0]!.encryptedDek = flip(body.deks[0]!.encryptedDek, 2)), body),
    ],
    ['a key id beyond 32 bits', 'deks.0.tinkKeyId', (body) => ((body.deks[0]!.tinkKeyId = 2 ** 32), body)],
    ['a field that is not in the format', 'body', (body) => ({ ...body, note: 'free text' })],
  ];

  test.each(changes)('%s, at %s', async (_name, path, change) => {
    const body = await sealed(readings(2), { signer: null });
    const answer = await post(change(body));
    expect(answer).toMatchObject({ status: 400, code: 'INVALID_INPUT', type: 'application/problem+json' });
    expect(Object.keys(answer.errors ?? {})).toContain(path);
    expect(await stored()).toEqual(NOTHING);
  });

  test('a scope the study does not ask for', async () => {
    const scope = 'omh:body-temperature:4.0';
    const observations = readings(1).map((each) => ({ ...each, scope }));
    expect(await post(await sealed(observations))).toMatchObject({ status: 400 });
    expect(await stored()).toEqual(NOTHING);
  });

  test('a DEK for a key that is not the data group’s', async () => {
    const other = await addParticipant(database.admin, world.studyId, world.viewer.userId);
    const body = await sealed(readings(1), { publicKeyset: other.publicKeyset });
    expect(await post(body)).toMatchObject({
      status: 400,
      errors: { 'deks.tinkKeyId': expect.anything() as unknown },
    });
    expect(await stored()).toEqual(NOTHING);
  });

  test('one wrong observation among many leaves none of them', async () => {
    const body = await sealed(readings(200), { signer: null });
    body.observations[150]!.dataSourceId = 'Crystal ball';
    expect(await post(body)).toMatchObject({
      status: 400,
      errors: { 'observations.150.dataSourceId': expect.anything() as unknown },
    });
    expect(await stored()).toEqual(NOTHING);
  });

  test.each<[string, (body: SealedUpload) => void]>([
    ['another device’s signature', (body) => (body.deviceSignature = toBase64(new Uint8Array(76).fill(1)))],
    [
      'a signature over another content',
      (body) => (firstOf(body).encryptedContent = flip(firstOf(body).encryptedContent, 40)),
    ],
    ['a signature over another time', (body) => (firstOf(body).effectiveAt = '2026-11-02T00:00:00Z')],
    ['a signature over more observations', (body) => body.observations.pop()],
    ['a signature over another batch', (body) => (body.clientBatchId = randomUUID())],
  ])('%s', async (_name, change) => {
    const body = await sealed(readings(2));
    change(body);
    expect(await post(body)).toMatchObject({
      status: 400,
      errors: { deviceSignature: expect.anything() as unknown },
    });
    expect(await stored()).toEqual(NOTHING);
  });

  test.each<[string, string, Record<string, string>, number]>([
    ['text that is no JSON', '{', {}, 400],
    ['nothing', '', {}, 400],
    ['an array', '[]', {}, 400],
    ['null', 'null', {}, 400],
    ['a million brackets', '['.repeat(1_000_000), {}, 400],
    ['another media type', '{}', { 'content-type': 'text/plain' }, 400],
    ['a compressed body', '{}', { 'content-encoding': 'gzip' }, 400],
    ['more than 8 MB', `"${'x'.repeat(8 * 1024 * 1024)}"`, {}, 413],
  ])('%s', async (_name, body, headers, status) => {
    expect(await post(body, { headers })).toMatchObject({ status, type: 'application/problem+json' });
    expect(await stored()).toEqual(NOTHING);
  });

  test('bytes that are no UTF-8', async () => {
    const request = new Request('http://localhost/', {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${participant.device.bearer}` },
      body: new Uint8Array([0x7b, 0xff, 0x7d]),
    });
    expect(
      (await POST(request, { params: Promise.resolve({ dataGroupId: participant.dataGroupId }) })).status,
    ).toBe(400);
  });
});

describe('who is refused', () => {
  test.each([null, 'wkd_unknown-unknown-unknown', 'short', '', 'two words and more'])(
    'the bearer %j',
    async (bearer) => {
      expect(await post(await sealed(readings(1)), { bearer })).toMatchObject({ status: 401 });
      expect(await stored()).toEqual(NOTHING);
    },
  );

  test('a revoked device, on record under its id', async () => {
    const { deviceId } = participant.device;
    await database.admin.query('UPDATE device SET revoked_at = now() WHERE id = $1', [deviceId]);
    expect(await post(await sealed(readings(1)))).toMatchObject({ status: 401 });
    expect(await stored()).toEqual(NOTHING);
    expect(await eventsOf(database.admin, deviceId)).toMatchObject([
      { action: 'access.refused', outcome: 'refused', refused_layer: 'authentication' },
    ]);
  });

  test('a bearer of another data group: 404, on record at its layer', async () => {
    const other = await addParticipant(database.admin, world.studyId, world.viewer.userId);
    const { bearer, deviceId } = other.device;
    expect(await post(await sealed(readings(1)), { bearer })).toMatchObject({
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
        await post(await sealed(readings(1)), { dataGroupId: encodeURIComponent(dataGroupId) }),
      ).toMatchObject({ status: 404 });
    },
  );

  test.each(['paused', 'closed'])('a study that is %s', async (state) => {
    participant = (await observationWorld(database.admin)).participant;
    await database.admin.query(
      'UPDATE study SET state = $1 FROM enrollment e WHERE e.id = $2 AND study.id = e.study_id',
      [state, participant.enrollmentId],
    );
    expect(await post(await sealed(readings(1)))).toMatchObject({ status: 409 });
    expect(await stored()).toEqual(NOTHING);
    expect(await eventsOf(database.admin, participant.device.deviceId)).toMatchObject([
      { refused_layer: 'study-enrollment' },
    ]);
  });

  test('an enrollment that has ended', async () => {
    await database.admin.query(`UPDATE enrollment SET state = 'withdrawn' WHERE id = $1`, [
      participant.enrollmentId,
    ]);
    expect(await post(await sealed(readings(1)))).toMatchObject({ status: 409 });
    expect(await stored()).toEqual(NOTHING);
    expect(await eventsOf(database.admin, participant.device.deviceId)).toMatchObject([
      { refused_layer: 'study-enrollment' },
    ]);
  });
});

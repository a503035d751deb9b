import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { fromBase64, toBase64 } from '@/lib/crypto/bytes';
import { testDatabase, type TestDatabase } from '@/lib/db/test-database';
import type { SealedUpload } from './sealed-upload';
import { NOTHING, postUpload, readingsOf, sealedFor, storedRows } from './test-upload';
import {
  addParticipant,
  HEART_RATE,
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
      'a control character in a name',
      'observations.0.dataSourceId',
      (body) => ((firstOf(body).dataSourceId = 'a\u0007b'), body),
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
    const body = await sealed(readingsOf(2), { signer: null });
    const answer = await post(change(body));
    expect(answer).toMatchObject({ status: 400, code: 'INVALID_INPUT', type: 'application/problem+json' });
    expect(Object.keys(answer.errors ?? {})).toContain(path);
    expect(await stored()).toEqual(NOTHING);
  });

  test('a scope the study does not ask for', async () => {
    const scope = 'omh:body-temperature:4.0';
    const observations = readingsOf(1).map((each) => ({ ...each, scope }));
    expect(await post(await sealed(observations))).toMatchObject({ status: 400 });
    expect(await stored()).toEqual(NOTHING);
  });

  test('a DEK for a key that is not the data group’s', async () => {
    const other = await addParticipant(database.admin, world.studyId, world.viewer.userId);
    const body = await sealed(readingsOf(1), { publicKeyset: other.publicKeyset });
    expect(await post(body)).toMatchObject({
      status: 400,
      errors: { 'deks.tinkKeyId': expect.anything() as unknown },
    });
    expect(await stored()).toEqual(NOTHING);
  });

  test('one wrong observation among many leaves none of them', async () => {
    const body = await sealed(readingsOf(200), { signer: null });
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
    const body = await sealed(readingsOf(2));
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
    ['a NUL in a text', '{"clientBatchId":"a\\u0000b"}', {}, 400],
    ['brackets in brackets, a hundred thousand deep', '['.repeat(100_000) + ']'.repeat(100_000), {}, 400],
    ['the same inside the upload', `{"deks":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, {}, 400],
    ['a million brackets', '['.repeat(1_000_000), {}, 400],
    ['another media type', '{}', { 'content-type': 'text/plain' }, 400],
    ['a compressed body', '{}', { 'content-encoding': 'gzip' }, 400],
    ['more than 8 MB', `"${'x'.repeat(8 * 1024 * 1024)}"`, {}, 413],
  ])('%s', async (_name, body, headers, status) => {
    expect(await post(body, { headers })).toMatchObject({ status, type: 'application/problem+json' });
    expect(await stored()).toEqual(NOTHING);
  });

  test('bytes that are no UTF-8', async () => {
    expect(await post(new Uint8Array([0x7b, 0xff, 0x7d]))).toMatchObject({ status: 400 });
  });
});

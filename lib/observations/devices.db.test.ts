import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { PUT } from '@/app/api/v1/data-groups/[dataGroupId]/device-key/route';
import { GET } from '@/app/api/v1/data-groups/[dataGroupId]/public-keyset/route';
import { execute } from '@/lib/command';
import { generateHybridKeyset, generateSigningKeyset } from '@/lib/crypto/keyset-generators';
import { keysetToJson, publicKeysetOf } from '@/lib/crypto/keyset';
import { testDatabase, type TestDatabase } from '@/lib/db/test-database';
import { addDevice, revokeDevice } from './device-commands';
import { postUpload, readingsOf, sealedFor } from './test-upload';
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
let other: Participant;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  world = await observationWorld(database.admin);
  participant = world.participant;
  other = await addParticipant(database.admin, world.studyId, world.viewer.userId);
});

const refusals = async (actorId: string) =>
  (await eventsOf(database.admin, actorId)).map(({ outcome, refused_layer }) =>
    `${outcome} ${refused_layer ?? ''}`.trim(),
  );

describe('adding and revoking a device', () => {
  const name = 'My phone';

  test('the patient gets a bearer once, and it works until it is revoked', async () => {
    const { patient, enrollmentId, dataGroupId } = participant;
    const added = await execute(addDevice, patient, { enrollmentId, name });
    expect(added).toMatchObject({ dataGroupId, bearer: expect.stringMatching(/^wkd_[\w-]{43}$/) as unknown });
    const { rows } = await database.admin.query('SELECT * FROM device WHERE id = $1', [added.deviceId]);
    expect(JSON.stringify(rows)).not.toContain(added.bearer);

    const body = await sealedFor(participant, readingsOf(1), { signer: null });
    expect(await postUpload(participant, body, { bearer: added.bearer })).toMatchObject({ status: 201 });
    await execute(revokeDevice, patient, { enrollmentId, deviceId: added.deviceId });
    expect(await postUpload(participant, body, { bearer: added.bearer })).toMatchObject({ status: 401 });
    expect((await eventsOf(database.admin, patient.userId)).map(({ action }) => action)).toEqual([
      'device.added',
      'device.revoked',
    ]);
  });

  test('another patient, the study’s own viewer and a stranger are refused, on record, and nothing is added', async () => {
    const { enrollmentId } = participant;
    const cases = [
      [other.patient, 'NOT_FOUND', 'refused organization-membership'],
      [world.viewer, 'FORBIDDEN', 'refused user-type'],
      [world.stranger, 'NOT_FOUND', 'refused user-type'],
      [world.superAdmin, 'NOT_FOUND', 'refused user-type'],
    ] as const;
    for (const [asker, code, recorded] of cases) {
      await expect(execute(addDevice, asker, { enrollmentId, name })).rejects.toMatchObject({ code });
      expect(await refusals(asker.userId)).toEqual([recorded]);
      const { deviceId } = participant.device;
      await expect(execute(revokeDevice, asker, { enrollmentId, deviceId })).rejects.toMatchObject({ code });
    }
    const { rows } = await database.admin.query('SELECT revoked_at FROM device WHERE data_group_id = $1', [
      participant.dataGroupId,
    ]);
    expect(rows).toEqual([{ revoked_at: null }]);
  });

  test('a device of somebody else is not found through one’s own enrollment', async () => {
    const { enrollmentId, patient } = participant;
    const foreign = { enrollmentId, deviceId: other.device.deviceId };
    await expect(execute(revokeDevice, patient, foreign)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const { rows } = await database.admin.query('SELECT revoked_at FROM device WHERE id = $1', [
      other.device.deviceId,
    ]);
    expect(rows).toEqual([{ revoked_at: null }]);
  });

  test('before the study team has made a key there is nothing to seal for', async () => {
    await database.admin.query('UPDATE data_group SET closed_at = now() WHERE id = $1', [
      participant.dataGroupId,
    ]);
    const { patient, enrollmentId } = participant;
    await expect(execute(addDevice, patient, { enrollmentId, name })).rejects.toMatchObject({
      code: 'CONFLICT',
    });
  });

  test.each([{ name: '' }, { name: 'x'.repeat(121) }, { enrollmentId: 'one' }, { more: 1 }])(
    'input %j',
    async (change) => {
      const input = { enrollmentId: participant.enrollmentId, name, ...change };
      await expect(execute(addDevice, participant.patient, input)).rejects.toMatchObject({
        code: 'INVALID_INPUT',
      });
    },
  );
});

type Sending = { bearer?: string; dataGroupId?: string; headers?: Record<string, string>; body?: string };

function call(handler: typeof GET, method: string, sending: Sending = {}): Promise<Response> {
  const {
    bearer = participant.device.bearer,
    dataGroupId = participant.dataGroupId,
    headers = {},
    body,
  } = sending;
  const request = new Request('http://localhost/', {
    method,
    headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json', ...headers },
    ...(body !== undefined && { body }),
  });
  return handler(request, { params: Promise.resolve({ dataGroupId }) });
}

describe('the public keyset', () => {
  test('is the primary’s, with an ETag that spares the next answer', async () => {
    const response = await call(GET, 'GET');
    expect(response.status).toBe(200);
    expect(await response.text()).toBe(keysetToJson(participant.publicKeyset));
    const etag = response.headers.get('etag') ?? '';
    expect((await call(GET, 'GET', { headers: { 'if-none-match': etag } })).status).toBe(304);
    expect(await eventsOf(database.admin, participant.device.deviceId)).toMatchObject([
      { action: 'public-keyset.read', outcome: 'success' },
      { action: 'public-keyset.read', outcome: 'success' },
    ]);
  });

  test('after a rotation it is another', async () => {
    const etag = (await call(GET, 'GET')).headers.get('etag') ?? '';
    const fresh = publicKeysetOf(await generateHybridKeyset());
    await database.admin.query(`UPDATE data_group_key SET status = 'decrypt_only' WHERE data_group_id = $1`, [
      participant.dataGroupId,
    ]);
    await database.admin.query(
      `INSERT INTO data_group_key (data_group_id, tink_key_id, study_key_epoch, public_keyset, private_blob, created_by)
       VALUES ($1, $2, 2, $3, 'sealed', $4)`,
      [participant.dataGroupId, fresh.primaryKeyId, keysetToJson(fresh), world.viewer.userId],
    );
    const response = await call(GET, 'GET', { headers: { 'if-none-match': etag } });
    expect(await response.text()).toBe(keysetToJson(fresh));
  });

  test('another data group’s bearer learns nothing, on record', async () => {
    expect((await call(GET, 'GET', { bearer: other.device.bearer })).status).toBe(404);
    expect((await call(GET, 'GET', { dataGroupId: randomUUID() })).status).toBe(404);
    expect((await call(GET, 'GET', { dataGroupId: 'one' })).status).toBe(404);
    expect(await refusals(other.device.deviceId)).toEqual(['refused organization-membership']);
  });
});

describe('the device’s own key', () => {
  const signingKey = async () => keysetToJson(publicKeysetOf(await generateSigningKeyset()));

  test('is registered once; the same again is fine, another is a conflict', async () => {
    const { enrollmentId, patient } = participant;
    const { bearer, deviceId } = await execute(addDevice, patient, { enrollmentId, name: 'New' });
    const body = await signingKey();
    expect((await call(PUT, 'PUT', { bearer, body })).status).toBe(201);
    expect((await call(PUT, 'PUT', { bearer, body: body.replace('{', '{ ') })).status).toBe(204);
    expect((await call(PUT, 'PUT', { bearer, body: await signingKey() })).status).toBe(409);
    const { rows } = await database.admin.query(
      'SELECT signing_public_keyset AS key FROM device WHERE id = $1',
      [deviceId],
    );
    expect(rows).toEqual([{ key: body }]);
  });

  test('a batch signed before any key is registered is refused', async () => {
    const { enrollmentId, patient } = participant;
    const { bearer } = await execute(addDevice, patient, { enrollmentId, name: 'New' });
    expect(
      await postUpload(participant, await sealedFor(participant, readingsOf(1)), { bearer }),
    ).toMatchObject({ status: 400 });
  });

  test('another data group’s bearer cannot set it', async () => {
    expect((await call(PUT, 'PUT', { bearer: other.device.bearer, body: await signingKey() })).status).toBe(
      404,
    );
  });

  test('anything but a public signing keyset is refused', async () => {
    const secret = keysetToJson(await generateSigningKeyset());
    const hybrid = keysetToJson(participant.publicKeyset);
    for (const body of [secret, hybrid, '{}', '[]', 'null', '{', '', `"${'x'.repeat(5_000)}"`]) {
      expect([400, 413]).toContain((await call(PUT, 'PUT', { body })).status);
    }
    expect((await call(PUT, 'PUT', { body: '{}', headers: { 'content-type': 'text/plain' } })).status).toBe(
      400,
    );
  });
});

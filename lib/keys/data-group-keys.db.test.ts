import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Principal } from '@/lib/authorization/question';
import { execute } from '@/lib/command';
import { fromUtf8, utf8 } from '@/lib/crypto/bytes';
import { keysetFromJson, keysetToJson } from '@/lib/crypto/keyset';
import { generateHybridKeyset } from '@/lib/crypto/keyset-generators';
import { newDek, openDek } from '@/lib/crypto/sealing';
import { testDatabase, type TestDatabase } from '@/lib/db/test-database';
import {
  again,
  insertEnrollment,
  insertPatient,
  type ManagementWorld,
  recordedBy,
  refusalOf,
} from '@/lib/organizations/management-world';
import { createDataGroupKey, openDataGroupKey, studyKeyAead, unwrapStudyKey } from './custody';
import { toWire } from './key-bundles';
import { createDataGroup, createStudyKey } from './key-commands';
import { keysForInviting, keysForPatientData } from './key-queries';
import { KeyWorld, throughJson } from './key-world';

let database: TestDatabase;
let world: KeyWorld;
let people: ManagementWorld;

beforeAll(async () => {
  database = await testDatabase();
  world = await KeyWorld.start(database);
  people = world.people;
});
afterAll(() => database.close());

async function enrolled() {
  const { studyId } = await world.keyedStudy();
  const patientId = await insertPatient(database.admin, people.organizationId);
  const enrollmentId = await insertEnrollment(database.admin, studyId, patientId, 'active');
  return { studyId, patientId, enrollmentId };
}

/** As a browser does it: from the server's answer, through the wire's form, with the member's own keys. */
async function dataGroupInput(who: Principal, enrollmentId: string) {
  const { sealed } = throughJson(await keysForInviting(people.member, enrollmentId));
  const studyKey = await studyKeyAead(await unwrapStudyKey(sealed[0]!, world.keysOf(who)));
  const dataGroupId = randomUUID();
  const key = await createDataGroupKey(studyKey, dataGroupId, 1);
  return { enrollmentId, dataGroupId, key: toWire(key) };
}

test('from a member’s browser to a viewer’s: what a phone sealed opens', async () => {
  const { studyId, patientId, enrollmentId } = await enrolled();
  const input = await dataGroupInput(people.member, enrollmentId);
  const asking = again(people.member);
  await execute(createDataGroup, asking, input);
  expect(await recordedBy(database.admin, asking.requestId)).toMatchObject([
    { action: 'data-group.created' },
  ]);

  const { dataGroupId } = input;
  const dek = await newDek(keysetFromJson(input.key.publicKeyset), randomUUID(), dataGroupId);
  const reading = again(people.viewer);
  const keys = throughJson(await keysForPatientData(reading, studyId, patientId));
  expect(await recordedBy(database.admin, reading.requestId)).toMatchObject([{ action: 'key.read' }]);
  expect(keys.dataGroupId).toBe(dataGroupId);
  const studyKey = await studyKeyAead(
    await unwrapStudyKey(keys.sealedStudyKeys[0]!, world.keysOf(people.viewer)),
  );
  const decrypter = await openDataGroupKey(studyKey, dataGroupId, keys.dataGroupKeys[0]!);
  const opening = await openDek(decrypter, dek.wrapped, dek.dekRef, dataGroupId);
  const id = randomUUID();
  expect(fromUtf8(await opening.open(id, await dek.seal(id, utf8('5.6'))))).toBe('5.6');
});

test('one for each enrollment, under the newest study key', async () => {
  const { studyId, enrollmentId } = await enrolled();
  const input = await dataGroupInput(people.member, enrollmentId);
  await execute(createDataGroup, people.member, input);
  expect((await keysForInviting(people.member, enrollmentId)).dataGroupId).toBe(input.dataGroupId);
  const second = { ...input, dataGroupId: randomUUID() };
  expect(await refusalOf(execute(createDataGroup, people.member, second))).toBe('CONFLICT');
  await execute(createStudyKey, people.manager, (await world.keyInput(studyId, 2)).input);
  const later = await insertEnrollment(
    database.admin,
    studyId,
    await insertPatient(database.admin, people.organizationId),
  );
  const old = { ...input, enrollmentId: later, dataGroupId: randomUUID() };
  expect(await refusalOf(execute(createDataGroup, people.member, old))).toBe('CONFLICT');
});

test('a private keyset is not taken for a public one', async () => {
  const { enrollmentId } = await enrolled();
  const input = await dataGroupInput(people.member, enrollmentId);
  const leaked = keysetToJson(await generateHybridKeyset());
  const attempt = execute(createDataGroup, people.member, {
    ...input,
    key: { ...input.key, publicKeyset: leaked },
  });
  expect(await refusalOf(attempt)).toBe('INVALID_INPUT');
});

test.each([
  ['viewer', ['FORBIDDEN', 'role-permission']],
  ['stranger', ['NOT_FOUND', 'organization-membership']],
  ['patient', ['NOT_FOUND', 'user-type']],
  ['superAdmin', ['NOT_FOUND', 'user-type']],
] as const)('%s makes none', async (who, refusal) => {
  const { enrollmentId } = await enrolled();
  const input = await dataGroupInput(people.member, enrollmentId);
  await world.expectRefusal(people[who], (principal) => execute(createDataGroup, principal, input), refusal);
});

test.each([
  ['stranger', ['NOT_FOUND', 'organization-membership']],
  ['patient', ['NOT_FOUND', 'user-type']],
  ['superAdmin', ['NOT_FOUND', 'user-type']],
] as const)('%s gets no keys to a patient’s data', async (who, refusal) => {
  const { studyId, patientId } = await enrolled();
  await world.expectRefusal(
    people[who],
    (principal) => keysForPatientData(principal, studyId, patientId),
    refusal,
  );
  await world.expectRefusal(
    people[who],
    (principal) => keysForPatientData(principal, studyId, randomUUID()),
    ['NOT_FOUND', 'organization-membership'],
  );
});

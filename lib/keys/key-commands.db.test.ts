import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { execute } from '@/lib/command';
import { keysetToJson } from '@/lib/crypto/keyset';
import { generateHybridKeyset } from '@/lib/crypto/keyset-generators';
import { testDatabase, type TestDatabase } from '@/lib/db/test-database';
import {
  again,
  insertPerson,
  insertStudy,
  type ManagementWorld,
  recordedBy,
  refusalOf,
} from '@/lib/organizations/management-world';
import { createUserKeys, wrapStudyKey } from './custody';
import { toWire } from './key-bundles';
import { createStudyKey, grantStudyKey, recordVaultAct, setUpUserKeys } from './key-commands';
import { colleaguesToSealFor, hasKeys, myKeys, waitingForKeysOf } from './key-queries';
import { KeyWorld, slotsFor, throughJson, withoutWrapper } from './key-world';

let database: TestDatabase;
let world: KeyWorld;
let people: ManagementWorld;

beforeAll(async () => {
  database = await testDatabase();
  world = await KeyWorld.start(database);
  people = world.people;
});
afterAll(() => database.close());

describe('own keys', () => {
  test('are stored once, come back to their owner, and each slot is on record', async () => {
    const newcomer = await insertPerson(database.admin, 'patient');
    expect(await hasKeys(newcomer)).toBe(false);
    const { record, requestId } = await world.setUp(newcomer);
    expect((await recordedBy(database.admin, requestId)).map(({ action }) => action)).toEqual([
      'key.created',
      'slot.added',
      'slot.added',
    ]);
    expect(await hasKeys(newcomer)).toBe(true);
    const reading = again(newcomer);
    const mine = throughJson(await myKeys(reading));
    expect(mine.record).toEqual(record);
    expect(mine.slots.map(({ kind }) => kind).sort()).toEqual(['passphrase', 'recovery']);
    expect(await recordedBy(database.admin, reading.requestId)).toMatchObject([{ action: 'slot.read' }]);
    expect(await refusalOf(world.setUp(newcomer))).toBe('CONFLICT');
  });

  test('nobody gets the slots of another', async () => {
    const other = await insertPerson(database.admin, 'practitioner');
    expect(await myKeys(other)).toEqual({ userId: other.userId, record: null, slots: [] });
  });

  test('a private keyset, other bytes and a missing passphrase slot are not taken', async () => {
    const person = await insertPerson(database.admin, 'practitioner');
    const made = await createUserKeys(person.userId);
    const slots = await slotsFor(person.userId, made.userMasterKey);
    const good = toWire({ record: { ...made.record, version: 1 as const }, slots });
    const leaked = keysetToJson(await generateHybridKeyset());
    const inputs = [
      { ...good, record: { ...good.record, encryptionPublicKeyset: leaked } },
      { ...good, record: { ...good.record, encryptionPublicKeyset: good.record.signingPublicKeyset } },
      { ...good, record: { ...good.record, signingPrivateBlob: 'AAA' } },
      { ...good, record: { ...good.record, signingPrivateBlob: '!'.repeat(100) } },
      { ...good, slots: [good.slots[1]] },
      { ...good, slots: [] },
    ];
    for (const input of inputs) {
      expect(await refusalOf(execute(setUpUserKeys, person, input))).toBe('INVALID_INPUT');
    }
    expect(await hasKeys(person)).toBe(false);
  });

  test('unlocking and locking are on record, with one’s own slot only', async () => {
    const { slots } = await myKeys(people.viewer);
    const slotId = slots[0]!.slotId;
    const unlocking = again(people.viewer);
    await execute(recordVaultAct, unlocking, { act: 'unlocked', slotId });
    await execute(recordVaultAct, unlocking, { act: 'locked' });
    expect((await recordedBy(database.admin, unlocking.requestId)).map(({ action }) => action)).toEqual([
      'vault.unlocked',
      'vault.locked',
    ]);
    const prying = again(people.member);
    expect(await refusalOf(execute(recordVaultAct, prying, { act: 'unlocked', slotId }))).toBe('NOT_FOUND');
    expect(await recordedBy(database.admin, prying.requestId)).toMatchObject([
      { action: 'access.refused', outcome: 'refused', layer: 'organization-membership' },
    ]);
  });
});

describe('study keys', () => {
  test('a manager’s key reaches every colleague, and each is named in the log', async () => {
    const studyId = await insertStudy(database.admin, people);
    const { input } = await world.keyInput(studyId);
    expect(input.wraps).toHaveLength(4); // manager, inherited manager, member, viewer; not the stranger
    const asking = again(people.manager);
    await execute(createStudyKey, asking, input);
    const actions = (await recordedBy(database.admin, asking.requestId)).map(({ action }) => action);
    expect(actions).toEqual(['key.created', 'key.wrapped', 'key.wrapped', 'key.wrapped', 'key.wrapped']);
    expect(await refusalOf(execute(createStudyKey, people.manager, input))).toBe('CONFLICT');
    expect(
      await refusalOf(execute(createStudyKey, people.manager, (await world.keyInput(studyId, 3)).input)),
    ).toBe('CONFLICT');
    await execute(createStudyKey, people.manager, (await world.keyInput(studyId, 2)).input);
  });

  test.each([
    ['viewer', ['FORBIDDEN', 'role-permission']],
    ['member', ['FORBIDDEN', 'role-permission']],
    ['stranger', ['NOT_FOUND', 'organization-membership']],
    ['patient', ['NOT_FOUND', 'user-type']],
    ['superAdmin', ['NOT_FOUND', 'user-type']],
  ] as const)('%s neither makes nor grants nor looks up colleagues', async (who, refusal) => {
    const { studyId } = await world.keyedStudy();
    const { input } = await world.keyInput(studyId);
    const wraps = input.wraps.map((wrap) => ({ ...wrap, epoch: 1 }));
    const { organizationId } = people;
    await world.expectRefusal(
      people[who],
      (principal) => execute(createStudyKey, principal, { ...input, epoch: 2 }),
      refusal,
    );
    await world.expectRefusal(
      people[who],
      (principal) => execute(grantStudyKey, principal, { studyId, wraps }),
      refusal,
    );
    await world.expectRefusal(
      people[who],
      (principal) => colleaguesToSealFor(principal, organizationId),
      refusal,
    );
    await world.expectRefusal(
      people[who],
      (principal) => waitingForKeysOf(principal, organizationId),
      refusal,
    );
  });

  test('is sealed for people with a role and their present key only, and its maker keeps a copy', async () => {
    const studyId = await insertStudy(database.admin, people);
    const { input } = await world.keyInput(studyId);
    const before = await world.counts();
    const isOwn = ({ memberUserId }: { memberUserId: string }) => memberUserId === people.manager.userId;
    const own = input.wraps.filter((wrap) => !isOwn(wrap));
    // Never the maker's own: without it the answer is another one.
    const [first] = own;
    const rest = input.wraps.filter((wrap) => wrap !== first);
    const attempts = [
      [[{ ...first!, memberUserId: people.stranger.userId }, ...rest], 'CONFLICT'],
      [[{ ...first!, memberKeyVersion: 2 }, ...rest], 'CONFLICT'],
      [[first!, ...input.wraps], 'INVALID_INPUT'],
      [own, 'INVALID_INPUT'],
    ] as const;
    for (const [wraps, code] of attempts) {
      expect(await refusalOf(execute(createStudyKey, people.manager, { ...input, wraps: [...wraps] }))).toBe(
        code,
      );
    }
    expect(await world.counts()).toEqual(before);
  });

  test('a colleague who sets up keys later waits until a manager shares', async () => {
    const { organizationId } = people;
    const { studyId, studyKey } = await world.keyedStudy();
    const late = await insertPerson(database.admin, 'practitioner', { organizationId, role: 'viewer' });
    await world.setUp(late);
    const before = await waitingForKeysOf(people.manager, organizationId);
    const waiting = before.find((study) => study.studyId === studyId)!.waiting;
    expect(waiting.map(({ userId }) => userId)).toEqual([late.userId]);
    const name = { organizationId, studyId, epoch: 1 };
    const wrap = await wrapStudyKey(studyKey, name, waiting[0]!, world.keysOf(people.manager));
    const given = { ...toWire(withoutWrapper(wrap)), epoch: 1 };
    expect(await execute(grantStudyKey, people.manager, { studyId, wraps: [given] })).toEqual({ added: 1 });
    expect(await execute(grantStudyKey, people.manager, { studyId, wraps: [given] })).toEqual({ added: 0 });
    const after = await waitingForKeysOf(people.manager, organizationId);
    expect(after.find((study) => study.studyId === studyId)).toBeUndefined();
    const unknown = { studyId, wraps: [{ ...given, epoch: 7 }] };
    expect(await refusalOf(execute(grantStudyKey, people.manager, unknown))).toBe('CONFLICT');
  });
});

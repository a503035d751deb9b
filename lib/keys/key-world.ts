import { expect } from 'vitest';
import type { Bytes } from '@/lib/crypto/bytes';
import type { Principal } from '@/lib/authorization/question';
import { execute } from '@/lib/command';
import type { TestDatabase } from '@/lib/db/test-database';
import {
  again,
  insertStudy,
  managementWorld,
  type ManagementWorld,
  recordedBy,
  refusalOf,
} from '@/lib/organizations/management-world';
import {
  createStudyKey as makeStudyKey,
  createUserKeys,
  type OpenedUserKeys,
  type StudyKeyWrap,
  wrapStudyKey,
} from './custody';
import { fromWire, toWire, type Wire } from './key-bundles';
import { createStudyKey, setUpUserKeys } from './key-commands';
import { colleaguesToSealFor } from './key-queries';
import { recoverySlot } from './unlock-slots';

/** A slot whose derivation costs nothing, standing where a passphrase's would. */
export async function slotsFor(userId: string, userMasterKey: Bytes) {
  const { slot } = await recoverySlot(userId, userMasterKey);
  return [{ ...slot, kind: 'passphrase' as const }, slot];
}

/** The people of the management tests, with keys, and what their browsers do with them. */
export class KeyWorld {
  readonly #opened = new Map<string, OpenedUserKeys>();

  private constructor(
    private readonly database: TestDatabase,
    readonly people: ManagementWorld,
  ) {}

  static async start(database: TestDatabase): Promise<KeyWorld> {
    const people = await managementWorld(database.admin);
    const world = new KeyWorld(database, people);
    const { manager, headManager, member, viewer, stranger } = people;
    for (const who of [manager, headManager, member, viewer, stranger]) await world.setUp(who);
    return world;
  }

  async setUp(principal: Principal) {
    const made = await createUserKeys(principal.userId);
    const slots = await slotsFor(principal.userId, made.userMasterKey);
    const record = { ...made.record, version: 1 as const };
    const asking = again(principal);
    await execute(setUpUserKeys, asking, toWire({ record, slots }));
    this.#opened.set(principal.userId, made.opened);
    return { ...made, requestId: asking.requestId };
  }

  keysOf({ userId }: Principal): OpenedUserKeys {
    const keys = this.#opened.get(userId);
    if (!keys) throw new Error('nobody who has keys');
    return keys;
  }

  /** A new key for every colleague, as the manager's browser sends it. */
  async keyInput(studyId: string, epoch = 1) {
    const { manager, organizationId } = this.people;
    const { studyKey, commitment } = await makeStudyKey();
    const members = await colleaguesToSealFor(manager, organizationId);
    const name = { organizationId, studyId, epoch };
    const wraps = await Promise.all(
      members.map((member) => wrapStudyKey(studyKey, name, member, this.keysOf(manager))),
    );
    return { studyKey, input: toWire({ studyId, epoch, commitment, wraps: wraps.map(withoutWrapper) }) };
  }

  async keyedStudy() {
    const studyId = await insertStudy(this.database.admin, this.people);
    const { studyKey, input } = await this.keyInput(studyId);
    await execute(createStudyKey, this.people.manager, input);
    return { studyId, studyKey };
  }

  async counts() {
    const { rows } = await this.database.admin.query<Record<string, string>>(
      `SELECT (SELECT count(*) FROM user_key) AS user_keys, (SELECT count(*) FROM unlock_slot) AS slots,
              (SELECT count(*) FROM study_key) AS study_keys, (SELECT count(*) FROM study_key_wrap) AS wraps,
              (SELECT count(*) FROM data_group) AS groups, (SELECT count(*) FROM data_group_key) AS group_keys`,
    );
    return rows[0];
  }

  /** Refused with that code at that layer, on record, and nothing changed. */
  async expectRefusal(
    who: Principal,
    act: (principal: Principal) => Promise<unknown>,
    [code, layer]: readonly [string, string],
  ) {
    const before = await this.counts();
    const asking = again(who);
    expect(await refusalOf(act(asking))).toBe(code);
    expect(await recordedBy(this.database.admin, asking.requestId)).toMatchObject([
      { action: 'access.refused', outcome: 'refused', layer },
    ]);
    expect(await this.counts()).toEqual(before);
  }
}

export function withoutWrapper({
  memberUserId,
  memberKeyVersion,
  wrappedBlob,
  wrapperSignature,
}: StudyKeyWrap) {
  return { memberUserId, memberKeyVersion, wrappedBlob, wrapperSignature };
}

/** As a browser gets it. */
export function throughJson<T>(value: T): T {
  return fromWire<T>(JSON.parse(JSON.stringify(toWire(value))) as Wire<T>);
}

import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Bytes } from '@/lib/crypto/bytes';
import { keysetFromJson } from '@/lib/crypto/keyset';
import { newDek, openDek } from '@/lib/crypto/sealing';
import {
  createDataGroupKey,
  createStudyKey,
  createUserKeys,
  openDataGroupKey,
  openUserKeys,
  type SealedStudyKey,
  studyKeyAead,
  type StudyMember,
  unwrapStudyKey,
  wrapStudyKey,
} from './custody';

const changed = (bytes: Bytes, at = bytes.length - 1): Bytes => {
  const copy = bytes.slice();
  copy[at]! ^= 1;
  return copy;
};
const fails = (code: string) => ({ name: 'CustodyError', code });

async function expectEachToFail(attempts: Promise<unknown>[], code: string) {
  for (const outcome of await Promise.allSettled(attempts)) {
    expect(outcome).toMatchObject({ status: 'rejected', reason: fails(code) });
  }
}

async function person() {
  const userId = randomUUID();
  const keys = await createUserKeys(userId);
  const member: StudyMember = {
    userId,
    keyVersion: 1,
    encryptionPublicKeyset: keys.record.encryptionPublicKeyset,
  };
  return { userId, member, ...keys };
}

describe('user keys', () => {
  test('open with their master key', async () => {
    const { userId, userMasterKey, record } = await person();
    await expect(openUserKeys(userMasterKey, userId, record)).resolves.toMatchObject({ userId, version: 1 });
  });

  test('the record holds no private key', async () => {
    const { record } = await person();
    expect(record.encryptionPublicKeyset).not.toContain('Private');
    expect(record.signingPublicKeyset).not.toContain('Private');
  });

  test('do not open for another user, version, key or byte, nor with exchanged halves', async () => {
    const { userId, userMasterKey, record } = await person();
    const other = await person();
    const swapped = {
      ...record,
      encryptionPrivateBlob: record.signingPrivateBlob,
      signingPrivateBlob: record.encryptionPrivateBlob,
    };
    const attempts = [
      openUserKeys(userMasterKey, other.userId, record),
      openUserKeys(userMasterKey, userId, { ...record, version: 2 }),
      openUserKeys(other.userMasterKey, userId, record),
      openUserKeys(userMasterKey, userId, {
        ...record,
        signingPrivateBlob: changed(record.signingPrivateBlob),
      }),
      openUserKeys(userMasterKey, userId, swapped),
    ];
    await expectEachToFail(attempts, 'damaged-keys');
  });

  test('a published key that the server replaced is noticed', async () => {
    const { userId, userMasterKey, record } = await person();
    const { record: foreign } = await person();
    for (const name of ['encryptionPublicKeyset', 'signingPublicKeyset'] as const) {
      const replaced = openUserKeys(userMasterKey, userId, { ...record, [name]: foreign[name] });
      await expect(replaced).rejects.toMatchObject(fails('damaged-keys'));
    }
  });
});

describe('study keys', () => {
  async function sealedStudyKey() {
    const manager = await person();
    const viewer = await person();
    const name = { organizationId: randomUUID(), studyId: randomUUID(), epoch: 1 };
    const { studyKey, commitment } = await createStudyKey();
    const { wrappedBlob, wrapperSignature } = await wrapStudyKey(
      studyKey,
      name,
      viewer.member,
      manager.opened,
    );
    const wrapperSigningKeyset = manager.record.signingPublicKeyset;
    const sealed: SealedStudyKey = {
      ...name,
      wrappedBlob,
      wrapperSignature,
      wrapperSigningKeyset,
      commitment,
    };
    return { manager, viewer, name, studyKey, sealed };
  }

  test('reach the member they were sealed for', async () => {
    const { viewer, studyKey, sealed } = await sealedStudyKey();
    expect(await unwrapStudyKey(sealed, viewer.opened)).toEqual(studyKey);
  });

  test('reach nobody else', async () => {
    const { manager, sealed } = await sealedStudyKey();
    // The context names the member, so the signature already does not fit another one.
    await expect(unwrapStudyKey(sealed, manager.opened)).rejects.toMatchObject(fails('forged-wrap'));
    const impostor = { ...manager.opened, userId: (await sealedStudyKey()).viewer.userId };
    await expect(unwrapStudyKey(sealed, impostor)).rejects.toMatchObject(fails('forged-wrap'));
  });

  test('a wrap that is signed for the member but sealed to another key is no key', async () => {
    const { manager, viewer, name, studyKey, sealed } = await sealedStudyKey();
    const confused = { ...viewer.member, encryptionPublicKeyset: manager.record.encryptionPublicKeyset };
    const wrap = await wrapStudyKey(studyKey, name, confused, manager.opened);
    const attempt = unwrapStudyKey({ ...sealed, ...wrap }, viewer.opened);
    await expect(attempt).rejects.toMatchObject(fails('no-key'));
  });

  test.each(['organizationId', 'studyId'] as const)('do not open as those of another %s', async (part) => {
    const { viewer, sealed } = await sealedStudyKey();
    const moved = unwrapStudyKey({ ...sealed, [part]: randomUUID() }, viewer.opened);
    await expect(moved).rejects.toMatchObject(fails('forged-wrap'));
  });

  test('do not open as those of another epoch', async () => {
    const { viewer, sealed } = await sealedStudyKey();
    const moved = unwrapStudyKey({ ...sealed, epoch: 2 }, viewer.opened);
    await expect(moved).rejects.toMatchObject(fails('forged-wrap'));
  });

  test('a signature of somebody else, an altered one and an altered wrap are forged', async () => {
    const { viewer, sealed } = await sealedStudyKey();
    const stranger = await person();
    const forgeries = [
      { wrapperSigningKeyset: stranger.record.signingPublicKeyset },
      { wrapperSigningKeyset: 'not a keyset' },
      { wrapperSignature: changed(sealed.wrapperSignature) },
      { wrappedBlob: changed(sealed.wrappedBlob) },
    ];
    for (const forgery of forgeries) {
      const attempt = unwrapStudyKey({ ...sealed, ...forgery }, viewer.opened);
      await expect(attempt).rejects.toMatchObject(fails('forged-wrap'));
    }
  });

  test('a key that is not the committed one is refused', async () => {
    const { manager, viewer, name, sealed } = await sealedStudyKey();
    const other = await createStudyKey();
    const wrap = await wrapStudyKey(other.studyKey, name, viewer.member, manager.opened);
    const attempts = [
      unwrapStudyKey({ ...sealed, ...wrap }, viewer.opened),
      unwrapStudyKey({ ...sealed, commitment: changed(sealed.commitment) }, viewer.opened),
    ];
    await expectEachToFail(attempts, 'replaced-study-key');
  });
});

describe('data group keys', () => {
  async function dataGroup() {
    const studyKey = await studyKeyAead((await createStudyKey()).studyKey);
    const dataGroupId = randomUUID();
    return { studyKey, dataGroupId, record: await createDataGroupKey(studyKey, dataGroupId, 1) };
  }

  test('open what a phone sealed with the public half', async () => {
    const { studyKey, dataGroupId, record } = await dataGroup();
    const dek = await newDek(keysetFromJson(record.publicKeyset), randomUUID(), dataGroupId);
    const id = randomUUID();
    const content = await dek.seal(id, new TextEncoder().encode('{"value":5.6}'));
    const decrypter = await openDataGroupKey(studyKey, dataGroupId, record);
    const opening = await openDek(decrypter, dek.wrapped, dek.dekRef, dataGroupId);
    expect(new TextDecoder().decode(await opening.open(id, content))).toBe('{"value":5.6}');
  });

  test('are bound to study key, data group, key id and epoch, and to their public half', async () => {
    const { studyKey, dataGroupId, record } = await dataGroup();
    const other = await dataGroup();
    const attempts = [
      openDataGroupKey(other.studyKey, dataGroupId, record),
      openDataGroupKey(studyKey, other.dataGroupId, record),
      openDataGroupKey(studyKey, dataGroupId, { ...record, tinkKeyId: other.record.tinkKeyId }),
      openDataGroupKey(studyKey, dataGroupId, { ...record, epoch: 2 }),
      openDataGroupKey(studyKey, dataGroupId, { ...record, privateBlob: changed(record.privateBlob) }),
      openDataGroupKey(studyKey, dataGroupId, { ...record, publicKeyset: other.record.publicKeyset }),
    ];
    await expectEachToFail(attempts, 'damaged-data-group-key');
  });
});

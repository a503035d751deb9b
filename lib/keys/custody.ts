import { type Aead, aead, aeadOfRawKey } from '@/lib/crypto/aead';
import { type Bytes, equalBytes } from '@/lib/crypto/bytes';
import { dataGroupKey, studyKey as studyKeyContext, studyKeyWrap, userKey } from '@/lib/crypto/context';
import { type HybridDecrypter, hybridDecrypter, hybridEncrypter } from '@/lib/crypto/hybrid';
import { signWrap, studyKeyCommitment, unwrapKeyset, verifyWrap, wrapKeyset } from '@/lib/crypto/keys';
import {
  type Keyset,
  keysetFromBinary,
  keysetFromJson,
  keysetToBinary,
  keysetToJson,
  primaryKeyId,
  publicKeysetOf,
} from '@/lib/crypto/keyset';
import {
  generateAeadKeyset,
  generateHybridKeyset,
  generateSigningKeyset,
} from '@/lib/crypto/keyset-generators';
import { type Signer, signer, verifier } from '@/lib/crypto/signature';
import { webcrypto } from '@/lib/crypto/webcrypto-backend';
import { CustodyError, type CustodyErrorCode } from './custody-error';

/**
 * Who holds which key, as functions without state. The vault worker runs them in the browser and the demo seed
 * runs them for its made-up people; nothing else may, because their arguments are the secrets themselves.
 *
 * ```
 * user master key (AES-256) ─▶ the user's encryption and signing keysets
 * member's encryption keyset ─▶ study key (AES-256 keyset), one for each epoch, signed by whoever sealed it
 * study key ─▶ data group's private keyset ─▶ DEKs ─▶ observations (lib/crypto/sealing.ts)
 * ```
 */

/** What the server keeps of a person's keys: public keysets as Tink JSON, and two blobs it cannot open. */
export type UserKeyRecord = {
  version: number;
  encryptionPublicKeyset: string;
  signingPublicKeyset: string;
  encryptionPrivateBlob: Bytes;
  signingPrivateBlob: Bytes;
};

/** A person's keys in use: handles that open and sign, from which no key bytes come back. */
export type OpenedUserKeys = {
  userId: string;
  version: number;
  decrypter: HybridDecrypter;
  signer: Signer;
};

/** A new person's keys. The master key's bytes exist only until they are in unlock slots. */
export async function createUserKeys(
  userId: string,
  version = 1,
): Promise<{ userMasterKey: Bytes; record: UserKeyRecord; opened: OpenedUserKeys }> {
  const userMasterKey = webcrypto.randomBytes(32);
  const master = await aeadOfRawKey(userMasterKey);
  const encryption = await generateHybridKeyset();
  const signing = await generateSigningKeyset();
  const record = {
    version,
    encryptionPublicKeyset: keysetToJson(publicKeysetOf(encryption)),
    signingPublicKeyset: keysetToJson(publicKeysetOf(signing)),
    encryptionPrivateBlob: await wrapKeyset(master, encryption, userKey(userId, 'enc', version)),
    signingPrivateBlob: await wrapKeyset(master, signing, userKey(userId, 'sig', version)),
  };
  return { userMasterKey, record, opened: await openUserKeys(userMasterKey, userId, record) };
}

/**
 * A person's keys from the record, after their master key came out of a slot.
 * @throws CustodyError `damaged-keys`, also when the published halves are not those of the private keys
 */
export async function openUserKeys(
  userMasterKey: Bytes,
  userId: string,
  record: UserKeyRecord,
): Promise<OpenedUserKeys> {
  const { version } = record;
  return orFail('damaged-keys', async () => {
    const master = await aeadOfRawKey(userMasterKey);
    const encryption = await unwrapKeyset(
      master,
      record.encryptionPrivateBlob,
      userKey(userId, 'enc', version),
    );
    const signing = await unwrapKeyset(master, record.signingPrivateBlob, userKey(userId, 'sig', version));
    requirePublicHalf(encryption, record.encryptionPublicKeyset);
    requirePublicHalf(signing, record.signingPublicKeyset);
    return { userId, version, decrypter: await hybridDecrypter(encryption), signer: await signer(signing) };
  });
}

/** Which study key is meant. */
export type StudyKeyName = { organizationId: string; studyId: string; epoch: number };
/** Whom it is sealed for. */
export type StudyMember = { userId: string; keyVersion: number; encryptionPublicKeyset: string };

/** A study key sealed for one member, and who sealed it. */
export type StudyKeyWrap = {
  memberUserId: string;
  memberKeyVersion: number;
  wrappedBlob: Bytes;
  wrapperUserId: string;
  wrapperKeyVersion: number;
  wrapperSignature: Bytes;
};

/** A fresh study key as the bytes that are sealed for its members, and the commitment everyone checks it by. */
export async function createStudyKey(): Promise<{ studyKey: Bytes; commitment: Bytes }> {
  const studyKey = keysetToBinary(await generateAeadKeyset());
  return { studyKey, commitment: await studyKeyCommitment(studyKey) };
}

export async function wrapStudyKey(
  studyKey: Bytes,
  { organizationId, studyId, epoch }: StudyKeyName,
  member: StudyMember,
  wrapper: OpenedUserKeys,
): Promise<StudyKeyWrap> {
  const name = [organizationId, studyId, epoch, member.userId] as const;
  const encrypter = await hybridEncrypter(keysetFromJson(member.encryptionPublicKeyset));
  const wrappedBlob = await encrypter.encrypt(studyKey, studyKeyContext(...name));
  return {
    memberUserId: member.userId,
    memberKeyVersion: member.keyVersion,
    wrappedBlob,
    wrapperUserId: wrapper.userId,
    wrapperKeyVersion: wrapper.version,
    wrapperSignature: await signWrap(wrapper.signer, wrappedBlob, studyKeyWrap(...name)),
  };
}

/** What a member needs to open a study key: the wrap, and what it is checked against. */
export type SealedStudyKey = StudyKeyName & {
  wrappedBlob: Bytes;
  wrapperSignature: Bytes;
  wrapperSigningKeyset: string;
  commitment: Bytes;
};

/**
 * The study key's bytes, to seal for one more member or to use through `studyKeyAead`.
 * @throws CustodyError `forged-wrap`, `no-key`, `replaced-study-key`
 */
export async function unwrapStudyKey(sealed: SealedStudyKey, member: OpenedUserKeys): Promise<Bytes> {
  const name = [sealed.organizationId, sealed.studyId, sealed.epoch, member.userId] as const;
  const isSigned = await orFail('forged-wrap', async () => {
    const wrapper = await verifier(keysetFromJson(sealed.wrapperSigningKeyset));
    return verifyWrap(wrapper, sealed.wrapperSignature, sealed.wrappedBlob, studyKeyWrap(...name));
  });
  if (!isSigned) throw new CustodyError('forged-wrap');
  const studyKey = await orFail('no-key', () =>
    member.decrypter.decrypt(sealed.wrappedBlob, studyKeyContext(...name)),
  );
  if (!equalBytes(await studyKeyCommitment(studyKey), sealed.commitment)) {
    throw new CustodyError('replaced-study-key');
  }
  return studyKey;
}

/** The study key in use. @throws CryptoError for bytes that are no AES256_GCM keyset */
export function studyKeyAead(studyKey: Bytes): Promise<Aead> {
  return aead(keysetFromBinary(studyKey));
}

/** One key of a data group as the server keeps it. */
export type DataGroupKeyRecord = {
  tinkKeyId: number;
  epoch: number;
  publicKeyset: string;
  privateBlob: Bytes;
};

/** A data group's key pair: the public half for phones, the private half under the study key of an epoch. */
export async function createDataGroupKey(
  studyKey: Aead,
  dataGroupId: string,
  epoch: number,
): Promise<DataGroupKeyRecord> {
  const keyset = await generateHybridKeyset();
  const tinkKeyId = primaryKeyId(keyset);
  return {
    tinkKeyId,
    epoch,
    publicKeyset: keysetToJson(publicKeysetOf(keyset)),
    privateBlob: await wrapKeyset(studyKey, keyset, dataGroupKey(dataGroupId, tinkKeyId, epoch)),
  };
}

/** What opens the DEKs of a data group. @throws CustodyError `damaged-data-group-key` */
export function openDataGroupKey(
  studyKey: Aead,
  dataGroupId: string,
  { tinkKeyId, epoch, publicKeyset, privateBlob }: DataGroupKeyRecord,
): Promise<HybridDecrypter> {
  return orFail('damaged-data-group-key', async () => {
    const keyset = await unwrapKeyset(studyKey, privateBlob, dataGroupKey(dataGroupId, tinkKeyId, epoch));
    requirePublicHalf(keyset, publicKeyset);
    return hybridDecrypter(keyset);
  });
}

/** A server that swaps a published key for its own would read what is sealed from then on; the owner notices here. */
function requirePublicHalf(privateKeyset: Keyset, publicJson: string): void {
  const isSame = keysetToJson(publicKeysetOf(privateKeyset)) === keysetToJson(keysetFromJson(publicJson));
  if (!isSame) throw new Error('the published key is another one');
}

async function orFail<R>(code: CustodyErrorCode, work: () => Promise<R>): Promise<R> {
  try {
    return await work();
  } catch {
    throw new CustodyError(code);
  }
}

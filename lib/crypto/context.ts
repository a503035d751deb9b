import { type Bytes, utf8 } from './bytes';
import { CryptoError } from './crypto-error';

/**
 * What a ciphertext, a derived key or a signature is bound to. ASCII `wk1|purpose|part|part...`; no part
 * may hold the separator, so two different lists of parts never give the same bytes. "wk1" is the
 * version of this list.
 */
const PART = /^[!-{}~]+$/; // visible ASCII but `|`

function context(purpose: string, ...parts: readonly (string | number)[]): Bytes {
  const texts = parts.map((part) => {
    const text = String(part);
    const isCount = typeof part !== 'number' || (Number.isSafeInteger(part) && part >= 0);
    if (!PART.test(text) || !isCount) throw new CryptoError('invalid-argument', 'not a context part');
    return text;
  });
  return utf8(['wk1', purpose, ...texts].join('|'));
}

export type UnlockSlotKind = 'passphrase' | 'prf' | 'recovery';

/** AES-GCM associated data of a user's private keyset under the user master key. */
export const userKey = (userId: string, use: 'enc' | 'sig', version: number) =>
  context('uk', userId, use, version);

/** Associated data of the user master key in an unlock slot; `kdfHash` is the SHA-256 of its kdf_json in hex. */
export const unlockSlot = (userId: string, kind: UnlockSlotKind, kdfHash: string) =>
  context('umk', userId, kind, kdfHash);

/** HKDF info for the slot key made of a passkey's PRF output. */
export const prfSlotKey = (userId: string) => context('slot', 'prf', userId);

/** HKDF info for the slot key made of a recovery code. */
export const recoverySlotKey = (userId: string) => context('slot', 'recovery', userId);

/** ECIES context of a study key sealed for one member. */
export const studyKey = (organizationId: string, studyId: string, epoch: number, memberId: string) =>
  context('sk', organizationId, studyId, epoch, memberId);

/** Signed beside the hash of such a sealed study key: who gave which key to whom. */
export const studyKeyWrap = (organizationId: string, studyId: string, epoch: number, memberId: string) =>
  context('skw', organizationId, studyId, epoch, memberId);

/** In front of the study key's bytes in its commitment: `wk1|skc|`, with the separator at the end. */
export const studyKeyCommitment = () => utf8('wk1|skc|');

/** ECIES context of an organization's signing keyset sealed for one manager. */
export const organizationKey = (organizationId: string, keyId: number, memberId: string) =>
  context('ok', organizationId, keyId, memberId);

/** Associated data of a data group's private keyset under the study key of an epoch. */
export const dataGroupKey = (dataGroupId: string, keyId: number, epoch: number) =>
  context('dg', dataGroupId, keyId, epoch);

/** Signed with the hash of a data group's public keyset: the statement that the phone checks. */
export const dataGroupKeyStatement = (dataGroupId: string, keyId: number) =>
  context('dgs', dataGroupId, keyId);

/** Associated data of the pack of DEKs that a browser leaves behind after the first opening. */
export const dekPack = (dataGroupId: string, epoch: number) => context('dp', dataGroupId, epoch);

/** In front of the manifest's hash in a batch signature: `wk1|manifest|`, with the separator at the end. */
export const manifestSignature = () => utf8('wk1|manifest|');

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** @throws CryptoError `invalid-argument` */
export function requireUuid(id: string): string {
  if (!UUID.test(id)) throw new CryptoError('invalid-argument', 'not a UUID');
  return id;
}

/**
 * ECIES context of a wrapped DEK: both ids one after the other, as CommonHealth Cloud Storage has it.
 * Without a separator this is unambiguous only because both have 36 characters. Letter case counts: the
 * ids are the bytes that the sender wrote.
 * @throws CryptoError `invalid-argument`
 */
export const dekContext = (dekRef: string, dataGroupId: string) =>
  utf8(requireUuid(dekRef) + requireUuid(dataGroupId));

/** Associated data of an observation's content: its client observation id. @throws CryptoError `invalid-argument` */
export const observationContext = (clientObservationId: string) => utf8(requireUuid(clientObservationId));

import { type Bytes, fromBase64Url, toBase64Url } from '@/lib/crypto/bytes';
import type { DataGroupKeyRecord, SealedStudyKey, StudyMember, UserKeyRecord } from './custody';
import type { UnlockSlot } from './unlock-slots';

/** A slot as the server keeps it. */
export type StoredSlot = UnlockSlot & { slotId: string };

/** What a person's own browser needs to unlock: nothing of it opens without a secret. */
export type MyKeys = { userId: string; record: UserKeyRecord | null; slots: StoredSlot[] };

/** A study key that the caller holds a wrap of, by epoch, for making and opening data groups. */
export type MyStudyKeys = { organizationId: string; studyId: string; sealed: SealedStudyKey[] };

/** Everyone with a role in an organization who has keys. */
export type Colleague = StudyMember & { name: string };

/** Who cannot open a study's readings yet although their role lets them. */
export type WaitingForKey = { studyId: string; studyName: string; waiting: Colleague[] };

/** What opens one patient's readings in one study. */
export type PatientDataKeys = {
  organizationId: string;
  studyId: string;
  patientId: string;
  dataGroupId: string | null;
  sealedStudyKeys: SealedStudyKey[];
  dataGroupKeys: DataGroupKeyRecord[];
  /** Devices that ever uploaded: what their batches' signatures are checked with. */
  devices: { deviceId: string; signingPublicKeyset: string }[];
};

/** The same value as JSON carries it: every byte string as base64url. */
export type Wire<T> = T extends Bytes
  ? string
  : T extends readonly (infer Item)[]
    ? Wire<Item>[]
    : T extends object
      ? { [Name in keyof T]: Wire<T[Name]> }
      : T;

// JSON does not say which texts are bytes, so the names do. The test walks every bundle through both ways.
const BYTE_FIELDS = new Set([
  'encryptionPrivateBlob',
  'signingPrivateBlob',
  'wrappedUserMasterKey',
  'wrappedBlob',
  'wrapperSignature',
  'commitment',
  'privateBlob',
]);

export function toWire<T>(value: T): Wire<T> {
  return walk(value, (field) => (field instanceof Uint8Array ? toBase64Url(field) : field)) as Wire<T>;
}

/** @throws CryptoError `malformed-encoding` */
export function fromWire<T>(wire: Wire<T>): T {
  return walk(wire, (field, name) =>
    typeof field === 'string' && BYTE_FIELDS.has(name) ? fromBase64Url(field) : field,
  ) as T;
}

function walk(value: unknown, leaf: (value: unknown, name: string) => unknown, name = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => walk(item, leaf, name));
  if (typeof value === 'object' && value !== null && !(value instanceof Uint8Array)) {
    return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, walk(field, leaf, key)]));
  }
  return leaf(value, name);
}

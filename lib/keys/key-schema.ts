import { z } from 'zod';
import { fromBase64Url } from '@/lib/crypto/bytes';
import { keysetFromJson, keyTypeOf } from '@/lib/crypto/keyset';
import type { KeyType } from '@/lib/crypto/key-material';

/** Bytes as base64url in its one form. What they are the server cannot know; that they are few, it can. */
function bytes(least: number, most: number) {
  return z
    .string()
    .max(Math.ceil((most * 4) / 3))
    .refine((text) => {
      const length = decodedLength(text);
      return length >= least && length <= most;
    }, 'Not the expected bytes.');
}

function decodedLength(text: string): number {
  try {
    return fromBase64Url(text).length;
  } catch {
    return -1;
  }
}

/** A Tink JSON keyset with public keys only: a private one sent by mistake must not be stored. */
function publicKeyset(type: KeyType) {
  return z
    .string()
    .max(4000)
    .refine((text) => isKeysetOf(type, text), 'Not a public keyset of the expected kind.');
}

function isKeysetOf(type: KeyType, text: string): boolean {
  try {
    return keyTypeOf(keysetFromJson(text)) === type;
  } catch {
    return false;
  }
}

const ENCRYPTION_KEYSET = publicKeyset('EciesAeadHkdfPublicKey');
const PrivateBlob = bytes(60, 2000);
const WrappedStudyKey = bytes(150, 1000);
const Signature = bytes(40, 200);
const Id = z.uuid().lowercase();
const Version = z.int().min(1).max(1000);
const Epoch = z.int().min(1).max(10_000);

const Slot = z.strictObject({
  kind: z.enum(['passphrase', 'recovery']),
  kdf: z.string().min(2).max(300),
  wrappedUserMasterKey: bytes(60, 60),
});

export const SetUpUserKeys = z.strictObject({
  record: z.strictObject({
    version: z.literal(1),
    encryptionPublicKeyset: ENCRYPTION_KEYSET,
    signingPublicKeyset: publicKeyset('EcdsaPublicKey'),
    encryptionPrivateBlob: PrivateBlob,
    signingPrivateBlob: PrivateBlob,
  }),
  slots: z
    .array(Slot)
    .min(1)
    .max(2)
    .refine(
      ([first, second]) => first?.kind === 'passphrase' && second?.kind !== 'passphrase',
      'One of each.',
    ),
});

const Wrap = z.strictObject({
  memberUserId: Id,
  memberKeyVersion: Version,
  wrappedBlob: WrappedStudyKey,
  wrapperSignature: Signature,
});
export type Wrap = z.output<typeof Wrap>;

const once = (wraps: { memberUserId: string; epoch?: number }[]) =>
  new Set(wraps.map(({ memberUserId, epoch }) => `${memberUserId}|${epoch ?? 0}`)).size === wraps.length;

export const CreateStudyKey = z.strictObject({
  studyId: Id,
  epoch: Epoch,
  commitment: bytes(32, 32),
  wraps: z.array(Wrap).min(1).max(500).refine(once, 'A member comes twice.'),
});

export const GrantStudyKey = z.strictObject({
  studyId: Id,
  wraps: z
    .array(z.strictObject({ ...Wrap.shape, epoch: Epoch }))
    .min(1)
    .max(500)
    .refine(once, 'A member comes twice.'),
});

export const CreateDataGroup = z.strictObject({
  enrollmentId: Id,
  dataGroupId: Id,
  key: z.strictObject({
    tinkKeyId: z.int().min(1).max(0xffffffff),
    epoch: Epoch,
    publicKeyset: ENCRYPTION_KEYSET,
    privateBlob: PrivateBlob,
  }),
});

export const RecordVaultAct = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('unlocked'), slotId: Id }),
  z.strictObject({ act: z.literal('locked') }),
]);

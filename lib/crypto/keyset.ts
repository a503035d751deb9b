import { type Bytes, concat, fromBase64, fromUtf8, toBase64, utf8 } from './bytes';
import { CryptoError } from './crypto-error';
import {
  type KeyMaterial,
  type KeyType,
  publicMaterialOf,
  readKeyMaterial,
  TYPE_URL_PREFIX,
  writeKeyMaterial,
} from './key-material';
import { bytesField, readMessage, uintField } from './proto-wire';
import { membersOf, parseStrictJson } from './strict-json';

// Enumerations of Tink's proto/tink.proto; index = wire value. WITH_ID_REQUIREMENT (5) is not for these types.
const STATUSES = [undefined, 'ENABLED', 'DISABLED', 'DESTROYED'] as const;
const OUTPUT_PREFIX_TYPES = [undefined, 'TINK', 'LEGACY', 'RAW', 'CRUNCHY'] as const;
const MATERIAL_TYPES = [undefined, 'SYMMETRIC', 'ASYMMETRIC_PRIVATE', 'ASYMMETRIC_PUBLIC'] as const;

type Name<List extends readonly (string | undefined)[]> = NonNullable<List[number]>;
export type KeyStatus = Name<typeof STATUSES>;
export type OutputPrefixType = Name<typeof OUTPUT_PREFIX_TYPES>;

const MATERIAL_TYPE_OF: Readonly<Record<KeyType, Name<typeof MATERIAL_TYPES>>> = {
  AesGcmKey: 'SYMMETRIC',
  EciesAeadHkdfPrivateKey: 'ASYMMETRIC_PRIVATE',
  EcdsaPrivateKey: 'ASYMMETRIC_PRIVATE',
  EciesAeadHkdfPublicKey: 'ASYMMETRIC_PUBLIC',
  EcdsaPublicKey: 'ASYMMETRIC_PUBLIC',
};

export interface KeysetKey {
  /** Unsigned 32 bits, not 0. */
  readonly keyId: number;
  readonly status: KeyStatus;
  readonly outputPrefixType: OutputPrefixType;
  readonly material: KeyMaterial;
}

/**
 * A Tink keyset after reading: frozen, at least one key, all of one type, ids unique, the primary among
 * them and enabled. It holds key bytes; the handles of hybrid.ts, aead.ts and signature.ts do not.
 */
export interface Keyset {
  readonly primaryKeyId: number;
  readonly keys: readonly KeysetKey[];
}

const malformed = (why: string) => new CryptoError('malformed-keyset', why);

/** The rules of Keyset, whatever form it came in. @throws CryptoError */
function keysetOf(primaryKeyId: number, keys: readonly KeysetKey[]): Keyset {
  const ids = new Set(keys.map((key) => key.keyId));
  if (ids.has(0) || ids.size !== keys.length) throw malformed('key ids are missing or not unique');
  const primary = keys.find((key) => key.keyId === primaryKeyId);
  if (primary?.status !== 'ENABLED') throw malformed('the primary key is missing or not enabled');
  if (keys.some((key) => key.material.type !== primary.material.type)) {
    throw new CryptoError('unsupported-keyset', 'keys of different types in one keyset');
  }
  for (const key of keys) {
    Object.freeze(key.material);
    Object.freeze(key);
  }
  return Object.freeze({ primaryKeyId, keys: Object.freeze([...keys]) });
}

/** What both forms say about a key, before it is understood. */
interface RawKey {
  readonly typeUrl: string;
  readonly value: Bytes;
  readonly materialType: string | undefined;
  readonly status: KeyStatus | undefined;
  readonly keyId: number;
  readonly outputPrefixType: OutputPrefixType | undefined;
}

function keyOf({ typeUrl, value, materialType, status, keyId, outputPrefixType }: RawKey): KeysetKey {
  if (status === undefined || outputPrefixType === undefined) {
    throw new CryptoError('unsupported-keyset', 'unknown status or output prefix type');
  }
  const material = readKeyMaterial(typeUrl, value);
  if (materialType !== MATERIAL_TYPE_OF[material.type])
    throw malformed('type URL and material type disagree');
  return { keyId, status, outputPrefixType, material };
}

/**
 * Serialized `google.crypto.tink.Keyset { primary_key_id = 1; key = 2 }`, with
 * `Key { key_data = 1; status = 2; key_id = 3; output_prefix_type = 4 }` and
 * `KeyData { type_url = 1; value = 2; key_material_type = 3 }`.
 * @throws CryptoError `malformed-keyset`, `unsupported-keyset`, `malformed-encoding`
 */
export function keysetFromBinary(bytes: Bytes): Keyset {
  const keyset = readMessage(bytes, { 1: 'uint', 2: 'repeated' });
  return keysetOf(keyset.uint(1), keyset.all(2).map(keyFromBinary));
}

function keyFromBinary(bytes: Bytes): KeysetKey {
  const key = readMessage(bytes, { 1: 'bytes', 2: 'uint', 3: 'uint', 4: 'uint' });
  const keyData = readMessage(key.bytes(1), { 1: 'bytes', 2: 'bytes', 3: 'uint' });
  return keyOf({
    typeUrl: fromUtf8(keyData.bytes(1)),
    value: keyData.bytes(2),
    materialType: MATERIAL_TYPES[keyData.uint(3)],
    status: STATUSES[key.uint(2)],
    keyId: key.uint(3),
    outputPrefixType: OUTPUT_PREFIX_TYPES[key.uint(4)],
  });
}

/** The canonical binary form: an AES256_GCM keyset with one key takes 104 to 108 bytes. */
export function keysetToBinary(keyset: Keyset): Bytes {
  return concat(
    uintField(1, keyset.primaryKeyId),
    ...keyset.keys.map((key) => {
      const keyData = bytesField(
        1,
        bytesField(1, utf8(TYPE_URL_PREFIX + key.material.type)),
        bytesField(2, writeKeyMaterial(key.material)),
        uintField(3, MATERIAL_TYPES.indexOf(MATERIAL_TYPE_OF[key.material.type])),
      );
      return bytesField(2, keyData, ...keyInfoFields(key));
    }),
  );
}

/** Fields 2 to 4, the same in `Keyset.Key` and in `KeysetInfo.KeyInfo`. */
export function keyInfoFields(key: KeysetKey): Bytes[] {
  return [
    uintField(2, STATUSES.indexOf(key.status)),
    uintField(3, key.keyId),
    uintField(4, OUTPUT_PREFIX_TYPES.indexOf(key.outputPrefixType)),
  ];
}

/**
 * A keyset in proto3 JSON: camelCase members, enumerations by name, bytes in padded base64, ids as
 * unsigned integers. Refused: a missing, additional or repeated member, an id as text or with a fraction.
 * @throws CryptoError `malformed-keyset`, `unsupported-keyset`, `malformed-encoding`
 */
export function keysetFromJson(text: string): Keyset {
  const { primaryKeyId, key } = membersOf(parseStrictJson(text), ['primaryKeyId', 'key']);
  if (!Array.isArray(key)) throw malformed('key is not an array');
  return keysetOf(uint32(primaryKeyId), key.map(keyFromJson));
}

function keyFromJson(value: unknown): KeysetKey {
  const key = membersOf(value, ['keyData', 'status', 'keyId', 'outputPrefixType']);
  const keyData = membersOf(key.keyData, ['typeUrl', 'value', 'keyMaterialType']);
  return keyOf({
    typeUrl: string(keyData.typeUrl),
    value: fromBase64(string(keyData.value)),
    materialType: string(keyData.keyMaterialType),
    status: STATUSES.find((status) => status === string(key.status)),
    keyId: uint32(key.keyId),
    outputPrefixType: OUTPUT_PREFIX_TYPES.find((type) => type === string(key.outputPrefixType)),
  });
}

function uint32(value: unknown): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 0xffffffff) return value;
  throw malformed('an id is not an unsigned 32-bit integer');
}

function string(value: unknown): string {
  if (typeof value === 'string') return value;
  throw malformed('text expected');
}

/** The canonical JSON form: members in Tink's order, no white space. */
export function keysetToJson(keyset: Keyset): string {
  return JSON.stringify({
    primaryKeyId: keyset.primaryKeyId,
    key: keyset.keys.map(({ material, status, keyId, outputPrefixType }) => ({
      keyData: {
        typeUrl: TYPE_URL_PREFIX + material.type,
        value: toBase64(writeKeyMaterial(material)),
        keyMaterialType: MATERIAL_TYPE_OF[material.type],
      },
      status,
      keyId,
      outputPrefixType,
    })),
  });
}

/** A keyset with one key, which is the primary. `keyId` is unsigned 32 bits, not 0. */
export function singleKeyKeyset(
  keyId: number,
  outputPrefixType: OutputPrefixType,
  material: KeyMaterial,
): Keyset {
  return keysetOf(keyId, [{ keyId, status: 'ENABLED', outputPrefixType, material }]);
}

/** The public halves, under the same ids and output prefix types. @throws CryptoError `wrong-keyset` */
export function publicKeysetOf(keyset: Keyset): Keyset {
  const keys = keyset.keys.map((key) => ({ ...key, material: publicMaterialOf(key.material) }));
  return keysetOf(keyset.primaryKeyId, keys);
}

/**
 * Rotation: the fresh keyset's keys come in front and its primary becomes the primary. The older keys stay
 * and still open what was sealed for them.
 * @throws CryptoError `malformed-keyset` when an id is taken (generate again), `unsupported-keyset` when
 * the two are of different types
 */
export function addPrimaryKey(keyset: Keyset, fresh: Keyset): Keyset {
  return keysetOf(fresh.primaryKeyId, [...fresh.keys, ...keyset.keys]);
}

export function primaryKeyId(keyset: Keyset): number {
  return keyset.primaryKeyId;
}

/** The type of all keys of the keyset. */
export function keyTypeOf(keyset: Keyset): KeyType {
  const [first] = keyset.keys;
  if (first === undefined) throw malformed('a keyset without keys');
  return first.material.type;
}

import { type Bytes, concat, fromUtf8, utf8 } from './bytes';
import { CryptoError } from './crypto-error';
import { fixed32, type PointFormat } from './p256-point';
import { bytesField, readMessage, uintField } from './proto-wire';

/** What the sender needs besides the point. The curve is P-256, the hash SHA-256, the DEM AES-GCM. */
export interface EciesParameters {
  readonly pointFormat: PointFormat;
  /** HKDF salt; empty in all of Tink's templates. */
  readonly salt: Bytes;
  readonly demKeyLength: 16 | 32;
}

export type EcdsaEncoding = 'IEEE_P1363' | 'DER';

/**
 * The key types that are read and written, named as in Tink's type URLs. Points are `04 || X || Y`,
 * scalars 32 bytes, whatever length the keyset had them in.
 */
export type KeyMaterial =
  | { readonly type: 'AesGcmKey'; readonly key: Bytes }
  | { readonly type: 'EciesAeadHkdfPublicKey'; readonly parameters: EciesParameters; readonly point: Bytes }
  | {
      readonly type: 'EciesAeadHkdfPrivateKey';
      readonly parameters: EciesParameters;
      readonly point: Bytes;
      readonly scalar: Bytes;
    }
  | { readonly type: 'EcdsaPublicKey'; readonly encoding: EcdsaEncoding; readonly point: Bytes }
  | {
      readonly type: 'EcdsaPrivateKey';
      readonly encoding: EcdsaEncoding;
      readonly point: Bytes;
      readonly scalar: Bytes;
    };

export type KeyType = KeyMaterial['type'];

export const TYPE_URL_PREFIX = 'type.googleapis.com/google.crypto.tink.';
const AES_GCM_TYPE_URL = `${TYPE_URL_PREFIX}AesGcmKey`;

// Enumerations of Tink's proto/common.proto, proto/ecdsa.proto and proto/tink.proto; index = wire value.
const NIST_P256 = 2;
const SHA256 = 3;
const TINK_PREFIX = 1;
const POINT_FORMATS = [undefined, 'UNCOMPRESSED', 'COMPRESSED', 'DO_NOT_USE_CRUNCHY_UNCOMPRESSED'] as const;
const ENCODINGS = [undefined, 'IEEE_P1363', 'DER'] as const;

const unsupported = (what: string) => new CryptoError('unsupported-keyset', `${what} is not supported`);

function requireValue(actual: number, expected: number, what: string): void {
  if (actual !== expected) throw unsupported(what);
}

/** AesGcmKeyFormat { key_size = 2; version = 3 } inside a KeyTemplate; its own prefix type is ignored by Tink. */
function readDemKeyLength(template: Bytes): 16 | 32 {
  const fields = readMessage(template, { 1: 'bytes', 2: 'bytes', 3: 'uint' });
  if (fromUtf8(fields.bytes(1)) !== AES_GCM_TYPE_URL) throw unsupported('this data encapsulation');
  const format = readMessage(fields.bytes(2), { 2: 'uint', 3: 'uint' });
  requireValue(format.uint(3), 0, 'this version');
  const length = format.uint(2);
  if (length !== 16 && length !== 32) throw unsupported('this key length');
  return length;
}

/** EciesAeadHkdfParams { kem_params = 1; dem_params = 2; ec_point_format = 3 } */
function readEciesParameters(input: Bytes): { parameters: EciesParameters } {
  const parameters = readMessage(input, { 1: 'bytes', 2: 'bytes', 3: 'uint' });
  const kem = readMessage(parameters.bytes(1), { 1: 'uint', 2: 'uint', 11: 'bytes' });
  requireValue(kem.uint(1), NIST_P256, 'this curve');
  requireValue(kem.uint(2), SHA256, 'this hash');
  const dem = readMessage(parameters.bytes(2), { 2: 'bytes' });
  const pointFormat = POINT_FORMATS[parameters.uint(3)];
  if (pointFormat === undefined) throw unsupported('this point format');
  const demKeyLength = readDemKeyLength(dem.bytes(2));
  return { parameters: Object.freeze({ pointFormat, salt: kem.bytes(11).slice(), demKeyLength }) };
}

/** EcdsaParams { hash_type = 1; curve = 2; encoding = 3 } */
function readEcdsaParameters(input: Bytes): { encoding: EcdsaEncoding } {
  const parameters = readMessage(input, { 1: 'uint', 2: 'uint', 3: 'uint' });
  requireValue(parameters.uint(1), SHA256, 'this hash');
  requireValue(parameters.uint(2), NIST_P256, 'this curve');
  const encoding = ENCODINGS[parameters.uint(3)];
  if (encoding === undefined) throw unsupported('this signature encoding');
  return { encoding };
}

/** EciesAeadHkdfPublicKey and EcdsaPublicKey { version = 1; params = 2; x = 3; y = 4 } */
function readPublicKey<Parameters>(input: Bytes, readParameters: (input: Bytes) => Parameters) {
  const key = readMessage(input, { 1: 'uint', 2: 'bytes', 3: 'bytes', 4: 'bytes' });
  requireValue(key.uint(1), 0, 'this version');
  const parameters = readParameters(key.bytes(2)); // first: on another curve the numbers below may be longer
  return { ...parameters, point: concat([4], fixed32(key.bytes(3)), fixed32(key.bytes(4))) };
}

/** EciesAeadHkdfPrivateKey and EcdsaPrivateKey { version = 1; public_key = 2; key_value = 3 } */
function readPrivateKey<Parameters>(input: Bytes, readParameters: (input: Bytes) => Parameters) {
  const key = readMessage(input, { 1: 'uint', 2: 'bytes', 3: 'bytes' });
  requireValue(key.uint(1), 0, 'this version');
  return { ...readPublicKey(key.bytes(2), readParameters), scalar: fixed32(key.bytes(3)) };
}

/** AesGcmKey { version = 1; key_value = 3 } */
function readAesGcmKey(input: Bytes): KeyMaterial {
  const key = readMessage(input, { 1: 'uint', 3: 'bytes' });
  requireValue(key.uint(1), 0, 'this version');
  const bytes = key.bytes(3);
  if (bytes.length !== 16 && bytes.length !== 32) throw unsupported('this key length');
  return { type: 'AesGcmKey', key: bytes.slice() };
}

/**
 * Reads the `value` of a KeyData by the type URL beside it.
 * @throws CryptoError `unsupported-keyset` outside the allow-list, `malformed-keyset` for broken bytes
 */
export function readKeyMaterial(typeUrl: string, value: Bytes): KeyMaterial {
  const type = typeUrl.startsWith(TYPE_URL_PREFIX) ? typeUrl.slice(TYPE_URL_PREFIX.length) : '';
  switch (type) {
    case 'AesGcmKey':
      return readAesGcmKey(value);
    case 'EciesAeadHkdfPublicKey':
      return { type, ...readPublicKey(value, readEciesParameters) };
    case 'EciesAeadHkdfPrivateKey':
      return { type, ...readPrivateKey(value, readEciesParameters) };
    case 'EcdsaPublicKey':
      return { type, ...readPublicKey(value, readEcdsaParameters) };
    case 'EcdsaPrivateKey':
      return { type, ...readPrivateKey(value, readEcdsaParameters) };
    default:
      throw unsupported('this key type');
  }
}

/** Byte for byte what Tink's templates give: for the usual one `0a04 0802 1003 123a ... 1801 1801`. */
function writeEciesParameters({ pointFormat, salt, demKeyLength }: EciesParameters): Bytes {
  const kem = [uintField(1, NIST_P256), uintField(2, SHA256), bytesField(11, salt)];
  const format = uintField(2, demKeyLength);
  const template = [bytesField(1, utf8(AES_GCM_TYPE_URL)), bytesField(2, format), uintField(3, TINK_PREFIX)];
  const dem = bytesField(2, ...template);
  return concat(bytesField(1, ...kem), bytesField(2, dem), uintField(3, POINT_FORMATS.indexOf(pointFormat)));
}

function writeEcdsaParameters(encoding: EcdsaEncoding): Bytes {
  return concat(uintField(1, SHA256), uintField(2, NIST_P256), uintField(3, ENCODINGS.indexOf(encoding)));
}

/** x and y always in 32 bytes: every Tink reads that, the JavaScript one reads nothing else. */
function writePublicKey(parameters: Bytes, point: Bytes): Bytes {
  return concat(
    bytesField(2, parameters),
    bytesField(3, point.subarray(1, 33)),
    bytesField(4, point.subarray(33)),
  );
}

/** The `value` of a KeyData: one canonical form for each key, so that hashes of public keysets agree. */
export function writeKeyMaterial(material: KeyMaterial): Bytes {
  switch (material.type) {
    case 'AesGcmKey':
      return bytesField(3, material.key);
    case 'EciesAeadHkdfPublicKey':
      return writePublicKey(writeEciesParameters(material.parameters), material.point);
    case 'EcdsaPublicKey':
      return writePublicKey(writeEcdsaParameters(material.encoding), material.point);
    case 'EciesAeadHkdfPrivateKey':
    case 'EcdsaPrivateKey':
      return concat(
        bytesField(2, writeKeyMaterial(publicMaterialOf(material))),
        bytesField(3, material.scalar),
      );
  }
}

/** The public half. A symmetric key has none. @throws CryptoError `wrong-keyset` */
export function publicMaterialOf(material: KeyMaterial): KeyMaterial {
  switch (material.type) {
    case 'EciesAeadHkdfPrivateKey':
      return {
        type: 'EciesAeadHkdfPublicKey',
        parameters: material.parameters,
        point: material.point,
      };
    case 'EcdsaPrivateKey':
      return { type: 'EcdsaPublicKey', encoding: material.encoding, point: material.point };
    case 'EciesAeadHkdfPublicKey':
    case 'EcdsaPublicKey':
      return material;
    case 'AesGcmKey':
      throw new CryptoError('wrong-keyset', 'a symmetric key has no public half');
  }
}

import { expect, test } from 'vitest';
import { type Bytes, concat, fromHex, toHex, utf8 } from './bytes';
import {
  addPrimaryKey,
  keysetFromBinary,
  keysetFromJson,
  keysetToBinary,
  keysetToJson,
  keyTypeOf,
  primaryKeyId,
  publicKeysetOf,
  singleKeyKeyset,
} from './keyset';
import { generateAeadKeyset, generateHybridKeyset, generateSigningKeyset } from './keyset-generators';
import { writeKeyMaterial } from './key-material';
import { bytesField, uintField } from './proto-wire';

const refusal = (code: string) => expect.objectContaining({ name: 'CryptoError', code }) as Error;
const malformed = refusal('malformed-keyset');
const unsupported = refusal('unsupported-keyset');

const key = new Uint8Array(32).fill(7);
const sample = singleKeyKeyset(0x9abcdef0, 'TINK', { type: 'AesGcmKey', key });
const json = keysetToJson(sample);

test('a DEK keyset is the 108 bytes that Tink writes', () => {
  const typeUrl = toHex(utf8('type.googleapis.com/google.crypto.tink.AesGcmKey'));
  const id = 'f0bdf3d509'; // 0x9abcdef0 as a varint
  expect(toHex(keysetToBinary(sample))).toBe(
    `08${id}12640a580a30${typeUrl}12221a20${toHex(key)}1801100118${id}2001`,
  );
  expect(keysetToBinary(sample)).toHaveLength(108);
});

test('the ECIES template is the constant that Tink writes', async () => {
  const keyset = publicKeysetOf(await generateHybridKeyset());
  const typeUrl = toHex(utf8('type.googleapis.com/google.crypto.tink.AesGcmKey'));
  const template = `12440a0408021003123a12380a30${typeUrl}1202101018011801`;
  expect(toHex(writeKeyMaterial(keyset.keys[0]!.material)).startsWith(template)).toBe(true);
});

test('ids use all 32 bits', () => {
  for (const id of [1, 0x7fffffff, 0x80000000, 0xffffffff]) {
    const keyset = singleKeyKeyset(id, 'RAW', { type: 'AesGcmKey', key });
    expect(primaryKeyId(keysetFromJson(keysetToJson(keyset)))).toBe(id);
    expect(primaryKeyId(keysetFromBinary(keysetToBinary(keyset)))).toBe(id);
  }
});

test('generated keysets have random ids and survive both forms', async () => {
  for (const generate of [generateAeadKeyset, generateHybridKeyset, generateSigningKeyset]) {
    const [one, two] = [await generate(), await generate()];
    expect(primaryKeyId(one)).not.toBe(primaryKeyId(two));
    expect(keysetFromBinary(keysetToBinary(one))).toEqual(one);
    expect(keysetFromJson(keysetToJson(one))).toEqual(one);
  }
});

test('generated keysets follow their templates', async () => {
  const tink = { status: 'ENABLED', outputPrefixType: 'TINK' };
  const ecies = { pointFormat: 'UNCOMPRESSED', salt: new Uint8Array(0), demKeyLength: 16 };
  for (const [keyset, material] of [
    [await generateAeadKeyset(), { type: 'AesGcmKey' }],
    [await generateHybridKeyset(), { type: 'EciesAeadHkdfPrivateKey', parameters: ecies }],
    [await generateSigningKeyset(), { type: 'EcdsaPrivateKey', encoding: 'DER' }],
  ] as const) {
    expect(keyset.keys).toMatchObject([{ ...tink, material }]);
  }
});

test('a keyset cannot be changed', async () => {
  const keyset = await generateHybridKeyset();
  expect(Object.isFrozen(keyset)).toBe(true);
  expect(Object.isFrozen(keyset.keys)).toBe(true);
  expect(Object.isFrozen(keyset.keys[0])).toBe(true);
  expect(Object.isFrozen(keyset.keys[0]?.material)).toBe(true);
});

test('reading keeps no part of the input', () => {
  const binary = keysetToBinary(sample);
  const keyset = keysetFromBinary(binary);
  binary.fill(0);
  expect(keyset).toEqual(sample);
});

test('a public keyset has no private bytes and the same ids', async () => {
  const keyset = await generateSigningKeyset();
  const publicKeyset = publicKeysetOf(keyset);
  const material = keyset.keys[0]!.material;
  expect(keyTypeOf(publicKeyset)).toBe('EcdsaPublicKey');
  expect(primaryKeyId(publicKeyset)).toBe(primaryKeyId(keyset));
  if (material.type !== 'EcdsaPrivateKey') throw new Error('not a private key');
  expect(toHex(keysetToBinary(publicKeyset))).not.toContain(toHex(material.scalar));
  expect(() => publicKeysetOf(sample)).toThrow(refusal('wrong-keyset'));
});

test('rotation puts the fresh key in front and refuses a taken id or another type', async () => {
  const fresh = await generateAeadKeyset();
  const rotated = addPrimaryKey(sample, fresh);
  expect(rotated.keys.map(({ keyId }) => keyId)).toEqual([primaryKeyId(fresh), primaryKeyId(sample)]);
  expect(primaryKeyId(rotated)).toBe(primaryKeyId(fresh));
  expect(() => addPrimaryKey(sample, sample)).toThrow(malformed);
  const signing = await generateSigningKeyset();
  expect(() => addPrimaryKey(sample, signing)).toThrow(unsupported);
});

const JSON_CASES: [string, string, string, Error][] = [
  ['a string for an id', '"keyId":2596069104', '"keyId":"2596069104"', malformed],
  ['a fraction', '"keyId":2596069104', '"keyId":2596069104.0', malformed],
  ['an exponent', '"keyId":2596069104', '"keyId":2596069104e0', malformed],
  ['an id of 33 bits', '"keyId":2596069104', '"keyId":6891036400', malformed],
  ['a negative id', '"keyId":2596069104', '"keyId":-1698898192', malformed],
  ['id 0', '2596069104', '0', malformed],
  ['a primary that is not there', '"primaryKeyId":2596069104', '"primaryKeyId":1', malformed],
  ['a primary that is not enabled', '"ENABLED"', '"DISABLED"', malformed],
  ['a member given twice', '"status":', '"status":"DISABLED","status":', malformed],
  ['a member given twice by escape', '"status":', '"st\\u0061tus":"ENABLED","status":', malformed],
  ['an unknown member', '"status":', '"note":"","status":', malformed],
  ['a name in snake case', '"keyId"', '"key_id"', malformed],
  ['a null', '"key":[', '"key":null,"x":[', malformed],
  ['an unknown status', '"ENABLED"', '"UNKNOWN_STATUS"', unsupported],
  ['WITH_ID_REQUIREMENT', '"TINK"', '"WITH_ID_REQUIREMENT"', unsupported],
  ['a type of material that disagrees', '"SYMMETRIC"', '"ASYMMETRIC_PUBLIC"', malformed],
  ['REMOTE', '"SYMMETRIC"', '"REMOTE"', malformed],
  ['another key type', 'AesGcmKey', 'AesEaxKey', unsupported],
  ['another host', 'type.googleapis.com', 'example.org', unsupported],
  ['base64 without padding', '==', '', refusal('malformed-encoding')],
];

test.each(JSON_CASES)('JSON with %s is refused', (_, part, replacement, error) => {
  expect(json).toContain(part);
  expect(() => keysetFromJson(json.replaceAll(part, replacement))).toThrow(error);
});

const AES_URL = utf8('type.googleapis.com/google.crypto.tink.AesGcmKey');
function binaryKey(value: Bytes, ...more: Bytes[]): Bytes {
  const keyData = bytesField(1, bytesField(1, AES_URL), bytesField(2, value), uintField(3, 1));
  return concat(
    uintField(1, 5),
    bytesField(2, keyData, uintField(2, 1), uintField(3, 5), uintField(4, 1), ...more),
  );
}
const value = bytesField(3, key);

test('binary keysets: the good one is read', () => {
  expect(keysetFromBinary(binaryKey(value)).keys).toHaveLength(1);
  expect(keysetFromBinary(binaryKey(concat([0x08, 0x00], value))).keys).toHaveLength(1);
});

const BINARY_CASES: [string, Bytes, Error][] = [
  ['no bytes', new Uint8Array(0), malformed],
  ['an unknown field', concat(binaryKey(value), uintField(9, 1)), malformed],
  ['an unknown field in a key', binaryKey(value, uintField(9, 1)), malformed],
  ['a field given twice', binaryKey(value, uintField(4, 3)), malformed],
  ['another wire type', concat(binaryKey(value), fromHex('0d00000000')), malformed],
  ['a cut message', binaryKey(value).slice(0, -1), malformed],
  ['a varint too long', fromHex('08ffffffffffffffffff01'), malformed],
  ['a varint with padding', fromHex('088100'), malformed],
  ['version 1', binaryKey(concat(uintField(1, 1), value)), unsupported],
  ['a key of 24 bytes', binaryKey(bytesField(3, key.slice(0, 24))), unsupported],
  ['two keys of one id', concat(binaryKey(value), binaryKey(value).slice(2)), malformed],
];

test.each(BINARY_CASES)('binary keysets: %s is refused', (_, bytes, error) => {
  expect(() => keysetFromBinary(bytes)).toThrow(error);
});

test('integers of 31, 32 and 33 bytes mean the same', () => {
  const point = concat([4], fromHex('00'.repeat(1) + '11'.repeat(31)), new Uint8Array(32).fill(9));
  const parameters = bytesField(2, uintField(1, 3), uintField(2, 2), uintField(3, 2));
  const publicKeyset = (x: string) => {
    const material = concat(parameters, bytesField(3, fromHex(x)), bytesField(4, point.slice(33)));
    const url = bytesField(1, utf8('type.googleapis.com/google.crypto.tink.EcdsaPublicKey'));
    const keyData = bytesField(1, url, bytesField(2, material), uintField(3, 3));
    const fields = [keyData, uintField(2, 1), uintField(3, 5), uintField(4, 1)];
    return keysetFromBinary(concat(uintField(1, 5), bytesField(2, ...fields)));
  };
  const short = publicKeyset('11'.repeat(31));
  expect(publicKeyset(`00${'11'.repeat(31)}`)).toEqual(short);
  expect(publicKeyset(`0000${'11'.repeat(31)}`)).toEqual(short);
  expect(() => publicKeyset('11'.repeat(33))).toThrow(malformed);
  expect(() => publicKeyset('00')).toThrow(malformed);
});

import { expect, test } from 'vitest';
import { type Bytes, concat, utf8 } from './bytes';
import { readKeyMaterial, TYPE_URL_PREFIX, writeKeyMaterial } from './key-material';
import { bytesField, uintField } from './proto-wire';

const unsupported = expect.objectContaining({ name: 'CryptoError', code: 'unsupported-keyset' }) as Error;
const coordinate = new Uint8Array(32).fill(9);
const publicKey = (parameters: Bytes, version = 0) =>
  concat(
    uintField(1, version),
    bytesField(2, parameters),
    bytesField(3, coordinate),
    bytesField(4, coordinate),
  );

interface Ecies {
  curve?: number;
  hash?: number;
  dem?: string;
  length?: number;
  format?: number;
  version?: number;
}

function ecies({
  curve = 2,
  hash = 3,
  dem = 'AesGcmKey',
  length = 16,
  format = 1,
  version = 0,
}: Ecies): Bytes {
  const template = [bytesField(1, utf8(TYPE_URL_PREFIX + dem)), bytesField(2, uintField(2, length))];
  const kem = bytesField(1, uintField(1, curve), uintField(2, hash));
  return publicKey(
    concat(kem, bytesField(2, bytesField(2, ...template, uintField(3, 1))), uintField(3, format)),
    version,
  );
}
const readEcies = (value: Bytes) => readKeyMaterial(`${TYPE_URL_PREFIX}EciesAeadHkdfPublicKey`, value);

test('the ECIES template and its two relatives are read and written', () => {
  for (const change of [{}, { format: 2 }, { format: 3 }, { length: 32 }]) {
    expect(writeKeyMaterial(readEcies(ecies(change)))).toEqual(ecies(change));
  }
});

test.each<Ecies>([
  { curve: 0 },
  { curve: 3 },
  { curve: 5 },
  { hash: 0 },
  { hash: 1 },
  { hash: 4 },
  { dem: 'AesCtrHmacAeadKey' },
  { dem: 'XChaCha20Poly1305Key' },
  { length: 0 },
  { length: 24 },
  { format: 0 },
  { format: 4 },
  { version: 1 },
])('ECIES with %j is refused', (change) => {
  expect(() => readEcies(ecies(change))).toThrow(unsupported);
});

function ecdsa(hash: number, curve: number, encoding: number): Bytes {
  return publicKey(concat(uintField(1, hash), uintField(2, curve), uintField(3, encoding)));
}
const readEcdsa = (value: Bytes) => readKeyMaterial(`${TYPE_URL_PREFIX}EcdsaPublicKey`, value);

test('ECDSA on P-256 with SHA-256 is read in both encodings, nothing else', () => {
  expect(readEcdsa(ecdsa(3, 2, 1))).toMatchObject({ encoding: 'IEEE_P1363' });
  expect(readEcdsa(ecdsa(3, 2, 2))).toMatchObject({ encoding: 'DER' });
  for (const [hash, curve, encoding] of [
    [1, 2, 2],
    [4, 2, 2],
    [3, 3, 2],
    [3, 4, 2],
    [3, 2, 0],
    [3, 2, 3],
  ] as const) {
    expect(() => readEcdsa(ecdsa(hash, curve, encoding))).toThrow(unsupported);
  }
});

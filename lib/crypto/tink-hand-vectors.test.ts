import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { concat, fromHex, NO_BYTES, toHex } from './bytes';
import { hybridDecrypter } from './hybrid';
import { keysetFromJson, type OutputPrefixType, publicKeysetOf, singleKeyKeyset } from './keyset';
import { noble } from './noble-backend';
import { node } from './node-backend';
import type { PointFormat } from './p256-point';
import { verifier } from './signature';
import { webcrypto } from './webcrypto-backend';

const folder = process.env['WELLKEPT_VECTORS'] ?? join(import.meta.dirname, '../../../shared/vectors');
const isPresent = existsSync(join(folder, 'tink'));
const suffix = isPresent ? '' : ' (skipped: vectors not present)';
const backends = [webcrypto, noble, node];

const read = (name: string) => readFileSync(join(folder, 'tink', name), 'utf8');
const testsOf = <Test>(name: string) => (JSON.parse(read(name)) as { tests: Test[] }).tests;

interface Key {
  readonly curve: string;
  readonly hash: string;
  readonly variant: 'TINK' | 'CRUNCHY' | 'LEGACY' | 'NO_PREFIX';
  readonly key_id: number | null;
  readonly pub_x_hex: string;
  readonly pub_y_hex: string;
  readonly priv_hex: string;
}
interface EciesVector extends Key {
  readonly point_format: PointFormat;
  readonly dem: string;
  readonly dem_key_size: number;
  readonly plaintext_hex: string;
  readonly context_info_hex: string;
  readonly ciphertext_hex: string;
}
interface EcdsaVector extends Key {
  readonly encoding: 'DER' | 'IEEE_P1363';
  readonly signature_hex: string;
  readonly message_hex: string;
}

const prefixOf = (key: Key): OutputPrefixType => (key.variant === 'NO_PREFIX' ? 'RAW' : key.variant);
const pointOf = (key: Key) => concat([4], fromHex(key.pub_x_hex), fromHex(key.pub_y_hex));

test.skipIf(!isPresent).each(backends)(`7 fixed ECIES vectors of Tink on $name${suffix}`, async (backend) => {
  let ran = 0;
  for (const vector of testsOf<EciesVector>('ecies_hand_vectors.json')) {
    const isOurs = vector.curve === 'NIST_P256' && vector.hash === 'SHA256' && vector.dem === 'AesGcm';
    if (!isOurs) continue;
    const keyset = singleKeyKeyset(vector.key_id ?? 1, prefixOf(vector), {
      type: 'EciesAeadHkdfPrivateKey',
      parameters: {
        pointFormat: vector.point_format,
        salt: NO_BYTES,
        demKeyLength: vector.dem_key_size === 16 ? 16 : 32,
      },
      point: pointOf(vector),
      scalar: fromHex(vector.priv_hex),
    });
    const decrypter = await hybridDecrypter(keyset, backend);
    const opened = await decrypter.decrypt(fromHex(vector.ciphertext_hex), fromHex(vector.context_info_hex));
    expect(toHex(opened)).toBe(vector.plaintext_hex);
    ran++;
  }
  expect(ran).toBe(7);
});

test.skipIf(!isPresent).each(backends)(`6 fixed ECDSA vectors of Tink on $name${suffix}`, async (backend) => {
  let ran = 0;
  for (const vector of testsOf<EcdsaVector>('ecdsa_hand_vectors.json')) {
    if (vector.curve !== 'NIST_P256') continue;
    const keyset = singleKeyKeyset(vector.key_id ?? 1, prefixOf(vector), {
      type: 'EcdsaPublicKey',
      encoding: vector.encoding,
      point: pointOf(vector),
    });
    const check = await verifier(keyset, backend);
    expect(await check.verify(fromHex(vector.signature_hex), fromHex(vector.message_hex))).toBe(true);
    ran++;
  }
  expect(ran).toBe(6);
});

interface ParsingCase {
  readonly name: string;
  readonly valid: boolean;
  readonly json_keyset: string;
}

test.skipIf(!isPresent)(`18 JSON keysets: one is read${suffix}`, () => {
  const cases = testsOf<ParsingCase>('json_keyset_parsing.json');
  expect(cases).toHaveLength(18);
  const readable = cases.filter(({ json_keyset }) => {
    try {
      keysetFromJson(json_keyset);
      return true;
    } catch (error) {
      expect(error).toMatchObject({ name: 'CryptoError' });
      return false;
    }
  });
  // "with_unicode_char" is well-formed but has a type URL of no key type: Java and C++ refuse it as well.
  expect(readable.map(({ name }) => name)).toEqual(['normal']);
  const unicode = cases.find(({ name }) => name === 'with_unicode_char');
  expect(() => keysetFromJson(unicode?.json_keyset ?? '')).toThrow(
    expect.objectContaining({ code: 'unsupported-keyset' }),
  );
});

test.skipIf(!isPresent)(`sample keysets of tink-cc, with 33-byte coordinates${suffix}`, () => {
  const keyset = keysetFromJson(read('hybrid_test_private_keyset.json'));
  expect(publicKeysetOf(keyset)).toEqual(keysetFromJson(read('hybrid_test_public_keyset.json')));
  for (const name of ['hpke_test_private_keyset.json', 'hpke_test_public_keyset.json']) {
    expect(() => keysetFromJson(read(name))).toThrow(expect.objectContaining({ code: 'unsupported-keyset' }));
  }
});

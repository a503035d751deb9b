import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { aead } from './aead';
import { fromBase64, fromUtf8, toBase64, utf8 } from './bytes';
import { encryptedKeysetFromBinary, encryptedKeysetFromJson } from './encrypted-keyset';
import { hybridDecrypter, hybridEncrypter } from './hybrid';
import { keysetFromBinary, keysetFromJson, keysetToBinary, keysetToJson, publicKeysetOf } from './keyset';
import { noble } from './noble-backend';
import { node } from './node-backend';
import { openDek, unwrapDek } from './sealing';
import { signer, verifier } from './signature';
import { webcrypto } from './webcrypto-backend';

/* What the real tink-java wrote; see the `generator` member of the file. */
interface StoredKeyset {
  readonly json: string;
  readonly binary_b64: string;
}
interface KeyPair<Test> {
  readonly template: string;
  readonly note?: string;
  readonly private_keyset: StoredKeyset;
  readonly public_keyset: StoredKeyset;
  readonly tests: readonly Test[];
}
interface Vectors {
  readonly hybrid: readonly KeyPair<Record<'plaintext_b64' | 'context_b64' | 'ciphertext_b64', string>>[];
  readonly signature: readonly KeyPair<Record<'message_b64' | 'signature_b64', string>>[];
  readonly aead: readonly {
    readonly template: string;
    readonly keyset: StoredKeyset;
    readonly tests: readonly Record<'plaintext_b64' | 'ad_b64' | 'ciphertext_b64', string>[];
  }[];
  readonly chcs: {
    readonly datagroup_private_keyset: StoredKeyset;
    readonly records: readonly Record<
      | 'client_record_id'
      | 'client_datagroup_id'
      | 'encrypted_content'
      | 'encrypted_dek'
      | '_plaintext'
      | '_dek_keyset_b64',
      string
    >[];
  };
  readonly encrypted_keyset: Record<
    'associated_data_b64' | 'encrypted_json' | 'encrypted_binary_b64',
    string
  > & { readonly kek_keyset: StoredKeyset; readonly cleartext: StoredKeyset };
}

const file = join(import.meta.dirname, 'test-vectors/tink_java_generated.json');
const vectors = JSON.parse(readFileSync(file, 'utf8')) as Vectors;
const ecies = vectors.hybrid.filter(({ template }) => template.startsWith('ECIES'));
const hpke = vectors.hybrid.filter(({ template }) => template.startsWith('HPKE'));

test('the file holds what the tests below count on', () => {
  const count = (groups: readonly { tests: readonly unknown[] }[]) => groups.flatMap((g) => g.tests).length;
  expect([ecies.length, hpke.length, vectors.signature.length, vectors.aead.length]).toEqual([16, 3, 5, 4]);
  expect([count(ecies), count(vectors.signature), count(vectors.aead)]).toEqual([44, 100, 12]);
  expect(vectors.chcs.records).toHaveLength(6);
});

test('both forms of a keyset say the same, and our canonical forms are read back', () => {
  const stored = [
    ...ecies.flatMap((group) => [group.private_keyset, group.public_keyset]),
    ...vectors.signature.flatMap((group) => [group.private_keyset, group.public_keyset]),
    ...vectors.aead.map((group) => group.keyset),
  ];
  for (const { json, binary_b64 } of stored) {
    const keyset = keysetFromJson(json);
    expect(keysetFromBinary(fromBase64(binary_b64))).toEqual(keyset);
    expect(keysetFromBinary(keysetToBinary(keyset))).toEqual(keyset);
    expect(keysetFromJson(keysetToJson(keyset))).toEqual(keyset);
  }
});

test('symmetric keysets are written byte for byte as Java writes them', () => {
  for (const { keyset } of vectors.aead) {
    expect(toBase64(keysetToBinary(keysetFromJson(keyset.json)))).toBe(keyset.binary_b64);
    expect(keysetToJson(keysetFromBinary(fromBase64(keyset.binary_b64)))).toBe(keyset.json.trim());
  }
});

test('the public keyset of a private one is the one that Java gives', () => {
  for (const { private_keyset, public_keyset } of [...ecies, ...vectors.signature]) {
    expect(publicKeysetOf(keysetFromJson(private_keyset.json))).toEqual(keysetFromJson(public_keyset.json));
  }
});

test('HPKE keysets are refused, not guessed at', () => {
  for (const { private_keyset, public_keyset } of hpke) {
    for (const { json, binary_b64 } of [private_keyset, public_keyset]) {
      expect(() => keysetFromJson(json)).toThrow(expect.objectContaining({ code: 'unsupported-keyset' }));
      expect(() => keysetFromBinary(fromBase64(binary_b64))).toThrow(
        expect.objectContaining({ code: 'unsupported-keyset' }),
      );
    }
  }
});

describe.each([webcrypto, noble, node])('on $name', (backend) => {
  test.each(ecies)('hybrid: $template $note', async ({ private_keyset, public_keyset, tests }) => {
    const decrypter = await hybridDecrypter(keysetFromJson(private_keyset.json), backend);
    const encrypter = await hybridEncrypter(keysetFromBinary(fromBase64(public_keyset.binary_b64)), backend);
    for (const { plaintext_b64, context_b64, ciphertext_b64 } of tests) {
      const context = fromBase64(context_b64);
      const opened = await decrypter.decrypt(fromBase64(ciphertext_b64), context);
      expect(toBase64(opened)).toBe(plaintext_b64);
      const sealed = await encrypter.encrypt(opened, context);
      expect(toBase64(await decrypter.decrypt(sealed, context))).toBe(plaintext_b64);
    }
  });

  test.each(vectors.signature)('signature: $template', async ({ private_keyset, public_keyset, tests }) => {
    const ours = await signer(keysetFromJson(private_keyset.json), backend);
    const check = await verifier(keysetFromJson(public_keyset.json), backend);
    for (const { message_b64, signature_b64 } of tests) {
      const message = fromBase64(message_b64);
      expect(await check.verify(fromBase64(signature_b64), message)).toBe(true);
      expect(await check.verify(await ours.sign(message), message)).toBe(true);
      expect(await check.verify(fromBase64(signature_b64), utf8('another message'))).toBe(false);
    }
  });

  test.each(vectors.aead)('aead: $template', async ({ keyset, tests }) => {
    const key = await aead(keysetFromJson(keyset.json), backend);
    for (const { plaintext_b64, ad_b64, ciphertext_b64 } of tests) {
      const opened = await key.decrypt(fromBase64(ciphertext_b64), fromBase64(ad_b64));
      expect(toBase64(opened)).toBe(plaintext_b64);
    }
  });

  test('records of CommonHealth Cloud Storage, with a DEK each', async () => {
    const { datagroup_private_keyset, records } = vectors.chcs;
    const decrypter = await hybridDecrypter(keysetFromJson(datagroup_private_keyset.json), backend);
    for (const record of records) {
      const { client_record_id: id, client_datagroup_id: group } = record;
      const wrapped = fromBase64(record.encrypted_dek);
      expect(wrapped).toHaveLength(206);
      expect(toBase64(await unwrapDek(decrypter, wrapped, id, group))).toBe(record._dek_keyset_b64);
      const dek = await openDek(decrypter, wrapped, id, group, backend);
      expect(fromUtf8(await dek.open(id, fromBase64(record.encrypted_content)))).toBe(record._plaintext);
    }
  });

  test('an encrypted keyset in both forms', async () => {
    const { kek_keyset, cleartext, ...stored } = vectors.encrypted_keyset;
    const kek = await aead(keysetFromJson(kek_keyset.json), backend);
    const associatedData = fromBase64(stored.associated_data_b64);
    const expected = keysetFromJson(cleartext.json);
    expect(await encryptedKeysetFromJson(stored.encrypted_json, kek, associatedData)).toEqual(expected);
    const binary = fromBase64(stored.encrypted_binary_b64);
    expect(await encryptedKeysetFromBinary(binary, kek, associatedData)).toEqual(expected);
    await expect(encryptedKeysetFromBinary(binary, kek, utf8('org/43'))).rejects.toMatchObject({
      code: 'decryption-failed',
    });
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Aead, aead, aeadOfRawKey } from './aead';
import type { CryptoBackend } from './backend';
import { type Bytes, concat, utf8 } from './bytes';
import { hybridDecrypter, hybridEncrypter } from './hybrid';
import { addPrimaryKey, keysetFromJson, keysetToJson, publicKeysetOf } from './keyset';
import { generateAeadKeyset, generateHybridKeyset, generateSigningKeyset } from './keyset-generators';
import { noble } from './noble-backend';
import { node } from './node-backend';
import { signer, verifier } from './signature';
import { webcrypto } from './webcrypto-backend';

const failed = { name: 'CryptoError', code: 'decryption-failed' };
const bytes = (maxLength: number) =>
  fc.uint8Array({ maxLength }).map((array): Bytes => new Uint8Array(array));

function altered(original: Bytes, index: number, difference: number): Bytes {
  const copy = original.slice();
  copy[index] = (copy[index] ?? 0) ^ difference;
  return copy;
}

/** Every single byte changed, every shorter and one longer input: none may be accepted. */
function* forgeries(original: Bytes): Generator<Bytes> {
  for (let index = 0; index < original.length; index++) yield altered(original, index, 1 << (index % 8));
  for (let length = 0; length < original.length; length++) yield original.slice(0, length);
  yield concat(original, [0]);
}

const plaintext = utf8('{"value":5.4}');
const context = utf8('wk1|test');

async function hybrid(backend: CryptoBackend): Promise<Aead> {
  const keyset = await generateHybridKeyset(backend);
  const encrypter = await hybridEncrypter(publicKeysetOf(keyset), backend);
  return { ...encrypter, ...(await hybridDecrypter(keyset, backend)) };
}

const kinds: [string, (backend: CryptoBackend) => Promise<Aead>, number][] = [
  ['hybrid', hybrid, 98],
  ['AEAD keyset', async (backend) => aead(await generateAeadKeyset(backend), backend), 33],
  ['bare key', (backend) => aeadOfRawKey(backend.randomBytes(32), backend), 28],
];

describe.each([webcrypto, noble, node])('on $name', (backend) => {
  test.each(kinds)('%s: no altered, cut or extended ciphertext opens', async (_, make, overhead) => {
    const key = await make(backend);
    const sealed = await key.encrypt(plaintext, context);
    expect(sealed).toHaveLength(plaintext.length + overhead);
    expect(await key.decrypt(sealed, context)).toEqual(plaintext);
    for (const forgery of forgeries(sealed)) {
      await expect(key.decrypt(forgery, context)).rejects.toMatchObject(failed);
    }
  });

  test.each(kinds)('%s: another key of the same kind does not open', async (_, make) => {
    const sealed = await (await make(backend)).encrypt(plaintext, context);
    await expect((await make(backend)).decrypt(sealed, context)).rejects.toMatchObject(failed);
  });

  test.each(kinds)('%s: any plaintext and context, and no other context', async (_, make) => {
    const key = await make(backend);
    await fc.assert(
      fc.asyncProperty(bytes(300), bytes(60), bytes(60), async (content, right, other) => {
        const sealed = await key.encrypt(content, right);
        expect(await key.decrypt(sealed, right)).toEqual(content);
        if (right.join() === other.join()) return;
        await expect(key.decrypt(sealed, other)).rejects.toMatchObject(failed);
      }),
      { numRuns: backend.name === 'noble' ? 15 : 60 },
    );
  });

  test('signatures: no altered, cut or extended one verifies, nor for another message or key', async () => {
    const keyset = await generateSigningKeyset(backend);
    const check = await verifier(publicKeysetOf(keyset), backend);
    const signature = await (await signer(keyset, backend)).sign(plaintext);
    expect(await check.verify(signature, plaintext)).toBe(true);
    for (const forgery of forgeries(signature)) expect(await check.verify(forgery, plaintext)).toBe(false);
    for (const forgery of forgeries(plaintext)) expect(await check.verify(signature, forgery)).toBe(false);
    const other = await verifier(publicKeysetOf(await generateSigningKeyset(backend)), backend);
    expect(await other.verify(signature, plaintext)).toBe(false);
  });

  test('the two back-ends open and verify each other', async () => {
    const other = backend === webcrypto ? noble : webcrypto;
    const hybridKeys = await generateHybridKeyset(backend);
    const sealed = await (
      await hybridEncrypter(publicKeysetOf(hybridKeys), backend)
    ).encrypt(plaintext, context);
    expect(await (await hybridDecrypter(hybridKeys, other)).decrypt(sealed, context)).toEqual(plaintext);
    const signing = await generateSigningKeyset(backend);
    for (let round = 0; round < 10; round++) {
      const signature = await (await signer(signing, backend)).sign(plaintext);
      expect(await (await verifier(publicKeysetOf(signing), other)).verify(signature, plaintext)).toBe(true);
    }
  });
});

test('after a rotation the old ciphertext opens and the new one is for the new key', async () => {
  const old = await generateHybridKeyset();
  const fresh = await generateHybridKeyset();
  const both = addPrimaryKey(old, fresh);
  const before = await (await hybridEncrypter(publicKeysetOf(old))).encrypt(plaintext, context);
  const after = await (await hybridEncrypter(publicKeysetOf(both))).encrypt(plaintext, context);
  const decrypter = await hybridDecrypter(both);
  expect(await decrypter.decrypt(before, context)).toEqual(plaintext);
  expect(await decrypter.decrypt(after, context)).toEqual(plaintext);
  await expect((await hybridDecrypter(old)).decrypt(after, context)).rejects.toMatchObject(failed);
});

test('a disabled key opens nothing', async () => {
  const old = await generateAeadKeyset();
  const sealed = await (await aead(old)).encrypt(plaintext, context);
  const rotated = keysetToJson(addPrimaryKey(old, await generateAeadKeyset()));
  expect(await (await aead(keysetFromJson(rotated))).decrypt(sealed, context)).toEqual(plaintext);
  const disabled = rotated.replace(/"ENABLED"(?=[^{}]*\}\]\}$)/, '"DISABLED"');
  expect(disabled).not.toBe(rotated);
  await expect((await aead(keysetFromJson(disabled))).decrypt(sealed, context)).rejects.toMatchObject(failed);
});

test('a keyset is good for one purpose only', async () => {
  const wrong = { code: 'wrong-keyset' };
  const pair = await generateHybridKeyset();
  const signing = await generateSigningKeyset();
  await expect(hybridDecrypter(publicKeysetOf(pair))).rejects.toMatchObject(wrong);
  await expect(hybridEncrypter(pair)).rejects.toMatchObject(wrong);
  await expect(hybridDecrypter(signing)).rejects.toMatchObject(wrong);
  await expect(verifier(signing)).rejects.toMatchObject(wrong);
  await expect(signer(publicKeysetOf(signing))).rejects.toMatchObject(wrong);
  await expect(aead(pair)).rejects.toMatchObject(wrong);
});

test.each([webcrypto, noble, node])('$name refuses keys that are none', async (backend) => {
  const invalid = { code: 'invalid-key' };
  const pair = await backend.generateP256();
  const other = await backend.generateP256();
  const offCurve = altered(pair.point, 64, 1);
  await expect(backend.importEcdhPublicKey(offCurve)).rejects.toMatchObject(invalid);
  await expect(backend.importEcdsaPublicKey(offCurve)).rejects.toMatchObject(invalid);
  const compressed = concat([2 + ((pair.point[64] ?? 0) & 1)], pair.point.subarray(1, 33));
  await expect(backend.importEcdhPublicKey(compressed)).rejects.toMatchObject(invalid);
  for (const length of [0, 15, 24, 33]) {
    await expect(backend.importAesGcmKey(new Uint8Array(length))).rejects.toMatchObject(invalid);
  }
  for (const scalar of [new Uint8Array(32), new Uint8Array(32).fill(255), new Uint8Array(31).fill(1)]) {
    await expect(backend.importEcdhPrivateKey({ ...pair, scalar })).rejects.toMatchObject(invalid);
  }
  await expect(backend.importEcdhPrivateKey({ ...pair, point: other.point })).rejects.toMatchObject(invalid);
  await expect(backend.importEcdsaPrivateKey({ ...pair, point: other.point })).rejects.toMatchObject(invalid);
});

test('handles of the platform cannot be exported', async () => {
  const handle = await webcrypto.importEcdhPrivateKey(await webcrypto.generateP256());
  await expect(crypto.subtle.exportKey('pkcs8', handle as unknown as CryptoKey)).rejects.toThrow();
  const aes = await webcrypto.importAesGcmKey(new Uint8Array(32));
  await expect(crypto.subtle.exportKey('raw', aes as unknown as CryptoKey)).rejects.toThrow();
});

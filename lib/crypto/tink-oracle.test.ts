import { describe, expect, test, vi } from 'vitest';
import { aead } from './aead';
import { type Bytes, utf8 } from './bytes';
import { hybridDecrypter, hybridEncrypter } from './hybrid';
import { addPrimaryKey, type Keyset, keysetFromBinary, keysetToBinary, publicKeysetOf } from './keyset';
import { generateAeadKeyset, generateHybridKeyset, generateSigningKeyset } from './keyset-generators';
import { noble } from './noble-backend';
import { node } from './node-backend';
import { signer, verifier } from './signature';
import { webcrypto } from './webcrypto-backend';

/*
 * Both ways with Google's own JavaScript Tink. It is abandoned and may not be shipped, but it was written
 * by other people, which is what makes it a judge. Its bundle expects a browser's `self` and `window`.
 */
vi.hoisted(() => {
  Object.assign(globalThis, { self: globalThis, window: globalThis });
});
const { default: tink } = await import('tink-crypto');
tink.aead.register();
tink.hybrid.register();
tink.signature.register();

const theirs = (keyset: Keyset) => tink.binaryInsecure.deserializeKeyset(keysetToBinary(keyset));
const ours = (handle: ReturnType<typeof theirs>) =>
  keysetFromBinary(new Uint8Array(tink.binaryInsecure.serializeKeyset(handle)));
const copied = (bytes: Uint8Array): Bytes => new Uint8Array(bytes);

const message = utf8('{"blood_glucose":{"value":5.4,"unit":"mmol/L"}}');
const context = utf8('wk1|test|context');

describe.each([webcrypto, noble, node])('on $name', (backend) => {
  async function checkHybrid(keyset: Keyset) {
    const decrypter = await hybridDecrypter(keyset, backend);
    const encrypter = await hybridEncrypter(publicKeysetOf(keyset), backend);
    const theirDecrypter = await theirs(keyset).getPrimitive(tink.hybrid.HybridDecrypt);
    const theirEncrypter = await theirs(publicKeysetOf(keyset)).getPrimitive(tink.hybrid.HybridEncrypt);
    const sealed = await encrypter.encrypt(message, context);
    expect(copied(await theirDecrypter.decrypt(sealed, context))).toEqual(message);
    const theirSealed = copied(await theirEncrypter.encrypt(message, context));
    expect(await decrypter.decrypt(theirSealed, context)).toEqual(message);
    await expect(decrypter.decrypt(theirSealed, utf8('another'))).rejects.toThrow('cannot be opened');
    await expect(theirDecrypter.decrypt(sealed, utf8('another'))).rejects.toThrow();
  }

  async function checkAead(keyset: Keyset) {
    const key = await aead(keyset, backend);
    const theirKey = await theirs(keyset).getPrimitive(tink.aead.Aead);
    expect(copied(await theirKey.decrypt(await key.encrypt(message, context), context))).toEqual(message);
    expect(await key.decrypt(copied(await theirKey.encrypt(message, context)), context)).toEqual(message);
  }

  async function checkSignature(keyset: Keyset) {
    const sign = await signer(keyset, backend);
    const check = await verifier(publicKeysetOf(keyset), backend);
    const theirSign = await theirs(keyset).getPrimitive(tink.signature.PublicKeySign);
    const theirCheck = await theirs(publicKeysetOf(keyset)).getPrimitive(tink.signature.PublicKeyVerify);
    for (let round = 0; round < 20; round++) {
      const signature = await sign.sign(message);
      expect(await theirCheck.verify(signature, message)).toBe(true);
      expect(await check.verify(copied(await theirSign.sign(message)), message)).toBe(true);
    }
  }

  test('hybrid: our key pair, old and new after rotation', async () => {
    const first = await generateHybridKeyset(backend);
    await checkHybrid(first);
    await checkHybrid(addPrimaryKey(first, await generateHybridKeyset(backend)));
  });

  test('hybrid: their key pair', async () => {
    const handle = await tink.generateNewKeysetHandle(
      tink.hybrid.eciesP256HkdfHmacSha256Aes128GcmKeyTemplate(),
    );
    await checkHybrid(ours(handle));
  });

  test('AEAD: our keys and theirs, with and without prefix', async () => {
    await checkAead(await generateAeadKeyset(backend));
    for (const template of [
      tink.aead.aes128GcmKeyTemplate(),
      tink.aead.aes256GcmKeyTemplate(),
      tink.aead.aes256GcmNoPrefixKeyTemplate(),
    ]) {
      await checkAead(ours(await tink.generateNewKeysetHandle(template)));
    }
  });

  test('signatures: our keys and theirs, DER and IEEE P1363', async () => {
    await checkSignature(await generateSigningKeyset(backend));
    for (const template of [
      tink.signature.ecdsaP256KeyTemplate(),
      tink.signature.ecdsaP256IeeeEncodingKeyTemplate(),
    ]) {
      await checkSignature(ours(await tink.generateNewKeysetHandle(template)));
    }
  });
});

test('our keysets are written byte for byte as theirs', async () => {
  for (const keyset of [
    await generateHybridKeyset(),
    publicKeysetOf(await generateHybridKeyset()),
    await generateAeadKeyset(),
    await generateSigningKeyset(),
    publicKeysetOf(await generateSigningKeyset()),
  ]) {
    const binary = keysetToBinary(keyset);
    expect(copied(tink.binaryInsecure.serializeKeyset(theirs(keyset)))).toEqual(binary);
  }
});

test('keys outside the allow-list are refused', async () => {
  for (const template of [
    tink.hybrid.eciesP256HkdfHmacSha256Aes128CtrHmacSha256KeyTemplate(),
    tink.aead.aes256CtrHmacSha256KeyTemplate(),
    tink.signature.ecdsaP384KeyTemplate(),
    tink.signature.ecdsaP521IeeeEncodingKeyTemplate(),
  ]) {
    const handle = await tink.generateNewKeysetHandle(template);
    expect(() => ours(handle)).toThrow(expect.objectContaining({ code: 'unsupported-keyset' }));
  }
});

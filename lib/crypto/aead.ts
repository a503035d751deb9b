import type { AesGcmHandle, CryptoBackend } from './backend';
import { type Bytes, concat, NO_BYTES } from './bytes';
import { CryptoError } from './crypto-error';
import type { Keyset } from './keyset';
import { importKeys, keysFor, type PrefixedKey } from './output-prefix';
import { webcrypto } from './webcrypto-backend';

const IV_LENGTH = 12;
const TAG_LENGTH = 16;

/**
 * Authenticated encryption: `prefix || iv(12) || C || tag(16)`, 33 bytes more than the plaintext with a
 * TINK key, 28 with a RAW one. `decrypt` rejects with CryptoError `decryption-failed`, whatever the cause.
 * Source: Tink `proto/aes_gcm.proto`.
 */
export interface Aead {
  encrypt(plaintext: Bytes, associatedData: Bytes): Promise<Bytes>;
  decrypt(ciphertext: Bytes, associatedData: Bytes): Promise<Bytes>;
}

export const decryptionFailed = () => new CryptoError('decryption-failed', 'cannot be opened');

/** `iv || C || tag` from `offset` of the ciphertext. */
export async function openGcm(
  key: AesGcmHandle,
  ciphertext: Bytes,
  offset: number,
  associatedData: Bytes,
  backend: CryptoBackend,
): Promise<Bytes> {
  const body = offset + IV_LENGTH;
  if (ciphertext.length < body + TAG_LENGTH) throw decryptionFailed();
  const iv = ciphertext.subarray(offset, body);
  return backend.aesGcmDecrypt(key, iv, ciphertext.subarray(body), associatedData);
}

/** `head || iv || C || tag`. The iv is random: fine for far fewer than 2^32 messages under one key. */
export async function sealGcm(
  key: AesGcmHandle,
  head: readonly Bytes[],
  plaintext: Bytes,
  associatedData: Bytes,
  backend: CryptoBackend,
): Promise<Bytes> {
  const iv = backend.randomBytes(IV_LENGTH);
  return concat(...head, iv, await backend.aesGcmEncrypt(key, iv, plaintext, associatedData));
}

function aeadOf(
  keys: readonly [PrefixedKey<AesGcmHandle>, ...PrefixedKey<AesGcmHandle>[]],
  backend: CryptoBackend,
): Aead {
  const [primary] = keys;
  return {
    encrypt: (plaintext, associatedData) =>
      sealGcm(primary.imported, [primary.prefix], plaintext, associatedData, backend),
    async decrypt(ciphertext, associatedData) {
      for (const { prefix, imported } of keysFor(keys, ciphertext)) {
        try {
          return await openGcm(imported, ciphertext, prefix.length, associatedData, backend);
        } catch {
          // The next key may fit; the last word is below.
        }
      }
      throw decryptionFailed();
    },
  };
}

/**
 * A handle on the AES-GCM keys of a keyset, imported once.
 * @throws CryptoError `wrong-keyset`
 */
export async function aead(keyset: Keyset, backend: CryptoBackend = webcrypto): Promise<Aead> {
  return aeadOf(await importKeys(keyset, 'AesGcmKey', ({ key }) => backend.importAesGcmKey(key)), backend);
}

/**
 * The same over a bare key of 16 or 32 bytes that never was a keyset, such as the output of a key
 * derivation: `iv(12) || C || tag(16)`.
 * @throws CryptoError `invalid-key`
 */
export async function aeadOfRawKey(key: Bytes, backend: CryptoBackend = webcrypto): Promise<Aead> {
  return aeadOf([{ prefix: NO_BYTES, imported: await backend.importAesGcmKey(key) }], backend);
}

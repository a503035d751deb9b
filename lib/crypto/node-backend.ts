import 'server-only';
import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  hash,
  hkdfSync,
  type KeyObject,
} from 'node:crypto';
import { attempt } from './attempt';
import type { AesGcmHandle, CryptoBackend } from './backend';
import type { Bytes } from './bytes';
import { webcrypto } from './webcrypto-backend';

const TAG_LENGTH = 16;
/** A call for random bytes costs the same for twelve as for thousands. */
const POOL_LENGTH = 4_096;

/** A KeyObject can be exported; behind a private field nobody can ask it to. */
class NodeKey {
  readonly #key: KeyObject;

  constructor(key: Bytes) {
    this.#key = createSecretKey(key);
  }

  static keyOf(handle: AesGcmHandle): KeyObject {
    return (handle as unknown as NodeKey).#key;
  }
}

const cipherOf = ({ symmetricKeySize }: KeyObject) =>
  symmetricKeySize === 32 ? ('aes-256-gcm' as const) : ('aes-128-gcm' as const);

const pool = new Uint8Array(POOL_LENGTH);
let used = POOL_LENGTH;

/** Each byte of the pool is handed out once, and does not stay in it. */
function randomBytes(length: number): Bytes {
  if (length > POOL_LENGTH) return webcrypto.randomBytes(length);
  if (used + length > POOL_LENGTH) {
    crypto.getRandomValues(pool);
    used = 0;
  }
  const bytes = pool.slice(used, used + length);
  pool.fill(0, used, used + length);
  used += length;
  return bytes;
}

const importAesGcmKey = (key: Bytes) =>
  attempt('invalid-key', () => {
    if (key.length !== 16 && key.length !== 32) throw new Error('length');
    return new NodeKey(key) as unknown as AesGcmHandle;
  });

/**
 * WebCrypto, but for the small things that come by the thousand: each AES-GCM and SHA-256 there is a job for another
 * thread and back, several times the work itself. For programs in Node that seal or hash many readings, as a phone does.
 */
export const node: CryptoBackend = {
  ...webcrypto,
  name: 'node',
  randomBytes,
  sha256: (message) => Promise.resolve(new Uint8Array(hash('sha256', message, 'buffer'))),
  importAesGcmKey,
  deriveAesGcmKey: (inputKey, salt, info, length) =>
    importAesGcmKey(new Uint8Array(hkdfSync('sha256', inputKey, salt, info, length))),

  aesGcmEncrypt: (handle, iv, plaintext, associatedData) =>
    attempt('invalid-argument', () => {
      const key = NodeKey.keyOf(handle);
      const cipher = createCipheriv(cipherOf(key), key, iv).setAAD(associatedData);
      const sealed = new Uint8Array(plaintext.length + TAG_LENGTH);
      sealed.set(cipher.update(plaintext));
      cipher.final(); // GCM keeps nothing back: only the tag comes now
      sealed.set(cipher.getAuthTag(), plaintext.length);
      return sealed;
    }),
  aesGcmDecrypt: (handle, iv, ciphertext, associatedData) =>
    attempt('decryption-failed', () => {
      const key = NodeKey.keyOf(handle);
      const end = ciphertext.length - TAG_LENGTH;
      const decipher = createDecipheriv(cipherOf(key), key, iv, { authTagLength: TAG_LENGTH });
      decipher.setAAD(associatedData).setAuthTag(ciphertext.subarray(end));
      const opened = new Uint8Array(decipher.update(ciphertext.subarray(0, end)));
      decipher.final();
      return opened;
    }),
};

import { gcm } from '@noble/ciphers/aes.js';
import { p256 } from '@noble/curves/nist.js';
import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { attempt } from './attempt';
import type { CryptoBackend, KeyHandle, P256KeyPair } from './backend';
import { type Bytes, equalBytes } from './bytes';

/** Keeps key bytes in a private field: not enumerable, not cloneable, not in a log. */
class NobleKey {
  readonly #bytes: Bytes;

  constructor(bytes: Bytes) {
    this.#bytes = bytes.slice();
  }

  static handle<Kind extends string>(bytes: Bytes): KeyHandle<Kind> {
    return new NobleKey(bytes) as unknown as KeyHandle<Kind>;
  }

  static bytesOf(handle: KeyHandle<string>): Bytes {
    return (handle as unknown as NobleKey).#bytes;
  }
}

// lowS: noble would otherwise refuse every second signature of Tink, JOSE and WebCrypto.
const COMPACT = { lowS: false, prehash: true, format: 'compact' } as const;

/** `fromBytes` checks that the point is on the curve. */
function importPoint<Kind extends string>(point: Bytes): Promise<KeyHandle<Kind>> {
  return attempt('invalid-key', () => {
    if (point.length !== 65) throw new Error('compressed');
    p256.Point.fromBytes(point).assertValidity();
    return NobleKey.handle<Kind>(point);
  });
}

function importPair<Kind extends string>(pair: P256KeyPair): Promise<KeyHandle<Kind>> {
  return attempt('invalid-key', () => {
    if (!equalBytes(p256.getPublicKey(pair.scalar, false), pair.point)) throw new Error('no pair');
    return NobleKey.handle<Kind>(pair.scalar);
  });
}

function importAes(key: Bytes): Promise<KeyHandle<'aes-gcm'>> {
  return attempt('invalid-key', () => {
    if (key.length !== 16 && key.length !== 32) throw new Error('length');
    return NobleKey.handle<'aes-gcm'>(key);
  });
}

function generatePair(): P256KeyPair {
  const { secretKey } = p256.keygen();
  return { scalar: secretKey, point: p256.getPublicKey(secretKey, false) };
}

/**
 * The same primitives in plain JavaScript: for tests against the platform, and as a second opinion.
 * 25 to 35 times slower than the platform, and its keys are bytes in memory: not for bulk or custody.
 */
export const noble: CryptoBackend = {
  name: 'noble',
  randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
  sha256: (message) => Promise.resolve(sha256(message)),
  hkdfSha256: (inputKey, salt, info, length) =>
    attempt('invalid-argument', () => hkdf(sha256, inputKey, salt, info, length)),

  importAesGcmKey: importAes,
  deriveAesGcmKey: (inputKey, salt, info, length) => importAes(hkdf(sha256, inputKey, salt, info, length)),
  aesGcmEncrypt: (key, iv, plaintext, associatedData) =>
    Promise.resolve(gcm(NobleKey.bytesOf(key), iv, associatedData).encrypt(plaintext)),
  aesGcmDecrypt: (key, iv, ciphertext, associatedData) =>
    attempt('decryption-failed', () => gcm(NobleKey.bytesOf(key), iv, associatedData).decrypt(ciphertext)),

  generateP256: () => Promise.resolve(generatePair()),
  generateEphemeral() {
    const pair = generatePair();
    return Promise.resolve({ privateKey: NobleKey.handle(pair.scalar), point: pair.point });
  },
  importEcdhPrivateKey: importPair,
  importEcdhPublicKey: importPoint,
  // 33 bytes come back, sign byte first: only x is the shared secret.
  ecdh: (privateKey, publicKey) =>
    attempt('invalid-key', () =>
      p256.getSharedSecret(NobleKey.bytesOf(privateKey), NobleKey.bytesOf(publicKey), true).slice(1),
    ),

  importEcdsaPrivateKey: importPair,
  importEcdsaPublicKey: importPoint,
  ecdsaSign: (key, message) => Promise.resolve(p256.sign(message, NobleKey.bytesOf(key), COMPACT)),
  ecdsaVerify: (key, signature, message) =>
    attempt('invalid-key', () => p256.verify(signature, message, NobleKey.bytesOf(key), COMPACT)).catch(
      () => false,
    ),
};

import type { AesGcmHandle, CryptoBackend, KeyHandle, P256KeyPair } from './backend';
import { type Bytes, concat, fromBase64Url, fromHex } from './bytes';
import { CryptoError } from './crypto-error';

const ECDH = { name: 'ECDH', namedCurve: 'P-256' };
const ECDSA = { name: 'ECDSA', namedCurve: 'P-256' };
const ECDSA_SHA256 = { name: 'ECDSA', hash: 'SHA-256' };

// RFC 5958 PrivateKeyInfo of a P-256 key, with the public point inside: without it Firefox refuses.
const PKCS8_HEAD = fromHex('308187020100301306072a8648ce3d020106082a8648ce3d030107046d306b0201010420');
const PKCS8_MIDDLE = fromHex('a144034200');

const asHandle = <Kind extends string>(key: CryptoKey) => key as unknown as KeyHandle<Kind>;
const asCryptoKey = (handle: KeyHandle<string>) => handle as unknown as CryptoKey;

/** Read when used: `subtle` is missing outside secure contexts, and importing this file must not fail there. */
const subtle = () => crypto.subtle;

async function importKey<Kind extends string>(
  format: 'raw' | 'pkcs8',
  bytes: Bytes,
  algorithm: { name: string; namedCurve?: string },
  usages: KeyUsage[],
): Promise<KeyHandle<Kind>> {
  try {
    return asHandle<Kind>(await subtle().importKey(format, bytes, algorithm, false, usages));
  } catch {
    throw new CryptoError('invalid-key', `not a key for ${algorithm.name}`);
  }
}

/** Chromium and Node also take 33-byte compressed points in `raw`: lengths are checked here. */
function importPoint<Kind extends string>(point: Bytes, algorithm: typeof ECDH, usages: KeyUsage[]) {
  if (point.length !== 65 || point[0] !== 4) {
    return Promise.reject(new CryptoError('invalid-key', 'not an uncompressed P-256 point'));
  }
  return importKey<Kind>('raw', point, algorithm, usages);
}

function importPair<Kind extends string>(pair: P256KeyPair, algorithm: typeof ECDH, usages: KeyUsage[]) {
  if (pair.scalar.length !== 32 || pair.point.length !== 65) {
    return Promise.reject(new CryptoError('invalid-key', 'not a P-256 key pair'));
  }
  const pkcs8 = concat(PKCS8_HEAD, pair.scalar, PKCS8_MIDDLE, pair.point);
  return importKey<Kind>('pkcs8', pkcs8, algorithm, usages);
}

async function hkdfParameters(inputKey: Bytes, salt: Bytes, info: Bytes) {
  const key = await subtle().importKey('raw', inputKey, 'HKDF', false, ['deriveBits', 'deriveKey']);
  return { algorithm: { name: 'HKDF', hash: 'SHA-256', salt, info }, key };
}

/** 192-bit keys are valid for WebCrypto but not for Tink. */
function importAesGcmKey(key: Bytes): Promise<AesGcmHandle> {
  if (key.length !== 16 && key.length !== 32) {
    return Promise.reject(new CryptoError('invalid-key', 'an AES-GCM key has 16 or 32 bytes'));
  }
  return importKey('raw', key, { name: 'AES-GCM' }, ['encrypt', 'decrypt']);
}

async function generateP256(): Promise<P256KeyPair> {
  const pair = await subtle().generateKey(ECDH, true, ['deriveBits']);
  const { x, y, d } = await subtle().exportKey('jwk', pair.privateKey);
  if (x === undefined || y === undefined || d === undefined) {
    throw new CryptoError('invalid-key', 'the platform gave an incomplete key');
  }
  return { scalar: fromBase64Url(d), point: concat([4], fromBase64Url(x), fromBase64Url(y)) };
}

/**
 * The browser's, worker's or Node's own cryptography: native speed, keys that cannot be exported.
 *
 * HKDF stays native too. noble's would save two hops to the crypto threads, but measured side by side in
 * Chromium, ECIES openings took 4 to 40 % longer with it (in Node 7 % less); and this way the derived key
 * never becomes bytes in JavaScript.
 */
export const webcrypto: CryptoBackend = {
  name: 'webcrypto',
  randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
  sha256: async (message) => new Uint8Array(await subtle().digest('SHA-256', message)),
  async hkdfSha256(inputKey, salt, info, length) {
    const { algorithm, key } = await hkdfParameters(inputKey, salt, info);
    try {
      return new Uint8Array(await subtle().deriveBits(algorithm, key, length * 8));
    } catch {
      throw new CryptoError('invalid-argument', 'HKDF gives at most 8160 bytes');
    }
  },

  importAesGcmKey,
  async deriveAesGcmKey(inputKey, salt, info, length) {
    const { algorithm, key } = await hkdfParameters(inputKey, salt, info);
    const aes = { name: 'AES-GCM', length: length * 8 };
    return asHandle(await subtle().deriveKey(algorithm, key, aes, false, ['encrypt', 'decrypt']));
  },
  async aesGcmEncrypt(key, iv, plaintext, additionalData) {
    const algorithm = { name: 'AES-GCM', iv, additionalData };
    return new Uint8Array(await subtle().encrypt(algorithm, asCryptoKey(key), plaintext));
  },
  async aesGcmDecrypt(key, iv, ciphertext, additionalData) {
    try {
      const algorithm = { name: 'AES-GCM', iv, additionalData };
      return new Uint8Array(await subtle().decrypt(algorithm, asCryptoKey(key), ciphertext));
    } catch {
      throw new CryptoError('decryption-failed', 'cannot be opened');
    }
  },

  generateP256,
  async generateEphemeral() {
    const pair = await subtle().generateKey(ECDH, false, ['deriveBits']);
    const point = new Uint8Array(await subtle().exportKey('raw', pair.publicKey));
    return { privateKey: asHandle(pair.privateKey), point };
  },
  importEcdhPrivateKey: (pair) => importPair(pair, ECDH, ['deriveBits']),
  importEcdhPublicKey: (point) => importPoint(point, ECDH, []),
  async ecdh(privateKey, publicKey) {
    const algorithm = { name: 'ECDH', public: asCryptoKey(publicKey) };
    return new Uint8Array(await subtle().deriveBits(algorithm, asCryptoKey(privateKey), 256));
  },

  importEcdsaPrivateKey: (pair) => importPair(pair, ECDSA, ['sign']),
  importEcdsaPublicKey: (point) => importPoint(point, ECDSA, ['verify']),
  ecdsaSign: async (key, message) =>
    new Uint8Array(await subtle().sign(ECDSA_SHA256, asCryptoKey(key), message)),
  ecdsaVerify: (key, signature, message) =>
    signature.length === 64
      ? subtle().verify(ECDSA_SHA256, asCryptoKey(key), signature, message)
      : Promise.resolve(false),
};

import type { Bytes } from './bytes';

declare const kind: unique symbol;

/**
 * An imported key. What is behind it belongs to the back-end that made it: a `CryptoKey` that cannot be
 * exported, or an object with a private field. Nothing here gives key bytes back.
 */
export interface KeyHandle<Kind extends string> {
  readonly [kind]: Kind;
}

export type AesGcmHandle = KeyHandle<'aes-gcm'>;
export type EcdhPrivateHandle = KeyHandle<'ecdh-private'>;
export type EcdhPublicHandle = KeyHandle<'ecdh-public'>;
export type EcdsaPrivateHandle = KeyHandle<'ecdsa-private'>;
export type EcdsaPublicHandle = KeyHandle<'ecdsa-public'>;

/** A P-256 key pair as bytes: `scalar` 32 bytes big-endian, `point` 65 bytes `04 || X || Y`. */
export interface P256KeyPair {
  readonly scalar: Bytes;
  readonly point: Bytes;
}

/**
 * The primitives under Tink's formats, so that the same tests run over the browser's cryptography and
 * over an independent implementation, and the two can be compared.
 *
 * Imports reject with CryptoError `invalid-key` when the length is wrong, the point is not on the curve
 * or the scalar is not in 1..n-1. Points are always 65 bytes uncompressed: p256-point.ts converts.
 */
export interface CryptoBackend {
  readonly name: 'webcrypto' | 'noble' | 'node';

  randomBytes(length: number): Bytes;
  sha256(message: Bytes): Promise<Bytes>;
  /** RFC 5869 with HMAC-SHA256; an empty salt means 32 zero bytes. At most 8160 bytes: `invalid-argument`. */
  hkdfSha256(inputKey: Bytes, salt: Bytes, info: Bytes, length: number): Promise<Bytes>;

  /** `key` is 16 or 32 bytes. */
  importAesGcmKey(key: Bytes): Promise<AesGcmHandle>;
  /** HKDF straight into an AES-GCM key, so that the derived bytes need not pass through JavaScript. */
  deriveAesGcmKey(inputKey: Bytes, salt: Bytes, info: Bytes, length: 16 | 32): Promise<AesGcmHandle>;
  /** `iv` is 12 bytes; gives `C || tag(16)`. */
  aesGcmEncrypt(key: AesGcmHandle, iv: Bytes, plaintext: Bytes, associatedData: Bytes): Promise<Bytes>;
  /** Takes `C || tag(16)`; rejects with CryptoError `decryption-failed`. */
  aesGcmDecrypt(key: AesGcmHandle, iv: Bytes, ciphertext: Bytes, associatedData: Bytes): Promise<Bytes>;

  /** A key pair to be stored in a keyset: the only place where fresh private bytes are visible. */
  generateP256(): Promise<P256KeyPair>;
  /** A key pair for one message. */
  generateEphemeral(): Promise<{ readonly privateKey: EcdhPrivateHandle; readonly point: Bytes }>;
  importEcdhPrivateKey(pair: P256KeyPair): Promise<EcdhPrivateHandle>;
  importEcdhPublicKey(point: Bytes): Promise<EcdhPublicHandle>;
  /** The x-coordinate of the shared point, 32 bytes. */
  ecdh(privateKey: EcdhPrivateHandle, publicKey: EcdhPublicHandle): Promise<Bytes>;

  importEcdsaPrivateKey(pair: P256KeyPair): Promise<EcdsaPrivateHandle>;
  importEcdsaPublicKey(point: Bytes): Promise<EcdsaPublicHandle>;
  /** ECDSA over SHA-256(message), as `r || s`, 64 bytes. */
  ecdsaSign(key: EcdsaPrivateHandle, message: Bytes): Promise<Bytes>;
  /** Takes `r || s`, 64 bytes. High s is as good as low s: Tink, JOSE and WebCrypto do not normalize. */
  ecdsaVerify(key: EcdsaPublicHandle, signature: Bytes, message: Bytes): Promise<boolean>;
}

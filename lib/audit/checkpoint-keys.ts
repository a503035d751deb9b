import { ed25519 } from '@noble/curves/ed25519.js';
import { p256 } from '@noble/curves/nist.js';
import { concat, equalBytes, fromBase64Url, fromHex, toHex, utf8, type Bytes } from '@/lib/crypto/bytes';
import type { ParsedNote } from './checkpoint-note';
import { hashOf } from './merkle';

/**
 * The two keys every checkpoint is signed with, as JWK members. Both have to hold: the ES256 key is the server's, the
 * Ed25519 key may be moved to another machine. Pure JavaScript, because not every browser's WebCrypto has Ed25519.
 */
export type CheckpointKeys = { es256: { x: string; y: string }; ed25519: { x: string } };

// SubjectPublicKeyInfo of an uncompressed P-256 point, up to the point (RFC 5480).
const P256_SPKI = fromHex('3059301306072a8648ce3d020106082a8648ce3d030107034200');
const ED25519_TYPE = 1;

function p256Point({ x, y }: CheckpointKeys['es256']): Bytes {
  return concat([4], fromBase64Url(x), fromBase64Url(y));
}

/** The first four bytes of SHA-256 of the SubjectPublicKeyInfo, as c2sp.org/signed-note has it for ECDSA. */
export function es256KeyId(key: CheckpointKeys['es256']): Bytes {
  return hashOf(concat(P256_SPKI, p256Point(key))).slice(0, 4);
}

/** The first four bytes of SHA-256(name || newline || 01 || key), as c2sp.org/signed-note has it for Ed25519. */
export function ed25519KeyId(name: string, key: CheckpointKeys['ed25519']): Bytes {
  return hashOf(concat(utf8(`${name}\n`), [ED25519_TYPE], fromBase64Url(key.x))).slice(0, 4);
}

/** What people compare: SHA-256 over both public keys, in hexadecimal. */
export function keysFingerprint(keys: CheckpointKeys): string {
  return toHex(hashOf(concat(p256Point(keys.es256), fromBase64Url(keys.ed25519.x))));
}

/** Whether the note carries a good signature of both keys, each under the origin's name. */
export function isSigned({ text, checkpoint, signatures }: ParsedNote, keys: CheckpointKeys): boolean {
  const message = utf8(text);
  const find = (keyId: Bytes) =>
    signatures.find((line) => line.name === checkpoint.origin && equalBytes(line.keyId, keyId))?.signature;
  const es256 = find(es256KeyId(keys.es256));
  const witness = find(ed25519KeyId(checkpoint.origin, keys.ed25519));
  if (signatures.length !== 2 || es256?.length !== 64 || witness?.length !== 64) return false;
  return (
    holds(() => p256.verify(es256, message, p256Point(keys.es256), { lowS: false })) &&
    holds(() => ed25519.verify(witness, message, fromBase64Url(keys.ed25519.x)))
  );
}

/** A point that is not on the curve is thrown by the library; here it is one more way not to be signed. */
function holds(check: () => boolean): boolean {
  try {
    return check();
  } catch {
    return false;
  }
}

import { p256 } from '@noble/curves/nist.js';
import { type Bytes, concat } from './bytes';
import { CryptoError } from './crypto-error';

/**
 * How a point is written (Tink `EcPointFormat`):
 * 1 UNCOMPRESSED `04 || X || Y`, 2 COMPRESSED `02|03 || X`,
 * 3 DO_NOT_USE_CRUNCHY_UNCOMPRESSED `X || Y`, which newer Java calls LEGACY_UNCOMPRESSED.
 */
export type PointFormat = 'UNCOMPRESSED' | 'COMPRESSED' | 'DO_NOT_USE_CRUNCHY_UNCOMPRESSED';

export const POINT_LENGTH: Readonly<Record<PointFormat, number>> = {
  UNCOMPRESSED: 65,
  COMPRESSED: 33,
  DO_NOT_USE_CRUNCHY_UNCOMPRESSED: 64,
};

/** From `04 || X || Y` to the given format. */
export function encodePoint(point: Bytes, format: PointFormat): Bytes {
  switch (format) {
    case 'UNCOMPRESSED':
      return point;
    case 'DO_NOT_USE_CRUNCHY_UNCOMPRESSED':
      return point.subarray(1);
    case 'COMPRESSED':
      return concat([2 + ((point[64] ?? 0) & 1)], point.subarray(1, 33));
  }
}

/**
 * To `04 || X || Y`. That the point is on the curve is checked here for COMPRESSED, and by the
 * back-end's import for the other two.
 * @throws CryptoError `invalid-key` for another length or first byte
 */
export function decodePoint(encoded: Bytes, format: PointFormat): Bytes {
  if (encoded.length !== POINT_LENGTH[format]) throw new CryptoError('invalid-key', 'point of wrong length');
  switch (format) {
    case 'UNCOMPRESSED':
      if (encoded[0] !== 4) throw new CryptoError('invalid-key', 'not an uncompressed point');
      return encoded;
    case 'DO_NOT_USE_CRUNCHY_UNCOMPRESSED':
      return concat([4], encoded);
    case 'COMPRESSED':
      return decompress(encoded);
  }
}

function decompress(encoded: Bytes): Bytes {
  try {
    return p256.Point.fromBytes(encoded).toBytes(false);
  } catch {
    throw new CryptoError('invalid-key', 'not a point on P-256');
  }
}

/**
 * A keyset's integer as 32 bytes. Tink keysets hold x, y and scalars as big-endian integers of any
 * length: Java and C++ write 33 bytes with a leading zero, older Python 32, short values may have fewer.
 * Source: tink-java `internal/BigIntegerEncoding.java`.
 * @throws CryptoError `malformed-keyset` for none or more than 32 significant bytes
 */
export function fixed32(integer: Bytes): Bytes {
  let start = 0;
  while (start < integer.length && integer[start] === 0) start++;
  const length = integer.length - start;
  if (length === 0 || length > 32) throw new CryptoError('malformed-keyset', 'integer out of range');
  const fixed = new Uint8Array(32);
  fixed.set(integer.subarray(start), 32 - length);
  return fixed;
}

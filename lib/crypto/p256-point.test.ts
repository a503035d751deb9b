import { p256 } from '@noble/curves/nist.js';
import { expect, test } from 'vitest';
import { type Bytes, concat } from './bytes';
import { decodePoint, encodePoint, fixed32, POINT_LENGTH } from './p256-point';

const invalid = expect.objectContaining({ name: 'CryptoError', code: 'invalid-key' }) as Error;
const formats = ['UNCOMPRESSED', 'COMPRESSED', 'DO_NOT_USE_CRUNCHY_UNCOMPRESSED'] as const;

function withFirstByte(bytes: Bytes, first: number): Bytes {
  return concat([first], bytes.subarray(1));
}

test.each(formats)('%s: points with even and odd y come back', (format) => {
  const signs = new Set<number | undefined>();
  for (let scalar = 1; scalar <= 10; scalar++) {
    const point = p256.getPublicKey(fixed32(new Uint8Array([scalar])), false);
    const encoded = encodePoint(point, format);
    expect(encoded).toHaveLength(POINT_LENGTH[format]);
    expect(decodePoint(encoded, format)).toEqual(point);
    signs.add((point[64] ?? 0) & 1);
  }
  expect(signs.size).toBe(2);
});

test('a point in another form than the announced one is refused', () => {
  const point = p256.getPublicKey(fixed32(new Uint8Array([5])), false);
  const compressed = encodePoint(point, 'COMPRESSED');
  for (const first of [0, 2, 3, 5, 6, 7]) {
    expect(() => decodePoint(withFirstByte(point, first), 'UNCOMPRESSED')).toThrow(invalid);
  }
  for (const first of [0, 1, 4, 5]) {
    expect(() => decodePoint(withFirstByte(compressed, first), 'COMPRESSED')).toThrow(invalid);
  }
  expect(() => decodePoint(compressed, 'UNCOMPRESSED')).toThrow(invalid);
  expect(() => decodePoint(point, 'COMPRESSED')).toThrow(invalid);
  expect(() => decodePoint(point, 'DO_NOT_USE_CRUNCHY_UNCOMPRESSED')).toThrow(invalid);
});

test('a compressed x without a y is refused', () => {
  // About every second x is on no point; x = p or above is none at all.
  const refused = Array.from({ length: 20 }, (_, x) => concat([2], fixed32(new Uint8Array([x + 1])))).filter(
    (encoded) => {
      try {
        decodePoint(encoded, 'COMPRESSED');
        return false;
      } catch (error) {
        expect(error).toEqual(invalid);
        return true;
      }
    },
  );
  expect(refused.length).toBeGreaterThan(3);
  expect(() => decodePoint(concat([2], new Uint8Array(32).fill(255)), 'COMPRESSED')).toThrow(invalid);
});

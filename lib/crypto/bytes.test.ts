import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  be32,
  concat,
  equalBytes,
  fromBase64,
  fromBase64Url,
  fromHex,
  fromUtf8,
  toBase64,
  toBase64Url,
  toHex,
  utf8,
} from './bytes';

const malformed = expect.objectContaining({ name: 'CryptoError', code: 'malformed-encoding' }) as Error;

test('every encoding comes back, and agrees with another implementation', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      expect(toHex(bytes)).toBe(Buffer.from(bytes).toString('hex'));
      expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
      expect(toBase64Url(bytes)).toBe(Buffer.from(bytes).toString('base64url'));
      expect(fromHex(toHex(bytes))).toEqual(bytes);
      expect(fromBase64(toBase64(bytes))).toEqual(bytes);
      expect(fromBase64Url(toBase64Url(bytes))).toEqual(bytes);
    }),
  );
});

test('more bytes than a function takes arguments', () => {
  const bytes = new Uint8Array(1_000_000).map((_, index) => index);
  expect(equalBytes(fromBase64(toBase64(bytes)), bytes)).toBe(true);
});

test.each([
  'A',
  'AA',
  'AAA',
  'AA=A',
  'AAA=A',
  'AAAA=',
  'AA==AA==',
  'AA ==',
  'AA\n==',
  'AA-_',
  'AB==',
  'AAB=',
  '====',
])('base64 %j is refused', (text) => expect(() => fromBase64(text)).toThrow(malformed));

test.each(['A', 'AA==', 'AA+/', 'AA ', 'AB', 'AAB', 'AAAAA'])('base64url %j is refused', (text) =>
  expect(() => fromBase64Url(text)).toThrow(malformed),
);

test.each(['a', '0g', '0x00', ' 00', '00 '])('hexadecimal %j is refused', (text) =>
  expect(() => fromHex(text)).toThrow(malformed),
);

test('UTF-8 keeps a byte order mark and refuses what is not UTF-8', () => {
  expect(fromUtf8(utf8('\ufeffé🔑'))).toBe('\ufeffé🔑');
  expect(() => fromUtf8(fromHex('ff'))).toThrow(malformed);
  expect(() => fromUtf8(fromHex('c080'))).toThrow(malformed);
});

test('32-bit numbers are unsigned and big-endian', () => {
  expect(toHex(be32(0xa5e73df1))).toBe('a5e73df1');
  expect(toHex(be32(1))).toBe('00000001');
});

test('bytes are equal or not', () => {
  expect(equalBytes(fromHex('0102'), concat([1], [2]))).toBe(true);
  expect(equalBytes(fromHex('0102'), fromHex('0103'))).toBe(false);
  expect(equalBytes(fromHex('0102'), fromHex('01'))).toBe(false);
  expect(equalBytes(fromHex('0100'), fromHex('01'))).toBe(false);
  expect(equalBytes(fromHex(''), fromHex(''))).toBe(true);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { concat, fromHex, toHex } from './bytes';
import { derFromRaw, rawFromDer } from './der-signature';

test('any r and s come back, in at most 72 bytes', () => {
  const integer = fc.uint8Array({ minLength: 1, maxLength: 32 });
  fc.assert(
    fc.property(integer, integer, (r, s) => {
      const raw = concat(new Uint8Array(32 - r.length), r, new Uint8Array(32 - s.length), s);
      const der = derFromRaw(raw);
      expect(der.length).toBeLessThanOrEqual(72);
      expect(rawFromDer(der)).toEqual(raw);
    }),
  );
});

test('short and high integers', () => {
  const raw = concat(new Uint8Array(31), [1], [0x80], new Uint8Array(31));
  expect(toHex(derFromRaw(raw))).toBe(`302602010102210080${'00'.repeat(31)}`);
});

test.each([
  ['nothing', ''],
  ['a zero too many', '300702020001020101'],
  ['a negative number', '3006020181020101'],
  ['a long form of length', '308106020101020101'],
  ['a byte left over', '300602010102010100'],
  ['a byte left over inside', '30070201010201010a'],
  ['a third number', '3009020101020101020101'],
  ['one number', '3003020101'],
  ['an empty number', '30050200020101'],
  ['another tag', '3106020101020101'],
  ['another inner tag', '3006030101020101'],
  ['33 significant bytes', `302602210101${'00'.repeat(31)}020101`],
])('%s is not strict DER', (_, hex) => {
  expect(rawFromDer(fromHex(hex))).toBeUndefined();
});

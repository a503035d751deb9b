import fc from 'fast-check';
import { expect, test } from 'vitest';
import { concat, fromHex, toHex, utf8 } from './bytes';
import { bytesField, readMessage, uintField } from './proto-wire';

const malformed = expect.objectContaining({ name: 'CryptoError', code: 'malformed-keyset' }) as Error;
const shape = { 1: 'uint', 2: 'bytes', 3: 'repeated' } as const;

test('any number and any bytes come back', () => {
  const uint32 = fc.integer({ min: 0, max: 0xffffffff });
  const bytes = fc.uint8Array({ maxLength: 300 });
  fc.assert(
    fc.property(uint32, bytes, fc.array(bytes, { maxLength: 4 }), (number, one, many) => {
      const repeated = many.filter(({ length }) => length > 0).map((each) => new Uint8Array(each));
      const written = concat(
        uintField(1, number),
        bytesField(2, new Uint8Array(one)),
        ...repeated.map((each) => bytesField(3, each)),
      );
      const read = readMessage(written, shape);
      expect(read.uint(1)).toBe(number);
      expect(read.bytes(2)).toEqual(one);
      expect(read.all(3)).toEqual(repeated);
    }),
  );
});

test('the example of the protocol buffers guide', () => {
  expect(toHex(uintField(1, 150))).toBe('089601');
  expect(toHex(bytesField(2, utf8('testing')))).toBe('120774657374696e67');
});

test.each([
  ['an unknown number', '2001'],
  ['unknown bytes', '220161'],
  ['bytes for a number', '0a0161'],
  ['a number for bytes', '1001'],
  ['64 bits', '090000000000000000'],
  ['32 bits', '0d00000000'],
  ['a group', '0b0c'],
  ['field 0', '0001'],
  ['a number given twice', '08010802'],
  ['bytes given twice', '120161120162'],
  ['more bytes announced than there are', '120261'],
  ['an end inside a number', '0880'],
  ['an end after a tag', '08'],
  ['33 bits', '088080808010'],
  ['six bytes of a number', '08808080808001'],
  ['a longer form of a small number', '088100'],
  ['a longer form of zero', '088000'],
])('%s is refused', (_, hex) => {
  expect(() => readMessage(fromHex(hex), shape)).toThrow(malformed);
});

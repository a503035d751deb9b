import { expect, test } from 'vitest';
import { toHex } from './bytes';
import { node } from './node-backend';

test('no random bytes are handed out twice, whatever is asked for in between', () => {
  const lengths = [12, 16, 32, 12, 5_000, 4_096];
  const pieces = Array.from({ length: 2_000 }, (_, n) => node.randomBytes(lengths[n % lengths.length]!));
  expect(pieces.map(({ length }, n) => length === lengths[n % lengths.length])).not.toContain(false);
  const heads = pieces.map((bytes) => toHex(bytes.subarray(0, 12)));
  expect(new Set(heads).size).toBe(heads.length);
  expect(heads.filter((head) => /^0+$/.test(head))).toEqual([]);
});

test('what was handed out is the caller’s alone', () => {
  const [one, two] = [node.randomBytes(12), node.randomBytes(12)];
  one.fill(0);
  expect(toHex(two)).not.toMatch(/^0+$/);
  expect(one.buffer).not.toBe(two.buffer);
});

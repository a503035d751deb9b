import { expect, test } from 'vitest';
import { fromUtf8 } from './bytes';
import * as contexts from './context';

const invalid = expect.objectContaining({ name: 'CryptoError', code: 'invalid-argument' }) as Error;
const A = '042799b9-fa50-4b44-b972-71ff56d082e5';
const B = '15b736a4-0ced-4533-ab27-8d44a6e531a5';

test.each([
  [contexts.userKey('u', 'enc', 1), 'wk1|uk|u|enc|1'],
  [contexts.unlockSlot('u', 'passphrase', 'ab12'), 'wk1|umk|u|passphrase|ab12'],
  [contexts.prfSlotKey('u'), 'wk1|slot|prf|u'],
  [contexts.recoverySlotKey('u'), 'wk1|slot|recovery|u'],
  [contexts.studyKey('o', 's', 2, 'm'), 'wk1|sk|o|s|2|m'],
  [contexts.studyKeyWrap('o', 's', 2, 'm'), 'wk1|skw|o|s|2|m'],
  [contexts.studyKeyCommitment(), 'wk1|skc|'],
  [contexts.organizationKey('o', 4294967295, 'm'), 'wk1|ok|o|4294967295|m'],
  [contexts.dataGroupKey('d', 7, 2), 'wk1|dg|d|7|2'],
  [contexts.dataGroupKeyStatement('d', 7), 'wk1|dgs|d|7'],
  [contexts.dekPack('d', 2), 'wk1|dp|d|2'],
  [contexts.manifestSignature(), 'wk1|manifest|'],
  [contexts.dekContext(A, B), A + B],
  [contexts.observationContext(A), A],
])('context %#', (bytes, text) => expect(fromUtf8(bytes)).toBe(text));

test.each(['', 'a|b', 'a b', 'a\n', 'é', '\u0000'])('a part %j is refused', (part) => {
  expect(() => contexts.userKey(part, 'enc', 1)).toThrow(invalid);
  expect(() => contexts.studyKey('o', part, 1, 'm')).toThrow(invalid);
  expect(() => contexts.dataGroupKey(part, 1, 1)).toThrow(invalid);
});

test.each([-1, 0.5, Number.NaN, Infinity, 2 ** 53])('a number %d is refused', (number) =>
  expect(() => contexts.dataGroupKey('d', 1, number)).toThrow(invalid),
);

test.each(['', '042799b9', `${A}0`, ` ${A}`, A.replaceAll('-', ''), `{${A}}`, `${A}\n`])(
  'an id %j is no UUID',
  (id) => {
    expect(() => contexts.dekContext(id, B)).toThrow(invalid);
    expect(() => contexts.dekContext(A, id)).toThrow(invalid);
    expect(() => contexts.observationContext(id)).toThrow(invalid);
  },
);

test('no two contexts with the same parts are the same', () => {
  const all = [
    contexts.userKey('a', 'enc', 1),
    contexts.userKey('a', 'sig', 1),
    contexts.userKey('a', 'enc', 11),
    contexts.unlockSlot('a', 'prf', 'enc'),
    contexts.prfSlotKey('a'),
    contexts.recoverySlotKey('a'),
    contexts.studyKey('a', 'b', 1, 'c'),
    contexts.studyKeyWrap('a', 'b', 1, 'c'),
    contexts.organizationKey('a', 1, 'c'),
    contexts.dataGroupKey('a', 1, 1),
    contexts.dataGroupKeyStatement('a', 1),
    contexts.dekPack('a', 1),
  ].map(fromUtf8);
  expect(new Set(all).size).toBe(all.length);
});

import { expect, test } from 'vitest';
import { passphraseStrength, suggestedPassphrase } from './passphrase';
import { WORDS } from './passphrase-words';

test.each([
  ['', 'too-short'],
  ['lantern', 'too-short'],
  ['lantern orchard thunder', 'too-short'],
  ['Tr0ub4dor&3', 'too-short'],
  ['a b c d e f', 'too-short'],
  ['antidisestablishmentarianism', 'too-short'],
  ['lantern lantern lantern lantern', 'repeats'],
  ['aaaaaaaaaaaaaaaaaaa1', 'repeats'],
  ['abababababababababa1', 'repeats'],
  ['abcdefghijklmnopqr12', 'sequence'],
  ['qwertyuiopasdfghjkl1', 'sequence'],
  ['Correct horse battery staple', 'famous'],
  ['correct-horse-battery-staple!', 'famous'],
  ['To be, or not to be', 'famous'],
  ['passwordpassword1234', 'famous'],
  ['ada lovelace example org', 'personal'],
] as const)('%s is refused: %s', (typed, problem) => {
  expect(passphraseStrength(typed, ['Ada Lovelace', 'ada@example.org'])).toEqual({ problem, score: 0 });
});

test.each([
  ['lantern orchard thunder violin', 2],
  ['lantern orchard thunder violin gravel', 3],
  ['lantern orchard thunder violin gravel puppet', 4],
  ['mi abuela canta boleros azules', 2],
  ['kX9#vQ2!mZ7@pL4$', 2],
  ['kX9#vQ2!mZ7@pL4$wN8%tR', 3],
] as const)('%s is taken, with %i of 4', (typed, score) => {
  expect(passphraseStrength(typed)).toEqual({ problem: null, score });
});

test.each(['en', 'es'] as const)('a suggestion in %s is strong, and no two are alike', (language) => {
  expect(WORDS[language]).toHaveLength(256);
  expect(new Set(WORDS[language]).size).toBe(256);
  const suggestions = Array.from({ length: 50 }, () => suggestedPassphrase(language));
  expect(new Set(suggestions).size).toBe(50);
  for (const suggestion of suggestions) expect(suggestion.split(' ')).toHaveLength(6);
});

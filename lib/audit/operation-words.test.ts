import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { OPERATION_WORDS, operationWords } from './operation-words';

/** The names of commands and queries as the sources write them. */
function operations(): string[] {
  const files = readdirSync('lib', { recursive: true, encoding: 'utf8' }).filter(
    (file) => /(?<!\.test|-world)\.ts$/.test(file) && !file.startsWith('db/generated'),
  );
  const names = files.flatMap((file) =>
    [...readFileSync(`lib/${file}`, 'utf8').matchAll(/^\s+name: '([a-z-]+\.[a-z-]+)'/gm)].map(
      ([, name]) => name!,
    ),
  );
  return [...new Set(names)].toSorted();
}

test('a manager reads in words what somebody was refused, whatever it was', () => {
  expect(operations().length).toBeGreaterThan(120);
  expect(operations().filter((name) => !(name in OPERATION_WORDS))).toEqual([]);
});

test('what has no words yet is said by its name', () => {
  expect(operationWords('study.dream')).toBe('do “study.dream”');
  expect(operationWords(null)).toBe('do “something”');
});

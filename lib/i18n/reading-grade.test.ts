import { describe, expect, test } from 'vitest';
import { MESSAGES } from './messages';
import { readingEaseEs, readingGrade, syllablesEs, textsOf } from './reading-grade';

test('known texts get the grade that the formula gives by hand', () => {
  // 6 words, 6 syllables, 1 sentence: 0.39 · 6 + 11.8 · 1 − 15.59
  expect(readingGrade('The cat sat on the mat.').grade).toBeCloseTo(-1.45, 2);
  expect(
    readingGrade('Organizational responsibilities necessitate comprehensive documentation.').grade,
  ).toBeGreaterThan(20);
});

/** One hard word weighs much in a short line, so a single line may be a little above the whole. */
const SINGLE = 9;

/** Labels of one or two words are no text that a formula could measure. */
const longerOf = (messages: object) => textsOf(messages).filter((text) => text.split(' ').length > 6);
const TEXTS = Object.entries(MESSAGES).filter(([, { en }]) => longerOf(en).length > 0);

test('nearly every namespace has sentences to measure', () => {
  expect(TEXTS.length).toBeGreaterThanOrEqual(Object.keys(MESSAGES).length - 1);
});

describe.each(TEXTS)('%s, which patients read', (_name, messages) => {
  const longer = longerOf(messages.en);

  test.each(longer)('%s', (text) => {
    const { grade, wordsPerSentence } = readingGrade(text);
    expect(wordsPerSentence).toBeLessThanOrEqual(15);
    expect(grade).toBeLessThanOrEqual(SINGLE);
  });

  test('all together: grade 6 at most', () => {
    expect(longer.length).toBeGreaterThan(0);
    expect(readingGrade(longer.join('\n')).grade).toBeLessThanOrEqual(6);
  });
});

test.each([
  ['sol', 1],
  ['datos', 2],
  ['ciudad', 2],
  ['leer', 2],
  ['país', 2],
  ['guitarra', 3],
  ['quien', 1],
  ['estudio', 3],
  ['todavía', 4],
  ['compartió', 3],
  ['muy', 1],
  ['azúcar', 3],
])('%s has %i syllables', (word, count) => {
  expect(syllablesEs(word)).toBe(count);
});

test('a Spanish text gets the ease that the formula gives by hand', () => {
  // 5 words, 8 syllables, 1 sentence: 206.835 − 62.3 · 8/5 − 5
  expect(readingEaseEs('El gato come en casa.').ease).toBeCloseTo(102.155, 2);
  expect(
    readingEaseEs('Responsabilidades organizativas interinstitucionales necesitan documentación.').ease,
  ).toBeLessThan(0);
});

/** Quite easy as a whole (INFLESZ); one long word weighs much in a short line. */
const EASE = 65;
const SINGLE_EASE = 45;

describe.each(TEXTS)('%s in Spanish', (_name, messages) => {
  const longer = longerOf(messages.es);

  test.each(longer)('%s', (text) => {
    const { ease, wordsPerSentence } = readingEaseEs(text);
    expect(wordsPerSentence).toBeLessThanOrEqual(18);
    expect(ease).toBeGreaterThanOrEqual(SINGLE_EASE);
  });

  test('all together: quite easy', () => {
    expect(longer.length).toBeGreaterThan(0);
    const { ease, wordsPerSentence } = readingEaseEs(longer.join('\n'));
    expect(ease).toBeGreaterThanOrEqual(EASE);
    expect(wordsPerSentence).toBeLessThanOrEqual(15);
  });
});

import { describe, expect, test } from 'vitest';
import { MESSAGES } from './messages';
import { readingGrade, textsOf } from './reading-grade';

test('known texts get the grade that the formula gives by hand', () => {
  // 6 words, 6 syllables, 1 sentence: 0.39 · 6 + 11.8 · 1 − 15.59
  expect(readingGrade('The cat sat on the mat.').grade).toBeCloseTo(-1.45, 2);
  expect(
    readingGrade('Organizational responsibilities necessitate comprehensive documentation.').grade,
  ).toBeGreaterThan(20);
});

/** One hard word weighs much in a short line, so a single line may be a little above the whole. */
const SINGLE = 9;

describe.each(Object.entries(MESSAGES))('%s, which patients read', (_name, messages) => {
  const longer = textsOf(messages.en).filter((text) => text.split(' ').length > 6);

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

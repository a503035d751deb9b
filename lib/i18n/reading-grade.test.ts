import { describe, expect, test } from 'vitest';
import { invitationMessages } from './messages/invitation-messages';
import { patientMessages } from './messages/patient-messages';
import { readingGrade, textsOf } from './reading-grade';

test('known texts get the grade that the formula gives by hand', () => {
  // 6 words, 6 syllables, 1 sentence: 0.39 · 6 + 11.8 · 1 − 15.59
  expect(readingGrade('The cat sat on the mat.').grade).toBeCloseTo(-1.45, 2);
  expect(
    readingGrade('Organizational responsibilities necessitate comprehensive documentation.').grade,
  ).toBeGreaterThan(20);
});

describe('invitations are read by everybody', () => {
  const longer = textsOf(invitationMessages.en).filter((text) => text.split(' ').length > 6);

  test.each(longer)('%s', (text) => {
    expect(readingGrade(text).wordsPerSentence).toBeLessThanOrEqual(15);
  });

  test('all together: grade 6 at most', () => {
    expect(readingGrade(longer.join('\n')).grade).toBeLessThanOrEqual(6);
  });
});

test('what a patient reads about an emergency access: grade 6 at most, in short sentences', () => {
  const { emergency, superAdmin } = patientMessages.en;
  const { grade, wordsPerSentence } = readingGrade(
    `${emergency.replace('{name}', 'Ada Root')} ${superAdmin}`,
  );
  expect(grade).toBeLessThanOrEqual(6);
  expect(wordsPerSentence).toBeLessThanOrEqual(15);
});

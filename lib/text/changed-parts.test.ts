import { expect, test } from 'vitest';
import { changedParts } from './changed-parts';

test('says what came and what went, in the order of the texts', () => {
  expect(changedParts('One.\n\nTwo.\n\nThree.', 'One.\nThree.\nFour.\nTwo, longer.')).toEqual({
    added: ['Four.', 'Two, longer.'],
    removed: ['Two.'],
  });
});

test('space between paragraphs is no change, and a repeated one counts', () => {
  expect(changedParts('A\n\n\n  B ', 'A\nB')).toEqual({ added: [], removed: [] });
  expect(changedParts('A\nA\nB', 'A\nB')).toEqual({ added: [], removed: ['A'] });
});

import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { pseudonymOf } from './pseudonym';

test('is the same for the same patient, another for another, and says nothing of them', () => {
  expect(pseudonymOf('00443214-c742-54b6-835c-fd00a10b2c3d')).toBe(
    pseudonymOf('00443214-c742-54b6-835c-fd00a10b2c3d'),
  );
  expect(pseudonymOf('ffffffff-ff00-4000-8000-000000000000')).toBe('P-ZZZZZZZZ');
  const many = Array.from({ length: 5_000 }, () => pseudonymOf(randomUUID()));
  expect(new Set(many).size).toBe(5_000);
  for (const each of many) expect(each).toMatch(/^P-[0-9A-HJKMNP-TV-Z]{8}$/);
});

import { expect, test } from 'vitest';
import { localInput, momentOf } from './local-moment';

test('a field’s words are a moment in the reader’s zone, and back again', () => {
  expect(momentOf('2026-07-01T09:30', 'Europe/Berlin')?.toISOString()).toBe('2026-07-01T07:30:00.000Z');
  expect(momentOf('2026-01-01T00:05', 'America/New_York')?.toISOString()).toBe('2026-01-01T05:05:00.000Z');
  expect(momentOf('2026-03-29T03:30', 'Europe/Berlin')?.toISOString()).toBe('2026-03-29T01:30:00.000Z');
  expect(momentOf('2026-10-25T12:00', 'Europe/Berlin')?.toISOString()).toBe('2026-10-25T11:00:00.000Z');
  expect(localInput('2026-07-01T07:30:00.000Z', 'Europe/Berlin')).toBe('2026-07-01T09:30');
  expect(localInput('2026-01-01T05:05:00Z', 'America/New_York')).toBe('2026-01-01T00:05');
});

test('what is not filled in yet is none', () => {
  for (const text of ['', '2026-07-01', '0202-07-01T09:30', 'soon']) expect(momentOf(text, 'UTC')).toBeNull();
});

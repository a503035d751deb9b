import fc from 'fast-check';
import { expect, test } from 'vitest';
import { partsOf } from '@/lib/mail/mail';
import { readCursor, writeCursor } from '@/lib/list-cursor';
import { maskedEmail } from './invitation';
import { codeHash, newCode, newToken, tokenHash } from './invitation-secret';

test('a masked address shows its first letter and its host, and nothing of the rest', () => {
  expect(maskedEmail('ada.lovelace@example.org')).toBe('a•••@example.org');
  expect(maskedEmail('"odd@local"@example.org')).toBe('"•••@example.org');
  expect(maskedEmail('no address')).toBe('•••');
});

test('tokens are 256 bits, never alike, and anything else has no hash', () => {
  const tokens = Array.from({ length: 1000 }, newToken);
  expect(new Set(tokens).size).toBe(1000);
  for (const token of tokens) expect(tokenHash(token)).toHaveLength(32);
  for (const token of ['', 'a'.repeat(42), 'a'.repeat(44), `${'a'.repeat(42)}!`])
    expect(tokenHash(token)).toBeNull();
});

test('codes have six digits, and their hash is bound to the invitation', () => {
  for (let n = 0; n < 1000; n += 1) expect(newCode()).toMatch(/^\d{6}$/);
  expect(codeHash('a', '123456')).not.toEqual(codeHash('b', '123456'));
  expect(codeHash('a', '123456')).toEqual(codeHash('a', '123456'));
});

test('a letter cut into parts is the same letter, and only web addresses become links', () => {
  fc.assert(
    fc.property(
      fc.string(),
      (text) =>
        partsOf(text)
          .map((part) => part.text)
          .join('') === text,
    ),
  );
  expect(partsOf('See http://localhost/a?b=c now, not javascript:alert(1)')).toEqual([
    { text: 'See ', isLink: false },
    { text: 'http://localhost/a?b=c', isLink: true },
    { text: ' now, not javascript:alert(1)', isLink: false },
  ]);
});

test('a cursor comes back as it was, and nothing else is one', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 200 }), fc.uuid(), (value, id) => {
      expect(readCursor(writeCursor({ value, id }))).toEqual({ value, id });
    }),
  );
  fc.assert(fc.property(fc.string(), (text) => readCursor(text) === null || text.length > 40));
});

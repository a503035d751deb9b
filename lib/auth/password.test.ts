import { argon2id } from 'hash-wasm';
import { describe, expect, test } from 'vitest';
import { NewPassword } from '@/lib/accounts/account-schema';
import { hashPassword, passwordMatches } from './password';

describe('passwords', () => {
  test('are kept as Argon2id with its cost written beside it, and never twice the same', async () => {
    const [one, other] = await Promise.all([hashPassword('correct horse'), hashPassword('correct horse')]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    expect(one).not.toBe(other);
    expect(await passwordMatches('correct horse', one)).toBe(true);
    expect(await passwordMatches('correct horsf', one)).toBe(false);
  });

  test('a hash made by another implementation, at another cost, is understood', async () => {
    const salt = new Uint8Array(16).fill(7);
    const cost = { parallelism: 1, iterations: 3, memorySize: 64, hashLength: 24 };
    const stored = await argon2id({ password: 'pässword', salt, ...cost, outputType: 'encoded' });
    expect(await passwordMatches('pässword', stored)).toBe(true);
    expect(await passwordMatches('password', stored)).toBe(false);
  });

  test('the same letters typed another way are the same password', async () => {
    const stored = await hashPassword('cafe\u0301 au lait');
    expect(await passwordMatches('caf\u00e9 au lait', stored)).toBe(true);
  });

  test.each([null, '', 'plain', '$2b$10$abcdefghijklmnopqrstuv', '$argon2id$v=19$m=19456,t=2,p=1$AAAA$AAAA'])(
    'nothing matches %j',
    async (stored) => {
      expect(await passwordMatches('', stored)).toBe(false);
      expect(await passwordMatches('x', stored)).toBe(false);
    },
  );

  test('checking for an account that does not exist takes the time of one that does', async () => {
    const stored = await hashPassword('correct horse');
    const runs: { known: number[]; unknown: number[] } = { known: [], unknown: [] };
    // In turns, so that whatever else this machine does falls on both alike.
    for (let run = 0; run < 15; run += 1) {
      for (const kind of ['known', 'unknown'] as const) {
        const before = performance.now();
        await passwordMatches('a guess', kind === 'known' ? stored : null);
        runs[kind].push(performance.now() - before);
      }
    }
    const median = (times: number[]) => times.sort((a, b) => a - b)[7]!;
    const ratio = median(runs.unknown) / median(runs.known);
    expect(ratio).toBeGreaterThan(0.6);
    expect(ratio).toBeLessThan(1.7);
  });
});

describe('a new password', () => {
  test.each(['twelve chars', 'ääääääääääää', '🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑'])('%s will do', (password) => {
    expect(NewPassword.safeParse(password).success).toBe(true);
  });

  test('that is short is refused with the number', () => {
    const result = NewPassword.safeParse('eleven char');
    expect(result.error?.issues[0]?.message).toBe('Use 12 characters or more.');
    expect(NewPassword.safeParse('🔑'.repeat(11)).success).toBe(false);
    expect(NewPassword.safeParse('x'.repeat(257)).success).toBe(false);
  });
});

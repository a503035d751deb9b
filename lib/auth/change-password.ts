import 'server-only';
import { z } from 'zod';
import { NewPassword } from '@/lib/accounts/account-schema';
import { addresseeOf, passwordHashOf, replacePasswordHash } from '@/lib/accounts/account-store';
import { accountTarget } from '@/lib/accounts/account-target';
import { recordEvent } from '@/lib/audit/record';
import type { Principal } from '@/lib/authorization/question';
import { command, execute, parseInput } from '@/lib/command';
import { inTransaction } from '@/lib/db/transaction';
import { AppError } from '@/lib/errors';
import { queueMail } from '@/lib/mail/mail-store';
import { noticeLetter } from './account-letters';
import { hashPassword, passwordMatches } from './password';
import { forgive, limit } from './rate-limit';
import { revokeOtherSessions } from './session-store';

export const CurrentPassword = z.string().min(1).max(1024);
export const ChangePassword = z.object({ current: CurrentPassword, next: NewPassword });

const GUESSES = { points: 5, seconds: 900 };

/** The hashes are made outside the transaction; the old one is compared again inside, so that two changes cannot both win. */
const replacePassword = command({
  name: 'account.change-password',
  input: z.object({ before: z.string(), after: z.string() }),
  permission: 'account.manage',
  target: (_tx, _input, { userId }) => Promise.resolve(accountTarget(userId)),
  run: async ({ tx, input: { before, after }, target: { userId }, principal }) => {
    if (!(await replacePasswordHash(tx, userId, before, after)))
      throw new AppError('CONFLICT', 'The password was changed meanwhile. Sign in with the new one.');
    const ended = await revokeOtherSessions(tx, userId, principal.sessionId);
    await queueMail(tx, noticeLetter(await addresseeOf(tx, userId), 'password'));
    const ends = ended.map((id) => ({ type: 'session.ended', resource: { kind: 'session', id } }) as const);
    const changed = { type: 'password.changed', resource: { kind: 'account', id: userId } } as const;
    return { value: { ended: ended.length }, event: [changed, ...ends] };
  },
});

/** Ends every other session: whoever changes a password may do so because somebody else knows it. */
export async function changePassword(principal: Principal, rawInput: unknown): Promise<{ ended: number }> {
  const { current, next } = parseInput(ChangePassword, rawInput);
  const before = await provenPassword(principal, current);
  return execute(replacePassword, principal, { before, after: await hashPassword(next) });
}

/** The stored hash, for whoever knows the password. Five guesses, counted before the slow work. */
export async function provenPassword(principal: Principal, current: string): Promise<string> {
  await limit('prove-password', principal.userId, GUESSES);
  const stored = await passwordHashOf(principal.userId);
  if (stored === null || !(await passwordMatches(current, stored))) {
    await recordWrong(principal);
    throw new AppError('INVALID_INPUT', 'Please check the marked fields.', {
      current: ['This is not your password.'],
    });
  }
  await forgive('prove-password', principal.userId, GUESSES);
  return stored;
}

function recordWrong(principal: Principal): Promise<void> {
  const { userId } = principal;
  return inTransaction(userId, (tx) =>
    recordEvent(tx, {
      principal,
      role: null,
      organizationId: accountTarget(userId).organizationId,
      outcome: 'refused',
      layer: 'authentication',
      event: { type: 'password.changed', resource: { kind: 'account', id: userId } },
    }),
  );
}

import 'server-only';
import { createHash, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { EmailAddress, NewPassword } from '@/lib/accounts/account-schema';
import { recordEvent } from '@/lib/audit/record';
import { anonymousPrincipal } from '@/lib/auth/anonymous';
import { hashPassword } from '@/lib/auth/password';
import { limit } from '@/lib/auth/rate-limit';
import { parseInput } from '@/lib/command';
import { inTransaction, NIL } from '@/lib/db/transaction';
import { env } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { hasSuperAdmin, insertSuperAdmin, lockSuperAdmins } from './account-admin-store';

export const FirstAdministrator = z.object({
  code: z.string().trim().min(1, 'Enter the set-up code.').max(100),
  name: z.string().trim().min(1, 'Write your name.').max(200, 'At most 200 characters.'),
  email: EmailAddress,
  password: NewPassword,
});

type Visitor = { requestId: string; address: string };

/** Codes typed from one place, and from all places together. */
export const SET_UP_LIMITS = {
  address: { points: 10, seconds: 3_600 },
  everywhere: { points: 100, seconds: 3_600 },
};

/**
 * The one account that nobody is there to make. No command: there is nobody to authorize, so the code of the server's own
 * folder is the authority, and only while there is no administrator.
 */
export async function createFirstAdministrator(rawInput: unknown, visitor: Visitor): Promise<void> {
  const { code, name, email, password } = parseInput(FirstAdministrator, rawInput);
  await limit('set-up-address', visitor.address, SET_UP_LIMITS.address);
  await limit('set-up-everywhere', 'all', SET_UP_LIMITS.everywhere);
  if (!isCode(code)) {
    await recordRefusal(visitor);
    throw wrong({ code: ['This is not the set-up code. The server printed it when it started.'] });
  }
  const passwordHash = await hashPassword(password);
  await inTransaction(NIL, async (tx) => {
    await lockSuperAdmins(tx);
    if (await hasSuperAdmin(tx))
      throw new AppError('CONFLICT', 'There is an administrator already. Sign in instead.');
    const id = await insertSuperAdmin(tx, { name, email, passwordHash });
    if (id === null) throw wrong({ email: ['This address has an account already.'] });
    await recordEvent(tx, {
      principal: { userId: id, userType: 'super_admin', sessionId: NIL, requestId: visitor.requestId },
      role: null,
      organizationId: NIL,
      outcome: 'success',
      event: { type: 'account.created', resource: { kind: 'account', id } },
    });
  });
}

/** Whether the first administrator has still to be made. */
export function needsSetUp(): Promise<boolean> {
  return inTransaction(NIL, async (tx) => !(await hasSuperAdmin(tx)));
}

/** Hashed first, so that lengths do not matter to the comparison. */
function isCode(code: string): boolean {
  const expected = env().SET_UP_CODE;
  if (expected === undefined) return false;
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(code), digest(expected));
}

const wrong = (fields: Record<string, string[]>) =>
  new AppError('INVALID_INPUT', 'Please check the marked fields.', fields);

function recordRefusal({ requestId }: Visitor): Promise<void> {
  return inTransaction(NIL, (tx) =>
    recordEvent(tx, {
      principal: anonymousPrincipal(requestId),
      role: null,
      organizationId: NIL,
      outcome: 'refused',
      layer: 'authentication',
      event: { type: 'access.refused', operation: 'account.set-up' },
    }),
  );
}

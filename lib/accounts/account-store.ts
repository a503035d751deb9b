import 'server-only';
import { prisma } from '@/lib/db/client';
import type { Tx } from '@/lib/db/transaction';
import { whileReachable } from '@/lib/db/unavailable';
import type { Locale } from '@/lib/i18n/locale';
import type { UserType } from '@/lib/authorization/question';

export type SignInAccount = {
  id: string;
  userType: Exclude<UserType, 'client'>;
  passwordHash: string | null;
  suspendedAt: Date | null;
};

/** Outside a transaction on purpose: what follows is the slow part of a sign-in, and must not hold a connection. */
export function accountByEmail(email: string): Promise<SignInAccount | null> {
  return whileReachable(() =>
    prisma().userAccount.findUnique({
      where: { email },
      select: { id: true, userType: true, passwordHash: true, suspendedAt: true },
    }),
  );
}

export async function passwordHashOf(userId: string): Promise<string | null> {
  const found = await prisma().userAccount.findUnique({
    where: { id: userId },
    select: { passwordHash: true },
  });
  return found?.passwordHash ?? null;
}

/** False when it is not what it was any more. */
export async function replacePasswordHash(
  tx: Tx,
  userId: string,
  before: string,
  after: string,
): Promise<boolean> {
  const changed = await tx.$executeRaw`
    UPDATE user_account SET password_hash = ${after} WHERE id = ${userId}::uuid AND password_hash = ${before}`;
  return changed === 1;
}

export type Addressee = { email: string; name: string; locale: Locale };

/** Where letters to the owner go. */
export async function addresseeOf(tx: Tx, userId: string): Promise<Addressee> {
  const [row] = await tx.$queryRaw<Addressee[]>`
    SELECT email, name, locale FROM user_account WHERE id = ${userId}::uuid`;
  if (!row) throw new Error('an account has gone');
  return row;
}

export async function setLocale(tx: Tx, userId: string, locale: Locale): Promise<void> {
  await tx.$executeRaw`UPDATE user_account SET locale = ${locale} WHERE id = ${userId}::uuid`;
}

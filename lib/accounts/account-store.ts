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

export async function setLocale(tx: Tx, userId: string, locale: Locale): Promise<void> {
  await tx.$executeRaw`UPDATE user_account SET locale = ${locale} WHERE id = ${userId}::uuid`;
}

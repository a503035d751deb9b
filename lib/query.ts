import 'server-only';
import { forbidden, notFound, redirect } from 'next/navigation';
import type { AuditEvent } from '@/lib/audit/events';
import { currentPrincipal } from '@/lib/auth/session';
import { signInRoute } from '@/lib/auth/sign-in-route';
import { guarded } from '@/lib/authorization/guard';
import type { Permission } from '@/lib/authorization/permissions';
import type { Facts, Principal, Target } from '@/lib/authorization/question';
import type { Tx } from '@/lib/db/transaction';
import { AppError } from '@/lib/errors';
import { routes } from '@/lib/routes';

export type Query<T extends Target, R> = {
  name: string;
  permission: Permission;
  find: (tx: Tx, principal: Principal) => Promise<T | null>;
  read: (tx: Tx, target: T, context: { principal: Principal; facts: Facts }) => Promise<R>;
  /** Set wherever what is read is about a patient, or is the log itself. */
  event?: (target: T, value: R) => AuditEvent;
};

/** Through the same door as a command. Throws AppError; route handlers and tests use this one. */
export function ask<T extends Target, R>(
  { name, permission, find, read, event }: Query<T, R>,
  principal: Principal,
): Promise<R> {
  return guarded<T, R>({
    name,
    principal,
    permission,
    find: (tx) => find(tx, principal),
    work: async (tx, target, facts) => {
      const value = await read(tx, target, { principal, facts });
      return { value, event: event?.(target, value) };
    },
  });
}

/** The same, answering the way a page needs: rows, sign-in, a plain 404, or 403. */
export async function forPage<T extends Target, R>(query: Query<T, R>): Promise<R> {
  const principal = (await currentPrincipal()) ?? redirect(await signInRoute());
  try {
    return await ask(query, principal);
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'UNAVAILABLE') throw error;
    if (error.code === 'UNAUTHENTICATED') redirect(await signInRoute());
    if (error.code === 'FACTOR_REQUIRED') redirect(routes.secondFactorNeeded());
    if (error.code === 'FORBIDDEN') forbidden();
    notFound();
  }
}

import 'server-only';
import { prisma } from './client';
import type { Prisma } from './generated/client';
import { whileReachable } from './unavailable';

export type Tx = Prisma.TransactionClient;

/**
 * Runs `work` in one READ COMMITTED transaction that carries the caller's identity to row security. The setting is local
 * to the transaction, so a pooled connection never keeps it. Nothing inside may await HTTP or cryptography.
 */
export function inTransaction<R>(userId: string, work: (tx: Tx) => Promise<R>): Promise<R> {
  return whileReachable(() =>
    prisma().$transaction(
      async (tx) => {
        await tx.$executeRaw`SELECT set_config('app.user_id', ${userId}, true)`;
        return work(tx);
      },
      { isolationLevel: 'ReadCommitted', maxWait: 5_000, timeout: 15_000 },
    ),
  );
}

/** The nil uuid: the actor before anyone is known, and the organization of what belongs to the installation itself. */
export const NIL = '00000000-0000-0000-0000-000000000000';

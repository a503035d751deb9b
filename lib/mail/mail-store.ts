import 'server-only';
import type { Tx } from '@/lib/db/transaction';
import type { Mail } from './mail';

export type Letter = { toAddress: string; subject: string; bodyText: string };

/** Waits in the table, in the transaction of what it tells about: no letter about something that did not happen. */
export async function queueMail(tx: Tx, letter: Letter): Promise<void> {
  await tx.mail.createMany({ data: [letter] });
}

export async function newestMail(tx: Tx, limit: number): Promise<Mail[]> {
  const rows = await tx.mail.findMany({
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit,
    select: { id: true, toAddress: true, subject: true, bodyText: true, createdAt: true },
  });
  return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }));
}

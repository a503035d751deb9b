import 'server-only';
import type { Tx } from '@/lib/db/transaction';
import type { Mail } from './mail';
import { mailHtml } from './mail-html';

export type Letter = {
  toAddress: string;
  subject: string;
  bodyText: string;
  /** When the code or link in it stops working, and is taken out of what is kept. */
  secretMinutes?: number;
};

const WEEK_MINUTES = 7 * 24 * 60;

/** Waits in the table, in the transaction of what it tells about: no letter about something that did not happen. */
export async function queueMail(tx: Tx, { secretMinutes = WEEK_MINUTES, ...letter }: Letter): Promise<void> {
  const { toAddress, subject, bodyText } = letter;
  await tx.$executeRaw`
    INSERT INTO mail (to_address, subject, body_text, body_html, forget_at)
    VALUES (${toAddress}, ${subject}, ${bodyText}, ${mailHtml(letter)},
            clock_timestamp() + make_interval(mins => ${secretMinutes}::int))`;
}

export async function newestMail(tx: Tx, limit: number): Promise<Mail[]> {
  const rows = await tx.mail.findMany({
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit,
    select: { id: true, toAddress: true, subject: true, bodyText: true, createdAt: true },
  });
  return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }));
}

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
const AT_ONCE = 200;

/** Waits in the table, in the transaction of what it tells about: no letter about something that did not happen. */
export function queueMail(tx: Tx, letter: Letter): Promise<void> {
  return queueMails(tx, [letter]);
}

/** Some at a time: a study's thousand patients are not a thousand statements, nor one of many megabytes. */
export async function queueMails(tx: Tx, letters: readonly Letter[]): Promise<void> {
  for (let sent = 0; sent < letters.length; sent += AT_ONCE) {
    const some = letters.slice(sent, sent + AT_ONCE);
    await tx.$executeRaw`
      INSERT INTO mail (to_address, subject, body_text, body_html, forget_at)
      SELECT address, subject, body, html, clock_timestamp() + make_interval(mins => minutes)
        FROM unnest(${some.map(({ toAddress }) => toAddress)}::text[], ${some.map(({ subject }) => subject)}::text[],
                    ${some.map(({ bodyText }) => bodyText)}::text[], ${some.map(mailHtml)}::text[],
                    ${some.map(({ secretMinutes }) => secretMinutes ?? WEEK_MINUTES)}::int[])
          letter (address, subject, body, html, minutes)`;
  }
}

export async function newestMail(tx: Tx, limit: number): Promise<Mail[]> {
  const rows = await tx.mail.findMany({
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit,
    select: { id: true, toAddress: true, subject: true, bodyText: true, createdAt: true },
  });
  return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }));
}

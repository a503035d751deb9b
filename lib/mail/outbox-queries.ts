import 'server-only';
import { notFound } from 'next/navigation';
import { isId, type TargetOf } from '@/lib/authorization/target-store';
import { inTransaction, NIL } from '@/lib/db/transaction';
import { env } from '@/lib/env';
import { INSTALLATION } from '@/lib/installation/installation-target';
import { forPage, type Query } from '@/lib/query';
import { addressAtAGlance, type Mail } from './mail';
import { newestMail } from './mail-store';
import { letterById, newestLetters, type OutboxLetter, type OutboxMail } from './outbox-store';

/** Letters hold links and codes, so the outbox exists only where everybody is invented or is the developer. */
export function hasOutbox(): boolean {
  const { DEMO, NODE_ENV } = env();
  return DEMO === '1' || NODE_ENV === 'development';
}

/** Null where there is no outbox. */
export async function outbox(): Promise<Mail[] | null> {
  return hasOutbox() ? inTransaction(NIL, (tx) => newestMail(tx, 100)) : null;
}

const installation = () => Promise.resolve(INSTALLATION);

export const outboxList: Query<TargetOf<'installation'>, OutboxMail[]> = {
  name: 'outbox.list',
  permission: 'installation.read',
  find: installation,
  read: async (tx) => (await newestLetters(tx, 200)).map((mail) => (hasOutbox() ? mail : withoutWords(mail))),
};

/** Outside a demo a letter says who takes part in which study, which a super admin has no business with. */
function withoutWords(mail: OutboxMail): OutboxMail {
  return { ...mail, subject: '', toAddress: addressAtAGlance(mail.toAddress) };
}

export function readOutbox(): Promise<OutboxMail[]> {
  return forPage(outboxList);
}

export const outboxLetter = (id: string): Query<TargetOf<'installation'>, OutboxLetter | null> => ({
  name: 'outbox.read',
  permission: 'installation.read',
  find: installation,
  read: (tx) => (hasOutbox() && isId(id) ? letterById(tx, id) : Promise.resolve(null)),
});

export async function readLetter(id: string): Promise<OutboxLetter> {
  return (await forPage(outboxLetter(id))) ?? notFound();
}

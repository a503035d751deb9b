import 'server-only';
import type { Tx } from '@/lib/db/transaction';

export type OutboxMail = {
  id: string;
  toAddress: string;
  subject: string;
  createdAt: Date;
  sentAt: Date | null;
  failedAt: Date | null;
  nextAttemptAt: Date | null;
  attempts: number;
  lastError: string | null;
};
export type OutboxLetter = OutboxMail & { bodyText: string; bodyHtml: string };

const NOTES = {
  id: true,
  toAddress: true,
  subject: true,
  createdAt: true,
  sentAt: true,
  failedAt: true,
  nextAttemptAt: true,
  attempts: true,
  lastError: true,
} as const;

export function newestLetters(tx: Tx, limit: number): Promise<OutboxMail[]> {
  return tx.mail.findMany({ orderBy: [{ createdAt: 'desc' }, { id: 'desc' }], take: limit, select: NOTES });
}

export function letterById(tx: Tx, id: string): Promise<OutboxLetter | null> {
  return tx.mail.findUnique({ where: { id }, select: { ...NOTES, bodyText: true, bodyHtml: true } });
}

import 'server-only';
import { inTransaction, NIL } from '@/lib/db/transaction';
import { env } from '@/lib/env';
import type { Mail } from './mail';
import { newestMail } from './mail-store';

/** Letters hold links and codes, so the outbox exists only where everybody is invented or is the developer. */
export function hasOutbox(): boolean {
  const { DEMO, NODE_ENV } = env();
  return DEMO === '1' || NODE_ENV === 'development';
}

/** Null where there is no outbox. */
export async function outbox(): Promise<Mail[] | null> {
  return hasOutbox() ? inTransaction(NIL, (tx) => newestMail(tx, 100)) : null;
}

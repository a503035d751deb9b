import 'server-only';
import type { Tx } from '@/lib/db/transaction';

export type SecurityEvent = {
  id: string;
  at: Date;
  action: string;
  outcome: string;
  /** Whether the owner did it, signed in. */
  isOwn: boolean;
};

/** What the owner did with the account, and what was done to it; patients and studies have pages of their own. */
export function securityEventsOf(tx: Tx, limit: number): Promise<SecurityEvent[]> {
  return tx.$queryRaw<SecurityEvent[]>`
    SELECT id::text, at, action, outcome, is_own AS "isOwn" FROM audit.account_events(${limit}::int)`;
}

export async function wantsDeviceMail(tx: Tx, userId: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ wants: boolean }[]>`
    SELECT mail_on_new_device AS wants FROM user_account WHERE id = ${userId}::uuid`;
  return row?.wants ?? true;
}

export async function setDeviceMail(tx: Tx, userId: string, wants: boolean): Promise<void> {
  await tx.$executeRaw`UPDATE user_account SET mail_on_new_device = ${wants} WHERE id = ${userId}::uuid`;
}

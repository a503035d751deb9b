import 'server-only';
import type { Tx } from '@/lib/db/transaction';

/** The function in the database judges by itself what is due, and writes the events. */
export async function eraseDueKeys(tx: Tx, limit: number): Promise<number> {
  const [row] = await tx.$queryRaw<{ n: number }[]>`SELECT erase_due_keys(${limit}::int) AS n`;
  return row?.n ?? 0;
}

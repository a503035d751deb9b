import 'server-only';
import { inTransaction, NIL } from '@/lib/db/transaction';
import { sealLagSeconds } from './proof-store';

/** For health: how many seconds the oldest event has waited for its seal. About 1 is usual; over 30 somebody has to look. */
export function sealLag(): Promise<number> {
  return inTransaction(NIL, sealLagSeconds);
}

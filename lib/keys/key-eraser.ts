import 'server-only';
import { inTransaction, NIL } from '@/lib/db/transaction';
import { startRounds, type Job } from '@/lib/jobs/rounds';
import { log } from '@/lib/log';
import { eraseDueKeys } from './key-erasure-store';

const EVERY_MS = 60_000;
/** Enrollments and kinds of data in one transaction: each holds a lock that its readers wait for. */
const AT_ONCE = 20;

/** Erases the keys of what was stopped a day ago or left, until it is told to stop. Several may run. */
export function startKeyEraser(): Job {
  return startRounds({
    name: 'key-eraser',
    everyMs: EVERY_MS,
    round: async () => {
      const erased = await eraseRound();
      if (erased > 0) log.info({ erased }, 'keys of readings that are shared no more were erased');
      return false;
    },
  });
}

/** Everything that is due now; how many keys it erased. */
export async function eraseRound(): Promise<number> {
  for (let all = 0; ;) {
    const erased = await inTransaction(NIL, (tx) => eraseDueKeys(tx, AT_ONCE));
    all += erased;
    if (erased === 0) return all;
  }
}

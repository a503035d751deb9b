import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import { inTransaction, NIL } from '@/lib/db/transaction';
import { log, reportBug } from '@/lib/log';
import { eraseDueKeys } from './key-erasure-store';

const EVERY_MS = 60_000;
/** Enrollments and kinds of data in one transaction: each holds a lock that its readers wait for. */
const AT_ONCE = 20;

/** Erases the keys of what was stopped a day ago or left, until it is told to stop. Several may run. */
export function startKeyEraser(): { stop: () => Promise<void> } {
  const stopping = new AbortController();
  const done = run(stopping.signal);
  return {
    stop: async () => {
      stopping.abort();
      await done;
    },
  };
}

async function run(signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      const erased = await eraseRound();
      if (erased > 0) log.info({ erased }, 'keys of readings that are shared no more were erased');
    } catch (error) {
      reportBug(error, { job: 'key-eraser' });
    }
    await sleep(EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
}

/** Everything that is due now; how many keys it erased. */
export async function eraseRound(): Promise<number> {
  for (let all = 0; ;) {
    const erased = await inTransaction(NIL, (tx) => eraseDueKeys(tx, AT_ONCE));
    all += erased;
    if (erased === 0) return all;
  }
}

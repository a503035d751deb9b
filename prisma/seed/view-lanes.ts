import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Month } from './views';

/** Plays months side by side, each on a thread: the database serves one while the other asks. */
export async function playMonths(months: readonly Month[]): Promise<void> {
  await Promise.all(months.map(playElsewhere));
}

/** Resolves when it is played, and rejects with whatever ended it before. */
async function playElsewhere(month: Month): Promise<void> {
  const worker = new Worker(new URL('./views-worker.ts', import.meta.url), { workerData: month });
  await once(worker, 'message');
  await worker.terminate();
}

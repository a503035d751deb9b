import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { SealedUpload } from '@/lib/observations/sealed-upload';
import type { Sealed, ToSeal } from './phone-worker';

/** One core is left to the server's side and its database. */
const THREADS = Math.min(Math.max(availableParallelism() - 1, 1), 4);

const waiting = new Map<
  number,
  { resolve: (upload: SealedUpload) => void; reject: (error: Error) => void }
>();
const workers: Worker[] = [];
let jobs = 0;

/** Seals a batch on the phones' threads, each in turn. */
export function sealElsewhere(work: Omit<ToSeal, 'job'>): Promise<SealedUpload> {
  const job = (jobs += 1);
  const worker = (workers[job % THREADS] ??= start());
  return new Promise((resolve, reject) => {
    waiting.set(job, { resolve, reject });
    worker.postMessage({ job, ...work } satisfies ToSeal);
  });
}

function start(): Worker {
  const worker = new Worker(new URL('./phone-worker.ts', import.meta.url));
  // A finished seed does not wait for its phones.
  worker.unref();
  worker.on('message', ({ job, upload }: Sealed) => {
    waiting.get(job)?.resolve(upload);
    waiting.delete(job);
  });
  worker.on('error', (error) => {
    for (const { reject } of waiting.values())
      reject(error instanceof Error ? error : new Error(String(error)));
  });
  return worker;
}

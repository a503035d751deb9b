import 'client-only';
import type { ProofBundle } from './proof';
import type { Progress, Verified } from './proof-client';

type Answers = { verify: Verified; export: ProofBundle };

export type ProofTask = { what: keyof Answers; organizationId: string };
export type FromProofWorker =
  { answer: Answers[keyof Answers] } | { failed: true } | { done: number; total: number };

/** Has a worker do the task. It and what it needs (hashes, curves, schemas) are fetched when somebody presses a button. */
export function runProof<What extends keyof Answers>(
  what: What,
  organizationId: string,
  onProgress: Progress,
): Promise<Answers[What]> {
  const worker = new Worker(new URL('./proof-worker.ts', import.meta.url), { name: 'proof', type: 'module' });
  return new Promise<Answers[What]>((resolve, reject) => {
    const fail = () => reject(new Error('the check did not come to an end'));
    worker.onerror = fail;
    worker.onmessage = ({ data }: MessageEvent<FromProofWorker>) => {
      if ('done' in data) onProgress(data.done, data.total);
      // A worker has one task and answers in that task's own type.
      else if ('answer' in data) resolve(data.answer as Answers[What]);
      else fail();
    };
    const task: ProofTask = { what, organizationId };
    worker.postMessage(task);
  }).finally(() => worker.terminate());
}

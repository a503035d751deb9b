import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import { reportBug } from '@/lib/log';

/** Work that goes on beside the requests of a server until it is stopped; resolves when it has. */
export type Job = { stop: () => Promise<void> };

/** Runs until its signal says that it is over. */
export function startJob(run: (signal: AbortSignal) => Promise<void>): Job {
  const stopping = new AbortController();
  const done = run(stopping.signal);
  return {
    stop: async () => {
      stopping.abort();
      await done;
    },
  };
}

/** Stopping ends the pause. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => undefined);
}

type Rounds = {
  /** In the log, when a round fails; the next is tried all the same. */
  name: string;
  everyMs: number;
  /** True when more waits than one round takes: the next begins at once. */
  round: () => Promise<boolean>;
};

export function startRounds({ name, everyMs, round }: Rounds): Job {
  return startJob(async (signal) => {
    while (!signal.aborted) {
      let isMore = false;
      try {
        isMore = await round();
      } catch (error) {
        reportBug(error, { job: name });
      }
      if (!isMore) await pause(everyMs, signal);
    }
  });
}

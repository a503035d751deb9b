import 'server-only';
import { sealerOptions, startSealer } from '@/lib/audit/sealer';
import { startReminder } from '@/lib/consents/reminder';
import { env } from '@/lib/env';
import { startKeyEraser } from '@/lib/keys/key-eraser';
import { reportBug } from '@/lib/log';
import { smtpSettings, startPostman } from '@/lib/mail/postman';
import type { Job } from './rounds';

const JOBS: Record<string, () => Job> = {
  // A server without its keys goes on without sealing, and the seal lag tells.
  'audit-sealer': () => {
    env();
    return startSealer(sealerOptions());
  },
  mail: () => startPostman(smtpSettings()),
  'key-eraser': startKeyEraser,
  'renewal-reminder': startReminder,
};

// A development server evaluates the module again after each change; there must not be two of a job.
const held = globalThis as typeof globalThis & { wellkeptJobs?: Map<string, Job> };

/** All jobs inside the server's process. One that cannot start leaves the others and the server alone. */
export function startServerJobs(): void {
  const running = (held.wellkeptJobs ??= new Map());
  for (const [name, start] of Object.entries(JOBS)) {
    if (running.has(name)) continue;
    try {
      const job = start();
      running.set(name, job);
      for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void job.stop());
    } catch (error) {
      reportBug(error, { job: `${name}-start` });
    }
  }
}

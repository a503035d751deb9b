import 'server-only';
import { env } from '@/lib/env';
import { reportBug } from '@/lib/log';
import { sealerOptions, startSealer } from './sealer';

// A development server evaluates the module again after each change; there must not be two loops.
const held = globalThis as typeof globalThis & { wellkeptSealer?: ReturnType<typeof startSealer> };

/** The sealer inside the server's process. A server without its keys goes on without sealing, and the seal lag tells. */
export function startSealerWithServer(): void {
  if (held.wellkeptSealer) return;
  try {
    env();
    const sealer = (held.wellkeptSealer = startSealer(sealerOptions()));
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void sealer.stop());
  } catch (error) {
    reportBug(error, { job: 'audit-sealer-start' });
  }
}

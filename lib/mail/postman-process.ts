import 'server-only';
import { reportBug } from '@/lib/log';
import { smtpSettings, startPostman } from './postman';

// A development server evaluates the module again after each change; there must not be two loops.
const held = globalThis as typeof globalThis & { wellkeptPostman?: ReturnType<typeof startPostman> };

/** The postman inside the server's process, beside the sealer. */
export function startPostmanWithServer(): void {
  if (held.wellkeptPostman) return;
  try {
    const postman = (held.wellkeptPostman = startPostman(smtpSettings()));
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void postman.stop());
  } catch (error) {
    reportBug(error, { job: 'mail-start' });
  }
}

import { startServer, type ServerOptions } from './next-server.ts';
import type { OpenDatabase } from './open-database.ts';
import { PlainError } from './plain-error.ts';

interface Supervision extends ServerOptions {
  database: OpenDatabase;
  onReady?: () => void;
}

/** Runs the server until it, its database or a person ends it; the first two are failures. */
export async function superviseServer({ database, onReady, ...options }: Supervision): Promise<number> {
  const server = await startServer(options);
  console.log(`\nWellkept is ready at ${options.settings.origin}`);
  onReady?.();
  await Promise.race([server.exited, database.exited]);
  throw new PlainError(`The server or its database stopped by itself; see ${options.logFile ?? 'above'}.`);
}

import { withClient } from './database.ts';
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
  if (await lacksAdministrator(database.adminUrl)) printSetUp(options);
  await Promise.race([server.exited, database.exited]);
  throw new PlainError(`The server or its database stopped by itself; see ${options.logFile ?? 'above'}.`);
}

function lacksAdministrator(adminUrl: string): Promise<boolean> {
  return withClient(adminUrl, async (client) => {
    const { rowCount } = await client.query(
      `SELECT 1 FROM user_account WHERE user_type = 'super_admin' LIMIT 1`,
    );
    return rowCount === 0;
  });
}

function printSetUp({ settings, env }: ServerOptions): void {
  console.log('\nNobody administers this installation yet. Make the first administrator:');
  console.log(`  ${settings.origin}/set-up`);
  console.log(`  Set-up code: ${env['SET_UP_CODE'] ?? ''}`);
}

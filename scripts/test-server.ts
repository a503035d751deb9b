import { mkdirSync } from 'node:fs';
import { createDatabase, ownDatabase, prepareRoles } from './database.ts';
import { migrate } from './migrate.ts';
import { inRoot } from './paths.ts';
import { freePort } from './ports.ts';
import { startPostgres } from './postgres.ts';

export const TEST_FOLDER = inRoot('.test');
const TEMPLATE = 'wellkept_template';
/** Tests sign in as these; lib/db/test-database.ts knows them too. */
const PASSWORDS = { app: 'app', sealer: 'sealer' };

/** A PostgreSQL for tests only, empty at every start, beside whatever else runs on this machine. */
export async function startTestPostgres(): Promise<{ adminUrl: string }> {
  mkdirSync(TEST_FOLDER, { recursive: true });
  const server = await startPostgres({
    dataDirectory: `${TEST_FOLDER}/postgres`,
    fresh: true,
    port: await freePort(),
    password: 'postgres',
    logFile: `${TEST_FOLDER}/postgres.log`,
    // What a test wrote need not outlive the machine, and no copy of the server ever follows its log.
    settings: {
      fsync: 'off',
      synchronous_commit: 'off',
      full_page_writes: 'off',
      wal_level: 'minimal',
      max_wal_senders: '0',
      checkpoint_timeout: '30min',
      max_connections: '200',
      jit: 'off',
    },
  });
  return { adminUrl: server.url('postgres') };
}

/** The migrated database of which every test file copies its own. */
export async function createTemplate(adminUrl: string): Promise<void> {
  const template = await createDatabase(adminUrl, TEMPLATE);
  await prepareRoles(template, PASSWORDS);
  await migrate(template);
}

/** A migrated database for one purpose; its administrator's address. */
export async function copyTemplate(adminUrl: string, name: string): Promise<string> {
  const url = await createDatabase(adminUrl, name, TEMPLATE);
  await ownDatabase(url);
  return url;
}

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createDatabase, dropDatabase, prepareRoles } from './database.ts';
import { migrate } from './migrate.ts';
import { PlainError } from './plain-error.ts';
import { freePort, isPortFree } from './ports.ts';
import { startPostgres } from './postgres.ts';
import type { Secrets } from './secrets.ts';
import type { Settings } from './settings.ts';

const DATABASE = 'wellkept';
/** Away from 5432, where a PostgreSQL of the machine's own may be. */
const USUAL_PORT = 54_329;

export interface OpenDatabase {
  /** An administrator's address: for roles, migrations and resetting only. */
  adminUrl: string;
  /** Where the data is, in words. */
  place: string;
  embedded: boolean;
  /** Resolves when an embedded server ends; never for a server of somebody else's. */
  exited: Promise<void>;
}

/**
 * The database, running, with its roles and every migration applied. `empty` throws away what an embedded
 * one holds; a database of somebody else's is never emptied here.
 */
export async function openDatabase(
  settings: Settings,
  secrets: Secrets,
  empty = false,
): Promise<OpenDatabase> {
  const { databaseUrl } = settings;
  const database =
    databaseUrl === null ? await startEmbedded(settings, secrets, empty) : external(databaseUrl, empty);
  await prepareDatabase(database.adminUrl, secrets);
  return database;
}

/** Roles and migrations; safe to repeat. */
export async function prepareDatabase(adminUrl: string, secrets: Secrets): Promise<void> {
  await prepareRoles(adminUrl, { app: secrets.appPassword, sealer: secrets.sealerPassword });
  const applied = await migrate(adminUrl);
  if (applied.length > 0)
    console.log(`Applied ${applied.length} migration${applied.length === 1 ? '' : 's'}.`);
}

function external(adminUrl: string, empty: boolean): OpenDatabase {
  if (empty)
    throw new PlainError(
      'The database of DATABASE_URL is yours to empty: drop and create it, then start again.',
    );
  return {
    adminUrl,
    place: 'the PostgreSQL of DATABASE_URL',
    embedded: false,
    exited: new Promise(() => undefined),
  };
}

async function startEmbedded(settings: Settings, secrets: Secrets, empty: boolean): Promise<OpenDatabase> {
  mkdirSync(settings.dataDirectory, { recursive: true, mode: 0o755 });
  const server = await startPostgres({
    dataDirectory: join(settings.dataDirectory, 'postgres'),
    port: await rememberedPort(join(settings.dataDirectory, 'postgres-port')),
    password: secrets.postgresPassword,
    logFile: join(settings.dataDirectory, 'postgres.log'),
  });
  if (empty) await dropDatabase(server.url('postgres'), DATABASE);
  const adminUrl = await createDatabase(server.url('postgres'), DATABASE);
  return { adminUrl, place: server.dataDirectory, embedded: true, exited: server.exited };
}

/** The same port at every start, so that a database browser finds it again; another one when it is taken. */
async function rememberedPort(file: string): Promise<number> {
  const wanted = existsSync(file) ? Number(readFileSync(file, 'utf8')) : USUAL_PORT;
  const port = (await isPortFree(wanted)) ? wanted : await freePort();
  writeFileSync(file, `${port}\n`);
  return port;
}

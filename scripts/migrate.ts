import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { withClient } from './database.ts';
import { inRoot } from './paths.ts';
import { PlainError } from './plain-error.ts';
import { EVERYTHING, withSchemaEngine, type MigrationList, type SchemaEngine } from './schema-engine.ts';

export type { MigrationList };

const MIGRATIONS = inRoot('prisma', 'migrations');
/** Any number that no other program of this server uses for its own lock. */
const LOCK = 7_305_417_882;

/**
 * Applies the SQL files that this database has not seen, each as one transaction, and returns their names.
 * `_prisma_migrations` stays what `prisma migrate deploy` understands.
 */
export function migrate(adminUrl: string): Promise<string[]> {
  return applyMigrations(adminUrl, listMigrations());
}

export async function applyMigrations(adminUrl: string, migrationsList: MigrationList): Promise<string[]> {
  return withClient(adminUrl, async (client) => {
    // Two servers may start at once; the second waits and then finds nothing to do.
    await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
    return withSchemaEngine(adminUrl, async (engine) => {
      await refuseEdited(engine, migrationsList);
      return apply(engine, migrationsList);
    });
  });
}

export function listMigrations(): MigrationList {
  const names = existsSync(MIGRATIONS)
    ? readdirSync(MIGRATIONS, { withFileTypes: true }).filter((entry) => entry.isDirectory())
    : [];
  return {
    baseDir: MIGRATIONS,
    lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
    shadowDbInitScript: '',
    migrationDirectories: names
      .map(({ name }) => name)
      .sort()
      .map((name) => ({ path: name, migrationFile: { path: 'migration.sql', content: sqlOf(name) } })),
  };
}

function sqlOf(name: string): { tag: 'ok'; value: string } {
  return { tag: 'ok', value: readFileSync(`${MIGRATIONS}/${name}/migration.sql`, 'utf8') };
}

async function refuseEdited(engine: SchemaEngine, migrationsList: MigrationList): Promise<void> {
  const { editedMigrationNames, failedMigrationNames } = await engine.diagnoseMigrationHistory({
    migrationsList,
    optInToShadowDatabase: false,
    filters: EVERYTHING,
  });
  // A script is one transaction, so of a failed one nothing is left: it may be tried again.
  for (const migrationName of failedMigrationNames) await engine.markMigrationRolledBack({ migrationName });
  const edited = editedMigrationNames.filter((name) => !failedMigrationNames.includes(name));
  if (edited.length === 0) return;
  throw new PlainError(
    `This database has applied an earlier text of ${edited.join(', ')}; restore the file, or start over with an empty database (npm run demo -- --reset).`,
  );
}

async function apply(engine: SchemaEngine, migrationsList: MigrationList): Promise<string[]> {
  try {
    const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters: EVERYTHING });
    return appliedMigrationNames;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const name =
      /migration_name="([^"]+)"/.exec(error.message)?.[1] ?? /Migration name: (\S+)/.exec(error.message)?.[1];
    const cause = /(?:ERROR|FATAL): (.*)/.exec(error.message)?.[1] ?? error.message;
    throw new PlainError(`The migration ${name ?? 'history'} cannot be applied: ${cause}`);
  }
}

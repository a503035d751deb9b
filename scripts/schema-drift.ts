import { readFileSync } from 'node:fs';
import { listMigrations } from './migrate.ts';
import { inRoot } from './paths.ts';
import { EVERYTHING, withSchemaEngine, type SchemaEngine } from './schema-engine.ts';

/**
 * The SQL that leads from the committed migrations to prisma/schema.prisma, empty when they agree.
 * Replays the migrations in a throw-away database of the given server.
 */
export async function draftMigration(adminUrl: string): Promise<string> {
  const path = inRoot('prisma', 'schema.prisma');
  const content = readFileSync(path, 'utf8');
  return withSchemaEngine(adminUrl, (engine) => diff(engine, path, content), content);
}

async function diff(engine: SchemaEngine, path: string, content: string): Promise<string> {
  const { stdout } = await engine.diff({
    from: { tag: 'migrations', ...listMigrations() },
    to: { tag: 'schemaDatamodel', files: [{ path, content }] },
    script: true,
    exitCode: null,
    filters: EVERYTHING,
  });
  return stdout ?? '';
}

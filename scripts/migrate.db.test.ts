import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createDatabase, dropDatabase, ownDatabase, withClient } from './database.ts';
import { applyMigrations, type MigrationList } from './migrate.ts';

const server = process.env['TEST_DATABASE_URL'] ?? '';
let name = '';
let url = '';

beforeEach(async () => {
  name = `test_migrate_${randomBytes(6).toString('hex')}`;
  url = await createDatabase(server, name);
  await ownDatabase(url);
});
afterEach(() => dropDatabase(server, name));

const migrations = (files: Record<string, string>): MigrationList => ({
  baseDir: '/migrations',
  lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
  shadowDbInitScript: '',
  migrationDirectories: Object.entries(files).map(([path, value]) => ({
    path,
    migrationFile: { path: 'migration.sql', content: { tag: 'ok', value } },
  })),
});

const FUNCTION = `CREATE FUNCTION one() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END $$;`;

function tables(): Promise<string[]> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `SELECT tablename || ' of ' || tableowner AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`,
    );
    return rows.map((row) => row.name);
  });
}

test('applies what is new, as the owner role, function bodies whole', async () => {
  const first = { '1_first': `CREATE TABLE first (id int); ${FUNCTION}` };
  expect(await applyMigrations(url, migrations(first))).toEqual(['1_first']);
  const both = { ...first, '2_second': 'CREATE TABLE second (id int);' };
  expect(await applyMigrations(url, migrations(both))).toEqual(['2_second']);
  expect(await applyMigrations(url, migrations(both))).toEqual([]);
  expect(await tables()).toEqual([
    '_prisma_migrations of wellkept_owner',
    'first of wellkept_owner',
    'second of wellkept_owner',
  ]);
});

test('a failing migration leaves nothing behind, is named, and applies once it is mended', async () => {
  const broken = migrations({ '1_broken': 'CREATE TABLE kept (id int); CREATE TABLE kept (id int);' });
  await expect(applyMigrations(url, broken)).rejects.toThrow(
    'The migration 1_broken cannot be applied: relation "kept" already exists',
  );
  expect(await tables()).toEqual(['_prisma_migrations of wellkept_owner']);
  const mended = migrations({ '1_broken': 'CREATE TABLE kept (id int);' });
  expect(await applyMigrations(url, mended)).toEqual(['1_broken']);
});

test('a migration that was edited after it was applied is refused', async () => {
  await applyMigrations(url, migrations({ '1_first': 'CREATE TABLE first (id int);' }));
  const edited = migrations({ '1_first': 'CREATE TABLE first (id bigint);' });
  await expect(applyMigrations(url, edited)).rejects.toThrow('an earlier text of 1_first');
});

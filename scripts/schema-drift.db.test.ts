import { expect, test } from 'vitest';
import { draftMigration } from './schema-drift.ts';

/**
 * The migrations say more than the schema can (constraints, indexes, tables that only SQL reaches), so drafts drop
 * those. What the schema promises to the code must be there, though: tables, columns, types and enums.
 */
test('everything in schema.prisma exists in the migrated database', async () => {
  const draft = await draftMigration(process.env['TEST_DATABASE_URL'] ?? '');
  const missing = draft
    .split('\n')
    .filter((line) => /CREATE TABLE|ADD COLUMN|ALTER COLUMN|CREATE TYPE|ALTER TYPE|DROP COLUMN/.test(line));
  expect(missing).toEqual([]);
});

import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '@/lib/db/test-database';
import { managementWorld } from '@/lib/organizations/management-world';
import { appendMany, someEvent, testSealer, testSigner } from './audit-world';

let database: TestDatabase;
let organizationId: string;

beforeAll(async () => {
  database = await testDatabase();
  ({ organizationId } = await managementWorld(database.admin));
  await appendMany(database.admin, organizationId, 260);
  const sealer = await testSealer(database.sealerUrl, testSigner());
  await sealer.sealAll();
  await sealer.client.end();
});
afterAll(() => database.close());

const TABLES = ['audit.event', 'audit.leaf', 'audit.tile', 'audit.checkpoint'];
const CHANGES: Record<string, (table: string) => string> = {
  update: (table) =>
    `UPDATE ${table} SET ${table === 'audit.checkpoint' ? 'note = note' : 'organization_id = organization_id'}`,
  delete: (table) => `DELETE FROM ${table}`,
  truncate: (table) => `TRUNCATE ${table}`,
  insert: (table) => `INSERT INTO ${table} SELECT * FROM ${table} LIMIT 1`,
};

async function refusal(url: string, statement: string): Promise<string | undefined> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
    return undefined;
  } catch (error) {
    return error instanceof pg.DatabaseError ? error.code : String(error);
  } finally {
    await client.end();
  }
}

describe.each(TABLES)('%s', (table) => {
  test.each(Object.keys(CHANGES))('the application cannot %s', async (change) => {
    expect(await refusal(database.appUrl, CHANGES[change]!(table))).toBe('42501');
  });

  const forbidden = table === 'audit.event' ? Object.keys(CHANGES) : ['update', 'delete', 'truncate'];
  test.each(forbidden)('the sealer cannot %s', async (change) => {
    expect(await refusal(database.sealerUrl, CHANGES[change]!(table))).toBe('42501');
  });

  test.each(['update', 'delete', 'truncate'])(
    'a trigger stops even an administrator’s %s',
    async (change) => {
      expect(await refusal(database.adminUrl, CHANGES[change]!(table))).toBe('42501');
    },
  );
});

test('a partition cannot be truncated by itself', async () => {
  const { rows } = await database.admin.query<{ name: string }>(
    `SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'audit.event'::regclass`,
  );
  expect(rows.length).toBeGreaterThan(5);
  for (const { name } of rows) expect(await refusal(database.adminUrl, `TRUNCATE ${name}`)).toBe('42501');
});

test('the application reads the log through the functions that ask who is reading, and no patient’s key', async () => {
  for (const table of ['audit.event', 'audit.leaf', 'audit.tile', 'audit.patient_key']) {
    expect(await refusal(database.appUrl, `SELECT * FROM ${table} LIMIT 1`)).toBe('42501');
  }
  expect(await refusal(database.sealerUrl, 'SELECT * FROM audit.patient_key')).toBe('42501');
  expect(await refusal(database.appUrl, `SELECT audit.columns_of(NULL)`)).toBe('42501');
});

test('the sealer cannot write an event, and the application cannot seal', async () => {
  expect(await refusal(database.sealerUrl, `SELECT audit.append('${someEvent(organizationId)}')`)).toBe(
    '42501',
  );
  expect(await refusal(database.appUrl, `SELECT audit.ensure_partitions()`)).toBe('42501');
});

test('no role was given what the triggers refuse, anywhere that is append-only', async () => {
  const { rows } = await database.admin.query<{ name: string; given: string }>(
    `SELECT DISTINCT c.oid::regclass::text AS name, concat_ws(' ', role, privilege) AS given
       FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid AND t.tgname = 'append_only',
            unnest('{wellkept_app,wellkept_sealer}'::text[]) role, unnest('{UPDATE,DELETE,TRUNCATE}'::text[]) privilege
      WHERE has_table_privilege(role, c.oid, privilege)`,
  );
  expect(rows).toEqual([]);
});

test('neither can switch the triggers off', async () => {
  for (const url of [database.appUrl, database.sealerUrl]) {
    expect(await refusal(url, `SET session_replication_role = replica`)).toBe('42501');
    expect(await refusal(url, `ALTER TABLE audit.leaf DISABLE TRIGGER append_only`)).toBe('42501');
    expect(await refusal(url, `SET ROLE wellkept_owner`)).toBe('42501');
  }
});

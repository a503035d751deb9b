import { withDatabase } from './database';
import type { Tenant } from './tenant';
import type { Client } from './tenant-invitation';

/** The log is asked for what it should hold; counters of attempts are no one's data. */
const APART = ['user_session', 'rate_limit'];

type Column = { table: string; column: string; kind: 'uuid' | 'text' };

async function columns(client: Client): Promise<Map<string, Column[]>> {
  const { rows } = await client.query<Column>(
    `SELECT c.table_name AS table, c.column_name AS column, CASE c.data_type WHEN 'uuid' THEN 'uuid' ELSE 'text' END AS kind
       FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
      WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND c.data_type IN ('uuid', 'text')
      ORDER BY 1, 2`,
  );
  return Map.groupBy(
    rows.filter(({ table }) => !APART.includes(table)),
    ({ table }) => table,
  );
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function idsOf(value: unknown): string[] {
  if (typeof value === 'string') return UUID.test(value) ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(idsOf) : [];
}

/**
 * Of each table: how many rows name something or somebody of these tenants, and a sum that changes when one of those
 * rows is written again. What other tests do meanwhile is not in it.
 */
export function rowsOf(tenants: Tenant[]): Promise<Record<string, string>> {
  return withDatabase(async (client) => {
    const ids = idsOf(tenants);
    const marks = tenants.map(({ mark }) => `%${mark}%`);
    const found: Record<string, string> = {};
    for (const [table, all] of await columns(client)) {
      const names = all.map(({ column, kind }) =>
        kind === 'uuid' ? `${column} = ANY ($1::uuid[])` : `${column} LIKE ANY ($2::text[])`,
      );
      const { rows } = await client.query<{ sum: string }>(
        `SELECT count(*) || ' rows, ' || coalesce(sum(xmin::text::bigint), 0) AS sum FROM ${table}
          WHERE ($1::uuid[] IS NOT NULL AND $2::text[] IS NOT NULL) AND (${names.join(' OR ')})`,
        [ids, marks],
      );
      found[table] = rows[0]!.sum;
    }
    const { rows } = await client.query<{ live: string }>(
      `SELECT count(*) || ' live' AS live FROM user_session WHERE id = ANY ($1::uuid[]) AND revoked_at IS NULL`,
      [ids],
    );
    return { ...found, user_session: rows[0]!.live };
  });
}

export type Recorded = { action: string; outcome: string; layer: string | null };

/** What the audit log has of one request. */
export function recordedOf(requestId: string): Promise<Recorded[]> {
  return withDatabase(async (client) => {
    const { rows } = await client.query<Recorded>(
      `SELECT action, outcome, refused_layer AS layer FROM audit.event
        WHERE request_id = $1 AND at > now() - interval '1 hour' ORDER BY id`,
      [requestId],
    );
    return rows;
  });
}

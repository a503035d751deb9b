import 'server-only';
import type { Tx } from '@/lib/db/transaction';

export type CatalogueScope = { id: number; code: string; name: string; plainName: string; studies: number };
export type DataSourceRow = { id: string; name: string; kind: 'device' | 'app'; isRetired: boolean };

/** `studies`: how many ask for it, whichever they are. */
export function catalogueScopes(tx: Tx): Promise<CatalogueScope[]> {
  return tx.$queryRaw<CatalogueScope[]>`
    SELECT s.id::int, s.code, s.name, s.plain_name_en AS "plainName", coalesce(u.studies, 0) AS studies
      FROM scope s LEFT JOIN catalogue_use() u ON u.scope_id = s.id WHERE s.archived_at IS NULL ORDER BY s.name`;
}

export function dataSources(tx: Tx): Promise<DataSourceRow[]> {
  return tx.$queryRaw<DataSourceRow[]>`
    SELECT id, name, kind, retired_at IS NOT NULL AS "isRetired" FROM data_source ORDER BY lower(name), id`;
}

/** Null when the name is taken. */
export async function insertDataSource(tx: Tx, name: string, kind: 'device' | 'app'): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO data_source (name, kind) VALUES (${name}, ${kind}) ON CONFLICT (name) DO NOTHING RETURNING id`;
  return row?.id ?? null;
}

/** False when there is no such source, or it is so already. */
export async function setRetired(tx: Tx, id: string, isRetired: boolean): Promise<boolean> {
  const changed = await tx.$executeRaw`
    UPDATE data_source SET retired_at = CASE WHEN ${isRetired} THEN clock_timestamp() END
     WHERE id = ${id}::uuid AND (retired_at IS NOT NULL) <> ${isRetired}`;
  return changed === 1;
}

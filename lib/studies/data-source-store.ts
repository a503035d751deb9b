import 'server-only';
import type { Tx } from '@/lib/db/transaction';
import type { DataSource } from './study';

/** The catalogue, with what the study chose; retired ones only while they are chosen. */
export function dataSourcesOf(tx: Tx, studyId: string): Promise<DataSource[]> {
  return tx.$queryRaw<DataSource[]>`
    SELECT d.id, d.name, d.kind, d.retired_at IS NOT NULL AS "isRetired", s.study_id IS NOT NULL AS "isChosen"
      FROM data_source d LEFT JOIN study_data_source s ON s.data_source_id = d.id AND s.study_id = ${studyId}::uuid
     WHERE d.retired_at IS NULL OR s.study_id IS NOT NULL
     ORDER BY lower(d.name), d.id`;
}

/** False, and nothing changed, when one of them is not there. What was chosen before it was retired may stay chosen. */
export async function replaceDataSources(tx: Tx, studyId: string, ids: string[]): Promise<boolean> {
  const [known] = await tx.$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM data_source d WHERE d.id = ANY (${ids}::uuid[])
       AND (d.retired_at IS NULL OR EXISTS (SELECT FROM study_data_source s
             WHERE s.data_source_id = d.id AND s.study_id = ${studyId}::uuid))`;
  if (known?.n !== ids.length) return false;
  await tx.$executeRaw`
    DELETE FROM study_data_source WHERE study_id = ${studyId}::uuid AND data_source_id <> ALL (${ids}::uuid[])`;
  await tx.$executeRaw`
    INSERT INTO study_data_source (study_id, data_source_id) SELECT ${studyId}::uuid, unnest(${ids}::uuid[])
    ON CONFLICT DO NOTHING`;
  return true;
}

export async function copyDataSources(tx: Tx, fromStudyId: string, toStudyId: string): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO study_data_source (study_id, data_source_id)
    SELECT ${toStudyId}::uuid, s.data_source_id FROM study_data_source s JOIN data_source d ON d.id = s.data_source_id
     WHERE s.study_id = ${fromStudyId}::uuid AND d.retired_at IS NULL`;
}

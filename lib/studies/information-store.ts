import 'server-only';
import type { Tx } from '@/lib/db/transaction';
import type { InformationRow } from './study';

/** One version in every language it was written in. The caller holds the study, so that versions do not collide. */
export async function insertInformation(
  tx: Tx,
  studyId: string,
  texts: readonly { language: string; body: string }[],
): Promise<number> {
  const newest = await tx.studyInformation.aggregate({ where: { studyId }, _max: { version: true } });
  const version = (newest._max.version ?? 0) + 1;
  await tx.studyInformation.createMany({ data: texts.map((text) => ({ ...text, studyId, version })) });
  return version;
}

/** In a new draft: the newest text of another study, in every language, as its first version. */
export async function copyInformation(tx: Tx, fromStudyId: string, toStudyId: string): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO study_information (study_id, version, language, body)
    SELECT ${toStudyId}::uuid, 1, i.language, i.body FROM study_information i
     WHERE i.study_id = ${fromStudyId}::uuid
       AND i.version = (SELECT max(version) FROM study_information n WHERE n.study_id = ${fromStudyId}::uuid)`;
}

/** Newest first. */
export async function informationOf(tx: Tx, studyId: string): Promise<InformationRow[]> {
  const rows = await tx.studyInformation.findMany({
    where: { studyId },
    select: { version: true, language: true, body: true, publishedAt: true },
    orderBy: [{ version: 'desc' }, { language: 'asc' }],
  });
  return rows.map((row) => ({ ...row, publishedAt: row.publishedAt.toISOString() }));
}

import 'server-only';
import type { StudyState } from '@/lib/authorization/question';
import { findTarget, type TargetOf } from '@/lib/authorization/target-store';
import type { Tx } from '@/lib/db/transaction';
import { isUniqueViolation } from '@/lib/db/violation';
import { AppError } from '@/lib/errors';
import type { StudyDetails, StudyRow } from './study';
import type { SetUp } from './study-state';

export async function studyTarget(tx: Tx, studyId: string): Promise<TargetOf<'study'> | null> {
  const found = await findTarget(tx, 'study', studyId);
  return found?.studyId
    ? { kind: 'study', organizationId: found.organizationId, studyId: found.studyId }
    : null;
}

/** The study of an address: one that puts it together with another organization is no address. */
export async function studyTargetIn(
  tx: Tx,
  organizationId: string,
  studyId: string,
): Promise<TargetOf<'study'> | null> {
  const target = await studyTarget(tx, studyId);
  return target?.organizationId === organizationId ? target : null;
}

type Written = Pick<StudyDetails, 'name' | 'purpose' | 'contact' | 'ethicsNumber'>;

export async function insertStudy(
  tx: Tx,
  data: Written & { organizationId: string; createdBy: string },
): Promise<string> {
  return named(async () => (await tx.study.create({ data, select: { id: true } })).id);
}

export async function updateStudy(tx: Tx, studyId: string, data: Written): Promise<void> {
  await named(() => tx.study.update({ where: { id: studyId }, data, select: { id: true } }));
}

async function named<R>(write: () => Promise<R>): Promise<R> {
  try {
    return await write();
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new AppError('CONFLICT', 'A study of this name exists already.', { name: ['This name is taken.'] });
  }
}

/** Holds the study until the end of the transaction, so that two changes of it are made one after the other. */
export async function lockStudy(tx: Tx, studyId: string): Promise<{ state: StudyState; name: string }> {
  const [row] = await tx.$queryRaw<{ state: StudyState; name: string }[]>`
    SELECT state::text, name FROM study WHERE id = ${studyId}::uuid FOR UPDATE`;
  if (!row) throw new AppError('NOT_FOUND', 'Not found.');
  return row;
}

export async function setStudyState(tx: Tx, studyId: string, state: StudyState): Promise<void> {
  await tx.study.update({ where: { id: studyId }, data: { state }, select: { id: true } });
}

export async function setRetention(tx: Tx, studyId: string, until: string | null): Promise<void> {
  const retentionUntil = until === null ? null : new Date(until);
  await tx.study.update({ where: { id: studyId }, data: { retentionUntil }, select: { id: true } });
}

export async function setUpOf(tx: Tx, studyId: string): Promise<SetUp> {
  const [row] = await tx.$queryRaw<SetUp[]>`
    SELECT s.purpose <> '' AS "hasPurpose",
           (SELECT count(*)::int FROM scope_request r WHERE r.study_id = s.id AND r.removed_at IS NULL) AS "scopeRequests",
           EXISTS (SELECT FROM study_key k WHERE k.study_id = s.id) AS "hasKey",
           EXISTS (SELECT FROM study_information i WHERE i.study_id = s.id) AS "hasInformation"
      FROM study s WHERE s.id = ${studyId}::uuid`;
  if (!row) throw new AppError('NOT_FOUND', 'Not found.');
  return row;
}

export async function studyOf(tx: Tx, studyId: string): Promise<StudyDetails> {
  const study = await tx.study.findUnique({
    where: { id: studyId },
    select: {
      id: true,
      name: true,
      purpose: true,
      contact: true,
      ethicsNumber: true,
      state: true,
      retentionUntil: true,
      createdAt: true,
      organization: { select: { name: true } },
    },
  });
  if (!study) throw new AppError('NOT_FOUND', 'Not found.');
  const { organization, retentionUntil, createdAt, ...rest } = study;
  return {
    ...rest,
    organizationName: organization.name,
    retentionUntil: retentionUntil?.toISOString().slice(0, 10) ?? null,
    createdAt: createdAt.toISOString(),
  };
}

/** The organization's own studies; archived ones only when they are asked for. */
export async function studiesOf(
  tx: Tx,
  organizationId: string,
  state: StudyState | null,
): Promise<StudyRow[]> {
  const rows = await tx.$queryRaw<(Omit<StudyRow, 'createdAt'> & { createdAt: Date })[]>`
    SELECT s.id, s.name, s.state::text, s.created_at AS "createdAt",
           ARRAY(SELECT c.name FROM scope_request r JOIN scope c ON c.id = r.scope_id
                  WHERE r.study_id = s.id AND r.removed_at IS NULL ORDER BY c.name) AS scopes,
           (SELECT count(*)::int FROM enrollment e WHERE e.study_id = s.id AND e.state IN ('active', 'completed')) AS patients
      FROM study s
     WHERE s.organization_id = ${organizationId}::uuid
       AND CASE WHEN ${state}::text IS NULL THEN s.state <> 'archived' ELSE s.state::text = ${state} END
     ORDER BY lower(s.name), s.id`;
  return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }));
}

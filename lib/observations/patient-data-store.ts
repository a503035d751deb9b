import 'server-only';
import type { TargetOf } from '@/lib/authorization/target-store';
import type { EnrollmentState, StudyState } from '@/lib/authorization/question';
import { isConsentState } from '@/lib/consents/consent';
import { Prisma } from '@/lib/db/generated/client';
import type { Tx } from '@/lib/db/transaction';
import type { Span } from './data-view';
import type { ScopeSharing, StudySharing } from './patient-data';

type Row = {
  study_id: string;
  study_name: string;
  study_state: StudyState;
  enrollment_state: EnrollmentState;
  ended_at: Date | null;
  code: string | null;
  name: string | null;
  state: string | null;
  decided_at: Date | null;
  ends_at: Date | null;
  readings: number;
};

/** A patient's studies in one organization, each with what it asks for and where that stands now. */
export async function studiesSharing(
  tx: Tx,
  { organizationId, patientId }: TargetOf<'patient'>,
  span: Span,
): Promise<StudySharing[]> {
  const where = Prisma.sql`e.patient_id = ${patientId}::uuid AND e.organization_id = ${organizationId}::uuid`;
  return grouped(await sharingRows(tx, where, span));
}

export async function studySharing(
  tx: Tx,
  { enrollmentId }: TargetOf<'enrollment'>,
  span: Span,
): Promise<StudySharing | null> {
  const [study] = grouped(await sharingRows(tx, Prisma.sql`e.id = ${enrollmentId}::uuid`, span));
  return study ?? null;
}

function sharingRows(tx: Tx, where: Prisma.Sql, { from, to }: Span): Promise<Row[]> {
  return tx.$queryRaw<Row[]>`
    SELECT s.id AS study_id, s.name AS study_name, s.state::text AS study_state, e.state::text AS enrollment_state, e.ended_at,
           c.code, c.name, at.state, at.decided_at, at.ends_at, coalesce(counted.n, 0)::int AS readings
      FROM enrollment e
      JOIN study s ON s.id = e.study_id
      LEFT JOIN scope_request r ON r.study_id = s.id AND r.removed_at IS NULL
      LEFT JOIN scope c ON c.id = r.scope_id
      LEFT JOIN LATERAL consent_state_at(e.id, r.scope_id, clock_timestamp()) at ON true
      LEFT JOIN data_group g ON g.enrollment_id = e.id
      LEFT JOIN LATERAL observation_counts(g.id, ${from}::timestamptz, ${to}::timestamptz) counted ON counted.scope_id = r.scope_id
     WHERE ${where}
     ORDER BY e.created_at DESC, e.id, r.created_at, r.scope_id`;
}

function grouped(rows: readonly Row[]): StudySharing[] {
  const studies = new Map<string, StudySharing>();
  for (const row of rows) {
    const study = studies.get(row.study_id) ?? {
      studyId: row.study_id,
      studyName: row.study_name,
      studyState: row.study_state,
      enrollmentState: row.enrollment_state,
      endedAt: row.ended_at?.toISOString() ?? null,
      scopes: [],
    };
    studies.set(row.study_id, study);
    const scope = scopeOf(row);
    if (scope) study.scopes.push(scope);
  }
  return [...studies.values()];
}

/** A study that asks for nothing is one row without a scope. */
function scopeOf({ code, name, state, decided_at, ends_at, readings }: Row): ScopeSharing | null {
  if (code === null || name === null) return null;
  const known = state ?? 'pending';
  if (!isConsentState(known)) throw new Error('unknown consent state');
  return {
    code,
    name,
    state: known,
    decidedAt: decided_at?.toISOString() ?? null,
    endsAt: ends_at?.toISOString() ?? null,
    readings,
  };
}

/** The catalogue of devices and apps. */
export async function sourceNames(tx: Tx): Promise<Record<string, string>> {
  const rows = await tx.dataSource.findMany({ select: { id: true, name: true } });
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
}

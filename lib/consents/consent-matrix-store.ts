import 'server-only';
import type { EnrollmentState } from '@/lib/authorization/question';
import type { Prisma } from '@/lib/db/generated/client';
import type { Tx } from '@/lib/db/transaction';
import { isConsentState } from './consent';
import {
  lettersOf,
  type DecisionHistory,
  type DecisionRecord,
  type MatrixCell,
  type MatrixRow,
  type MatrixScope,
} from './consent-matrix';

/** More than a page can be of use for; whoever needs the rest exports it. */
export const MOST_ROWS = 5_000;

/** What the study asked for at a moment, required ones first. */
export function scopesAt(tx: Tx, studyId: string, at: Date): Promise<MatrixScope[]> {
  return tx.$queryRaw<MatrixScope[]>`
    SELECT s.id::int, s.code, s.name, s.plain_name_en AS "plainName", r.required
      FROM scope_request r JOIN scope s ON s.id = r.scope_id
     WHERE r.study_id = ${studyId}::uuid AND r.created_at <= ${at}::timestamptz
       AND (r.removed_at IS NULL OR r.removed_at > ${at}::timestamptz)
     ORDER BY r.required DESC, r.created_at, r.scope_id`;
}

type Row = { patient_id: string; name: string; enrollment: EnrollmentState; states: string | null };

/** Every patient of the study by name, with what their decisions added up to at a moment. `most` null: all. */
export async function rowsAt(
  tx: Tx,
  studyId: string,
  scopes: readonly MatrixScope[],
  at: Date,
  most: number | null = MOST_ROWS + 1,
): Promise<MatrixRow[]> {
  // One text for each patient: arrays of thousands of states take longer to unpack than to find.
  const rows = await tx.$queryRaw<Row[]>`
    WITH stated AS (
      SELECT c.enrollment_id, string_agg(concat_ws(':', c.scope_id, c.state,
               CASE WHEN c.unconfirmed THEN 'unconfirmed' WHEN c.asked_again_at IS NOT NULL THEN 'asked-again' END), ' ') AS states
        FROM consent_states_of(${studyId}::uuid, ${at}::timestamptz) c GROUP BY c.enrollment_id)
    SELECT p.id AS patient_id, p.name, e.state::text AS enrollment, stated.states
      FROM enrollment e JOIN patient p ON p.id = e.patient_id LEFT JOIN stated ON stated.enrollment_id = e.id
     WHERE e.study_id = ${studyId}::uuid AND e.created_at <= ${at}::timestamptz
     ORDER BY lower(p.name), p.id LIMIT ${most}::int`;
  return rows.map(({ patient_id: patientId, name, enrollment, states }) => {
    const known = new Map(states?.split(' ').map(toKnown));
    const cells = scopes.map(({ id }) => lettersOf(known.get(id) ?? { state: 'pending', mark: null }));
    return { patientId, name, enrollment, cells: cells.join('') };
  });
}

function toKnown(text: string): [scopeId: number, cell: MatrixCell] {
  const [scopeId = '', state = '', mark] = text.split(':');
  return [Number(scopeId), cellOf(state, mark === 'asked-again', mark === 'unconfirmed')];
}

function cellOf(state: string | null, askedAgain: boolean, unconfirmed: boolean): MatrixCell {
  const known = state ?? 'pending';
  if (!isConsentState(known)) throw new Error('unknown consent state');
  return { state: known, mark: unconfirmed ? 'unconfirmed' : askedAgain ? 'asked-again' : null };
}

type Asked = { studyId: string; patientId: string; enrollmentId: string; scope: string };

/** All that was ever decided about one kind of data, newest first, and what it adds up to now. */
export async function historyOfScope(tx: Tx, asked: Asked): Promise<DecisionHistory | null> {
  const { studyId, patientId, enrollmentId } = asked;
  const scope = await tx.scope.findFirst({
    where: { code: asked.scope, scopeRequests: { some: { studyId } } },
    select: { id: true, name: true, plainNameEn: true },
  });
  const patient = await tx.patient.findUnique({
    where: { id: patientId },
    select: { id: true, name: true },
  });
  if (!scope || !patient) return null;
  const [now] = await tx.$queryRaw<{ state: string | null; asked_again: boolean; unconfirmed: boolean }[]>`
    SELECT c.state, c.asked_again_at IS NOT NULL AS asked_again, d.decided_as = 'on_behalf' AND k.decision_id IS NULL AS unconfirmed
      FROM consent_state_at(${enrollmentId}::uuid, ${scope.id}::smallint, clock_timestamp()) c
      LEFT JOIN consent_decision d ON d.id = c.decision_id
      LEFT JOIN consent_confirmation k ON k.decision_id = d.id`;
  return {
    patient,
    scope: { id: scope.id, name: scope.name, plainName: scope.plainNameEn },
    now: cellOf(now?.state ?? null, now?.asked_again ?? false, now?.unconfirmed ?? false),
    decisions: await decisionsOf(tx, enrollmentId, scope.id),
  };
}

async function decisionsOf(tx: Tx, enrollmentId: string, scopeId: number): Promise<DecisionRecord[]> {
  const rows = await tx.consentDecision.findMany({
    where: { enrollmentId, scopeId },
    orderBy: { sequence: 'desc' },
    take: 200,
    include: DECISION,
  });
  return rows.map(toRecord);
}

/** What is told of a decision beside its own columns. */
export const DECISION = {
  decidedByUser: { select: { name: true } },
  consentConfirmation: { select: { answer: true, answeredAt: true } },
} as const satisfies Prisma.ConsentDecisionInclude;

export function toRecord(
  row: Prisma.ConsentDecisionGetPayload<{ include: typeof DECISION }>,
): DecisionRecord {
  return {
    decisionId: row.id,
    decision: row.decision,
    decidedAt: row.decidedAt.toISOString(),
    endsAt: row.endsAt?.toISOString() ?? null,
    byName: row.decidedByUser.name,
    onBehalf:
      row.decidedAs === 'on_behalf' && row.spokenAt
        ? {
            method: row.method ?? '',
            spokenAt: row.spokenAt.toISOString(),
            documentReference: row.documentReference ?? '',
            witness: row.witness ?? '',
            answer: row.consentConfirmation && {
              word: row.consentConfirmation.answer === 'disputed' ? 'disputed' : 'confirmed',
              at: row.consentConfirmation.answeredAt.toISOString(),
            },
          }
        : null,
    informationVersion: row.informationVersion,
    requestVersion: row.requestVersion,
  };
}

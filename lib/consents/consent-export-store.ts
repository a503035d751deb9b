import 'server-only';
import type { Tx } from '@/lib/db/transaction';
import { AppError } from '@/lib/errors';
import { isConsentState, type ConsentDecisionKind } from './consent';
import type { ExportedDecision } from './consent-export';

/** A file that a spreadsheet still opens. */
const MOST_DECISIONS = 100_000;

type Row = {
  id: string;
  patient_id: string;
  patient_name: string;
  decided_by: string;
  by_name: string;
  code: string;
  scope_name: string;
  decision: ConsentDecisionKind;
  decided_at: Date;
  ends_at: Date | null;
  decided_as: 'patient' | 'on_behalf';
  method: string | null;
  spoken_at: Date | null;
  document_reference: string | null;
  witness: string | null;
  information_version: number | null;
  request_version: number;
  answer: string | null;
  answered_at: Date | null;
  behind: string | null;
};

/** Every decision of a study up to a moment, in the order they were taken. */
export async function decisionsUntil(tx: Tx, studyId: string, at: Date): Promise<ExportedDecision[]> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT d.id, p.id AS patient_id, p.name AS patient_name, d.decided_by, u.name AS by_name, s.code, s.name AS scope_name,
           d.decision::text, d.decided_at, d.ends_at, d.decided_as::text, d.method, d.spoken_at, d.document_reference, d.witness,
           d.information_version, d.request_version, k.answer, k.answered_at, c.state AS behind
      FROM enrollment e JOIN patient p ON p.id = e.patient_id
      JOIN consent_decision d ON d.enrollment_id = e.id AND d.decided_at <= ${at}::timestamptz
      JOIN scope s ON s.id = d.scope_id
      JOIN user_account u ON u.id = d.decided_by
      LEFT JOIN consent_confirmation k ON k.decision_id = d.id AND k.answered_at <= ${at}::timestamptz
      LEFT JOIN consent_states_of(${studyId}::uuid, ${at}::timestamptz) c ON c.decision_id = d.id
     WHERE e.study_id = ${studyId}::uuid
     ORDER BY d.sequence LIMIT ${MOST_DECISIONS + 1}`;
  if (rows.length > MOST_DECISIONS)
    throw new AppError('TOO_LARGE', 'There are too many decisions for one file. Choose an earlier day.');
  return rows.map(toExported);
}

function toExported(row: Row): ExportedDecision {
  if (row.behind !== null && !isConsentState(row.behind)) throw new Error('unknown consent state');
  return {
    decisionId: row.id,
    patientId: row.patient_id,
    patientName: row.patient_name,
    deciderId: row.decided_by,
    byName: row.by_name,
    scopeCode: row.code,
    scopeName: row.scope_name,
    decision: row.decision,
    decidedAt: row.decided_at.toISOString(),
    endsAt: row.ends_at?.toISOString() ?? null,
    onBehalf: evidenceOf(row),
    informationVersion: row.information_version,
    requestVersion: row.request_version,
    behind: row.behind,
  };
}

function evidenceOf({
  decided_as: decidedAs,
  spoken_at: spokenAt,
  ...row
}: Row): ExportedDecision['onBehalf'] {
  if (decidedAs !== 'on_behalf' || !spokenAt) return null;
  return {
    method: row.method ?? '',
    spokenAt: spokenAt.toISOString(),
    documentReference: row.document_reference ?? '',
    witness: row.witness ?? '',
    answer:
      row.answer && row.answered_at
        ? { word: row.answer === 'disputed' ? 'disputed' : 'confirmed', at: row.answered_at.toISOString() }
        : null,
  };
}

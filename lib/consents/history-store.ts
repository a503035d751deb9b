import 'server-only';
import type { Tx } from '@/lib/db/transaction';
import { isConsentState, type HistoryEntry, type PastState } from './consent';

/** Every decision ever made, newest first; nothing is left out and nothing is merged. */
export async function historyOf(tx: Tx, patientId: string): Promise<HistoryEntry[]> {
  const rows = await tx.consentDecision.findMany({
    where: { enrollment: { patientId } },
    orderBy: { sequence: 'desc' },
    take: 500,
    select: {
      id: true,
      decision: true,
      decidedAt: true,
      endsAt: true,
      decidedAs: true,
      decidedByUser: { select: { name: true } },
      consentConfirmation: { select: { answer: true } },
      scope: { select: { plainNameEn: true, plainNameEs: true } },
      enrollment: { select: { study: { select: { name: true } } } },
    },
  });
  return rows.map((row) => ({
    decisionId: row.id,
    studyName: row.enrollment.study.name,
    plainName: { en: row.scope.plainNameEn, es: row.scope.plainNameEs },
    decision: row.decision,
    decidedAt: row.decidedAt.toISOString(),
    endsAt: row.endsAt?.toISOString() ?? null,
    onBehalfOfYou: row.decidedAs === 'on_behalf',
    byName: row.decidedByUser.name,
    confirmation:
      row.consentConfirmation?.answer === 'disputed'
        ? 'disputed'
        : row.consentConfirmation
          ? 'confirmed'
          : null,
  }));
}

type PastRow = {
  study_id: string;
  study_name: string;
  scope_id: number;
  plain_name_en: string;
  plain_name_es: string;
  state: string;
  ends_at: Date | null;
};

/** What held at a moment: everything that was answered by then. */
export async function statesAt(tx: Tx, patientId: string, at: Date): Promise<PastState[]> {
  const rows = await tx.$queryRaw<PastRow[]>`
    SELECT s.id AS study_id, s.name AS study_name, c.id AS scope_id, c.plain_name_en, c.plain_name_es, past.state, past.ends_at
      FROM enrollment e JOIN study s ON s.id = e.study_id
      JOIN LATERAL (SELECT DISTINCT d.scope_id FROM consent_decision d WHERE d.enrollment_id = e.id) answered ON true
      JOIN scope c ON c.id = answered.scope_id
      JOIN LATERAL consent_state_at(e.id, c.id, ${at}::timestamptz) past ON true
     WHERE e.patient_id = ${patientId}::uuid
     ORDER BY lower(s.name), s.id, c.id`;
  return rows.map((row) => {
    if (!isConsentState(row.state)) throw new Error('unknown consent state');
    return {
      studyId: row.study_id,
      studyName: row.study_name,
      scopeId: row.scope_id,
      plainName: { en: row.plain_name_en, es: row.plain_name_es },
      state: row.state,
      endsAt: row.ends_at?.toISOString() ?? null,
    };
  });
}

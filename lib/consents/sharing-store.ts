import 'server-only';
import type { Target } from '@/lib/authorization/question';
import type { Tx } from '@/lib/db/transaction';
import { NIL } from '@/lib/db/transaction';
import { isConsentState, type HistoryEntry, type ScopeConsent, type SharedStudy } from './consent';

/** The caller's own patient record: what everything under /me is about. */
export async function ownPatientTarget(
  tx: Tx,
  userId: string,
): Promise<Extract<Target, { kind: 'patient' }> | null> {
  const found = await tx.patient.findUnique({ where: { userId }, select: { id: true } });
  return found && { kind: 'patient', organizationId: NIL, patientId: found.id };
}

type ScopeRow = {
  enrollment_id: string;
  scope_id: number;
  code: string;
  name: string;
  plain_name_en: string;
  plain_name_es: string;
  reason: string;
  required: boolean;
  version: number;
  state: string | null;
  decision_id: string | null;
  decided_at: Date | null;
  ends_at: Date | null;
  decided_as: string | null;
  method: string | null;
  spoken_at: Date | null;
  by_name: string | null;
  confirmation: string | null;
};

/** Every study the patient is in or invited to, with each scope's state now. Two queries, whatever the number of studies. */
export async function sharedStudiesOf(tx: Tx, patientId: string): Promise<SharedStudy[]> {
  const enrollments = await tx.enrollment.findMany({
    where: { patientId },
    orderBy: { createdAt: 'desc' },
    select: {
      id: true,
      state: true,
      organization: { select: { name: true } },
      study: {
        select: {
          id: true,
          name: true,
          purpose: true,
          contact: true,
          state: true,
          studyInformations: {
            orderBy: { version: 'desc' },
            take: 1,
            select: { version: true, language: true, body: true },
          },
        },
      },
    },
  });
  const scopes = await scopesOf(tx, patientId);
  return enrollments.map(({ id, state, organization, study }) => ({
    enrollmentId: id,
    studyId: study.id,
    studyName: study.name,
    purpose: study.purpose,
    contact: study.contact,
    organizationName: organization.name,
    studyState: study.state,
    enrollmentState: state,
    information: study.studyInformations[0] ?? null,
    scopes: scopes.filter((row) => row.enrollment_id === id).map(toScope),
  }));
}

function scopesOf(tx: Tx, patientId: string): Promise<ScopeRow[]> {
  return tx.$queryRaw<ScopeRow[]>`
    SELECT e.id AS enrollment_id, r.scope_id, s.code, s.name, s.plain_name_en, s.plain_name_es, r.reason, r.required, r.version,
           c.state, c.decision_id, c.decided_at, c.ends_at, d.decided_as::text, d.method, d.spoken_at,
           CASE WHEN d.decided_as = 'on_behalf' THEN u.name END AS by_name, k.answer AS confirmation
      FROM enrollment e
      JOIN scope_request r ON r.study_id = e.study_id AND r.removed_at IS NULL
      JOIN scope s ON s.id = r.scope_id
      LEFT JOIN LATERAL consent_state_at(e.id, r.scope_id, clock_timestamp()) c ON true
      LEFT JOIN consent_decision d ON d.id = c.decision_id
      LEFT JOIN user_account u ON u.id = d.decided_by
      LEFT JOIN consent_confirmation k ON k.decision_id = d.id
     WHERE e.patient_id = ${patientId}::uuid
     ORDER BY e.created_at DESC, r.required DESC, r.scope_id`;
}

function toScope(row: ScopeRow): ScopeConsent {
  const state = row.state ?? 'pending';
  if (!isConsentState(state)) throw new Error('unknown consent state');
  const onBehalf = row.decided_as === 'on_behalf' && row.by_name && row.method && row.spoken_at;
  return {
    scopeId: row.scope_id,
    scopeCode: row.code,
    name: row.name,
    plainName: { en: row.plain_name_en, es: row.plain_name_es },
    reason: row.reason,
    required: row.required,
    requestVersion: row.version,
    state,
    decisionId: row.decision_id,
    decidedAt: row.decided_at?.toISOString() ?? null,
    endsAt: row.ends_at?.toISOString() ?? null,
    onBehalf: onBehalf
      ? {
          byName: row.by_name ?? '',
          method: row.method ?? '',
          spokenAt: row.spoken_at?.toISOString() ?? '',
          waiting: row.confirmation === null,
        }
      : null,
  };
}

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
  }));
}

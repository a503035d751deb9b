import 'server-only';
import type { Target } from '@/lib/authorization/question';
import type { Tx } from '@/lib/db/transaction';
import { AppError } from '@/lib/errors';
import { isConsentState, type ConsentDecisionKind, type ConsentState } from './consent';

type EnrollmentTarget = Extract<Target, { kind: 'enrollment' }>;

/** What one scope of an enrollment's study asks and stands at, under the lock of the decisions. */
export type AskedScope = {
  scopeId: number;
  requestVersion: number;
  state: ConsentState;
  endsAt: Date | null;
};

/** The enrollment that a decision belongs to. */
export async function decisionTarget(tx: Tx, decisionId: string): Promise<EnrollmentTarget | null> {
  const [row] = await tx.$queryRaw<
    { organization_id: string; study_id: string; patient_id: string; enrollment_id: string }[]
  >`SELECT * FROM find_target('decision', ${decisionId}::uuid)`;
  if (!row) return null;
  return {
    kind: 'enrollment',
    organizationId: row.organization_id,
    studyId: row.study_id,
    patientId: row.patient_id,
    enrollmentId: row.enrollment_id,
  };
}

/** Until this transaction ends nobody else decides on (study, patient), and every read in flight is waited for. */
export async function lockDecisions(tx: Tx, { studyId, patientId }: EnrollmentTarget): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(consent_lock_key(${studyId}::uuid, ${patientId}::uuid))`;
}

export async function askedScope(tx: Tx, target: EnrollmentTarget, scopeCode: string): Promise<AskedScope> {
  const [row] = await tx.$queryRaw<
    { scope_id: number; version: number; state: string | null; ends_at: Date | null }[]
  >`
    SELECT r.scope_id, r.version, c.state, c.ends_at
      FROM scope_request r JOIN scope s ON s.id = r.scope_id
      LEFT JOIN LATERAL consent_state_at(${target.enrollmentId}::uuid, r.scope_id, clock_timestamp()) c ON true
     WHERE r.study_id = ${target.studyId}::uuid AND s.code = ${scopeCode} AND r.removed_at IS NULL`;
  if (!row)
    throw new AppError('INVALID_INPUT', 'This study does not ask for that.', {
      scope: ['Not asked by this study'],
    });
  const state = row.state ?? 'pending';
  if (!isConsentState(state)) throw new Error('unknown consent state');
  return { scopeId: row.scope_id, requestVersion: row.version, state, endsAt: row.ends_at };
}

/** The newest version of the study's information text; 0 when it has none. */
export async function currentInformationVersion(tx: Tx, studyId: string): Promise<number> {
  const found = await tx.studyInformation.aggregate({ where: { studyId }, _max: { version: true } });
  return found._max.version ?? 0;
}

type NewDecision = {
  enrollmentId: string;
  scopeId: number;
  decision: ConsentDecisionKind;
  decidedBy: string;
  decidedAs: 'patient' | 'on_behalf';
  requestVersion: number;
  informationVersion: number;
  endsAt: Date | null;
  evidence?: { method: string; spokenAt: Date; documentReference: string; witness: string };
};

/** Appends one decision; its time and place in the order are set by the database. */
export async function insertDecision(tx: Tx, { evidence, ...data }: NewDecision): Promise<string> {
  const { id } = await tx.consentDecision.create({
    data: { ...data, ...(evidence ?? {}) },
    select: { id: true },
  });
  return id;
}

export async function insertConfirmation(
  tx: Tx,
  data: { decisionId: string; answer: 'confirmed' | 'disputed'; answeredBy: string },
): Promise<void> {
  const already = await tx.consentConfirmation.findUnique({
    where: { decisionId: data.decisionId },
    select: { answer: true },
  });
  if (already) throw new AppError('CONFLICT', 'This was answered before.');
  await tx.consentConfirmation.create({ data, select: { decisionId: true } });
}

/** What an on-behalf decision said, for the patient who confirms or disputes it. */
export async function onBehalfDecision(tx: Tx, decisionId: string) {
  const found = await tx.consentDecision.findUnique({
    where: { id: decisionId },
    select: {
      scopeId: true,
      decision: true,
      decidedAs: true,
      requestVersion: true,
      informationVersion: true,
    },
  });
  if (found?.decidedAs !== 'on_behalf') throw new AppError('CONFLICT', 'Nothing waits to be confirmed here.');
  return found;
}

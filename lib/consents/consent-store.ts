import 'server-only';
import type { Target } from '@/lib/authorization/question';
import type { Tx } from '@/lib/db/transaction';
import { SaidError } from '@/lib/said-error';
import { isConsentState, type ConsentDecisionKind, type Standing } from './consent';

type EnrollmentTarget = Extract<Target, { kind: 'enrollment' }>;

/** What one scope of an enrollment's study asks and stands at, under the lock of the decisions. */
export type AskedScope = Standing & {
  scopeId: number;
  requestVersion: number;
  endsAt: Date | null;
  /** What the yes that holds, or held last, was given to. */
  granted: {
    requestVersion: number;
    informationVersion: number | null;
    endsAt: Date | null;
    isDisputed: boolean;
  } | null;
  /** The newest decision, and the one before it. */
  last: { decision: ConsentDecisionKind; decidedAt: Date; decidedBy: string } | null;
  beforeLast: ConsentDecisionKind | null;
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

/**
 * Until this transaction ends nobody else decides on (study, patient), the study changes nothing that it asks, and every
 * read in flight is waited for.
 */
export async function lockDecisions(tx: Tx, { studyId, patientId }: EnrollmentTarget): Promise<void> {
  await tx.$executeRaw`SELECT consent_lock(${studyId}::uuid, ${patientId}::uuid)`;
}

type AskedRow = {
  code: string;
  scope_id: number;
  version: number;
  state: string | null;
  ends_at: Date | null;
  asked_again_at: Date | null;
  granted_request: number | null;
  granted_information: number | null;
  granted_ends_at: Date | null;
  granted_disputed: boolean;
  last_decision: ConsentDecisionKind | null;
  last_at: Date | null;
  last_by: string | null;
  before_last: ConsentDecisionKind | null;
};

/** Everything the study asks of the enrollment now, by the scope's code. */
export async function askedScopes(tx: Tx, target: EnrollmentTarget): Promise<Map<string, AskedScope>> {
  const rows = await tx.$queryRaw<AskedRow[]>`
    SELECT s.code, r.scope_id, r.version, c.state, c.ends_at, c.asked_again_at, g.request_version AS granted_request,
           g.information_version AS granted_information, g.ends_at AS granted_ends_at,
           EXISTS (SELECT FROM consent_confirmation k WHERE k.decision_id = g.id AND k.answer = 'disputed') AS granted_disputed,
           l.kinds[1] AS last_decision, l.times[1] AS last_at, l.people[1]::text AS last_by, l.kinds[2] AS before_last
      FROM scope_request r JOIN scope s ON s.id = r.scope_id
      LEFT JOIN LATERAL consent_state_at(${target.enrollmentId}::uuid, r.scope_id, clock_timestamp()) c ON true
      LEFT JOIN LATERAL (
        SELECT * FROM consent_decision d WHERE d.enrollment_id = ${target.enrollmentId}::uuid AND d.scope_id = r.scope_id
           AND d.decision = 'granted' ORDER BY d.sequence DESC LIMIT 1) g ON true
      LEFT JOIN LATERAL (
        SELECT array_agg(d.decision::text ORDER BY d.sequence DESC) AS kinds, array_agg(d.decided_at ORDER BY d.sequence DESC) AS times,
               array_agg(d.decided_by ORDER BY d.sequence DESC) AS people
          FROM (SELECT * FROM consent_decision d WHERE d.enrollment_id = ${target.enrollmentId}::uuid AND d.scope_id = r.scope_id
                 ORDER BY d.sequence DESC LIMIT 2) d) l ON true
     WHERE r.study_id = ${target.studyId}::uuid AND r.removed_at IS NULL
     ORDER BY r.scope_id`;
  return new Map(rows.map((row) => [row.code, toAsked(row)]));
}

function toAsked(row: AskedRow): AskedScope {
  const state = row.state ?? 'pending';
  if (!isConsentState(state)) throw new Error('unknown consent state');
  const { last_decision: decision, last_at: decidedAt, last_by: decidedBy } = row;
  return {
    scopeId: row.scope_id,
    requestVersion: row.version,
    state,
    askedAgain: row.asked_again_at !== null,
    endsAt: row.ends_at,
    granted:
      row.granted_request === null
        ? null
        : {
            requestVersion: row.granted_request,
            informationVersion: row.granted_information,
            endsAt: row.granted_ends_at,
            isDisputed: row.granted_disputed,
          },
    last: decision && decidedAt && decidedBy ? { decision, decidedAt, decidedBy } : null,
    beforeLast: row.before_last,
  };
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
  informationVersion: number | null;
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
  if (already) throw new SaidError('CONFLICT', 'answeredBefore');
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
  if (found?.decidedAs !== 'on_behalf') throw new SaidError('CONFLICT', 'nothingToConfirm');
  return found;
}

/** Nothing was decided about its scope since. */
export async function isLastDecision(tx: Tx, decisionId: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ is_last: boolean }[]>`
    SELECT NOT EXISTS (SELECT FROM consent_decision later WHERE later.enrollment_id = d.enrollment_id
                          AND later.scope_id = d.scope_id AND later.sequence > d.sequence) AS is_last
      FROM consent_decision d WHERE d.id = ${decisionId}::uuid`;
  return row?.is_last ?? false;
}

import 'server-only';
import type { Target } from '@/lib/authorization/question';
import type { Prisma } from '@/lib/db/generated/client';
import type { Tx } from '@/lib/db/transaction';
import { NIL } from '@/lib/db/transaction';
import type { Locale } from '@/lib/i18n/locale';
import { isConsentState, type InformationText, type ScopeConsent, type SharedStudy } from './consent';

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
  asked_again_at: Date | null;
  before_reason: string | null;
  before_required: boolean | null;
  information_before: number | null;
  decided_as: string | null;
  method: string | null;
  spoken_at: Date | null;
  by_name: string | null;
  confirmation: string | null;
};

/** A version is written in two languages at most. */
const LANGUAGES = 2;

const STUDY = {
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
        orderBy: [{ version: 'desc' }, { language: 'asc' }],
        take: LANGUAGES,
        select: { version: true, language: true, body: true, publishedAt: true },
      },
    },
  },
} as const satisfies Prisma.EnrollmentSelect;

type Reader = { patientId: string; locale: Locale };

/** Every study the patient is in or invited to, with each scope's state now. Two queries, whatever the number of studies. */
export async function sharedStudiesOf(
  tx: Tx,
  { patientId, locale }: Reader,
  studyId?: string,
): Promise<SharedStudy[]> {
  const enrollments = await tx.enrollment.findMany({
    where: studyId === undefined ? { patientId } : { patientId, studyId },
    orderBy: { createdAt: 'desc' },
    select: STUDY,
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
    information: inLanguage(study.studyInformations, locale),
    scopes: scopes.filter((row) => row.enrollment_id === id).map(toScope),
  }));
}

type Text = Omit<InformationText, 'publishedAt'> & { publishedAt: Date };

/** The newest version, in the reader's language where it was written in it. */
function inLanguage(texts: readonly Text[], locale: Locale): InformationText | null {
  const newest = texts.filter(({ version }) => version === texts[0]?.version);
  const text = newest.find(({ language }) => language === locale) ?? newest[0];
  return text ? { ...text, publishedAt: text.publishedAt.toISOString() } : null;
}

/** Every version of a study's text, newest first, each in the reader's language where it was written in it. */
export async function textsOf(tx: Tx, studyId: string, locale: Locale): Promise<InformationText[]> {
  const texts = await tx.studyInformation.findMany({
    where: { studyId },
    orderBy: [{ version: 'desc' }, { language: 'asc' }],
    select: { version: true, language: true, body: true, publishedAt: true },
  });
  const versions = [...new Set(texts.map(({ version }) => version))];
  return versions.flatMap((version) => {
    const text = inLanguage(
      texts.filter((each) => each.version === version),
      locale,
    );
    return text ? [text] : [];
  });
}

function scopesOf(tx: Tx, patientId: string): Promise<ScopeRow[]> {
  return tx.$queryRaw<ScopeRow[]>`
    SELECT e.id AS enrollment_id, r.scope_id, s.code, s.name, s.plain_name_en, s.plain_name_es, r.reason, r.required, r.version,
           c.state, c.decision_id, c.decided_at, c.ends_at, c.asked_again_at, v.reason AS before_reason, v.required AS before_required,
           CASE WHEN g.information_version < (SELECT max(i.version) FROM study_information i WHERE i.study_id = e.study_id)
                THEN g.information_version END AS information_before,
           d.decided_as::text, d.method, d.spoken_at,
           CASE WHEN d.decided_as = 'on_behalf' THEN u.name END AS by_name, k.answer AS confirmation
      FROM enrollment e
      JOIN scope_request r ON r.study_id = e.study_id AND r.removed_at IS NULL
      JOIN scope s ON s.id = r.scope_id
      LEFT JOIN LATERAL consent_state_at(e.id, r.scope_id, clock_timestamp()) c ON true
      LEFT JOIN consent_decision d ON d.id = c.decision_id
      LEFT JOIN LATERAL (
        SELECT * FROM consent_decision a WHERE a.enrollment_id = e.id AND a.scope_id = r.scope_id AND a.decision IN ('granted', 'declined')
         ORDER BY a.sequence DESC LIMIT 1) g ON true
      LEFT JOIN scope_request_version v ON v.study_id = r.study_id AND v.scope_id = r.scope_id
            AND v.version = g.request_version AND v.version < r.version
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
    askedAgainAt: row.asked_again_at?.toISOString() ?? null,
    before:
      row.asked_again_at && row.before_reason !== null
        ? { reason: row.before_reason, required: row.before_required ?? false }
        : null,
    informationBefore: row.asked_again_at ? row.information_before : null,
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

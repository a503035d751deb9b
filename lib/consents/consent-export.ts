import type { ConsentState } from './consent';
import type { DecisionRecord, MatrixCell, MatrixRow, MatrixScope } from './consent-matrix';

/** One decision on its way out of the product, with what it is about. */
export type ExportedDecision = DecisionRecord & {
  patientId: string;
  patientName: string;
  deciderId: string;
  scopeCode: string;
  scopeName: string;
  /** The state that this decision is behind now; null for one that later ones replaced. */
  behind: ConsentState | null;
};

export type ExportedMatrix = {
  scopes: MatrixScope[];
  rows: (Omit<MatrixRow, 'cells'> & { cells: MatrixCell[] })[];
};

export const EXPORT_FORMATS = ['csv', 'fhir'] as const;
/** One line for each patient, a column for each scope by its code: for a spreadsheet. */
export function matrixTable({ scopes, rows }: ExportedMatrix): string[][] {
  return [
    ['patient_id', 'patient', 'enrollment', ...scopes.map(({ code }) => code)],
    ...rows.map(({ patientId, name, enrollment, cells }) => [
      patientId,
      name,
      enrollment,
      ...cells.map(({ state, mark }) => (mark === null ? state : `${state} (${mark})`)),
    ]),
  ];
}

const DECISION_COLUMNS: Record<string, (decision: ExportedDecision) => string> = {
  decision_id: ({ decisionId }) => decisionId,
  patient_id: ({ patientId }) => patientId,
  patient: ({ patientName }) => patientName,
  scope: ({ scopeCode }) => scopeCode,
  decision: ({ decision }) => decision,
  decided_at: ({ decidedAt }) => decidedAt,
  ends_at: ({ endsAt }) => endsAt ?? '',
  decided_by: ({ byName }) => byName,
  on_behalf: ({ onBehalf }) => (onBehalf ? 'yes' : 'no'),
  method: ({ onBehalf }) => onBehalf?.method ?? '',
  spoken_at: ({ onBehalf }) => onBehalf?.spokenAt ?? '',
  document: ({ onBehalf }) => onBehalf?.documentReference ?? '',
  witness: ({ onBehalf }) => onBehalf?.witness ?? '',
  patient_answer: ({ onBehalf }) => onBehalf?.answer?.word ?? '',
  text_version: ({ informationVersion }) => String(informationVersion ?? ''),
  request_version: ({ requestVersion }) => String(requestVersion),
  stands_for_now: ({ behind }) => behind ?? '',
};

export function decisionTable(decisions: readonly ExportedDecision[]): string[][] {
  const columns = Object.entries(DECISION_COLUMNS);
  return [columns.map(([name]) => name), ...decisions.map((each) => columns.map(([, of]) => of(each)))];
}

const CONSENT_SCOPE = 'http://terminology.hl7.org/CodeSystem/consentscope';
const ACT_CODE = 'http://terminology.hl7.org/CodeSystem/v3-ActCode';
const ACT_REASON = 'http://terminology.hl7.org/CodeSystem/v3-ActReason';
const LOINC = 'http://loinc.org';
const OPEN_MHEALTH = 'https://w3id.org/openmhealth';

const coded = (system: string, code: string) => ({ coding: [{ system, code }] });

type Context = { studyId: string; organizationId: string };

/** A decision as FHIR R4 Consent (http://hl7.org/fhir/R4/consent.html). Ids and codes; no name and no reading. */
export function fhirConsent(decision: ExportedDecision, { studyId, organizationId }: Context) {
  const { onBehalf, decidedAt, endsAt, patientId } = decision;
  const isYes = decision.decision === 'granted' || decision.decision === 'resumed';
  const patient = { reference: `Patient/${patientId}` };
  return {
    resourceType: 'Consent',
    id: decision.decisionId,
    status: statusOf(decision),
    scope: coded(CONSENT_SCOPE, 'research'),
    category: [coded(LOINC, '59284-0')],
    patient,
    dateTime: decidedAt,
    performer: [onBehalf ? { reference: `Practitioner/${decision.deciderId}` } : patient],
    organization: [{ reference: `Organization/${organizationId}` }],
    ...(onBehalf?.documentReference && {
      sourceReference: { type: 'DocumentReference', identifier: { value: onBehalf.documentReference } },
    }),
    policyRule: coded(ACT_CODE, isYes ? 'OPTIN' : 'OPTOUT'),
    ...(onBehalf?.answer && {
      verification: [
        {
          verified: onBehalf.answer.word === 'confirmed',
          verifiedWith: patient,
          verificationDate: onBehalf.answer.at,
        },
      ],
    }),
    provision: {
      type: isYes ? 'permit' : 'deny',
      period: { start: decidedAt, ...(endsAt && { end: endsAt }) },
      purpose: [{ system: ACT_REASON, code: 'HRESCH' }],
      code: [coded(OPEN_MHEALTH, decision.scopeCode)],
      data: [{ meaning: 'related', reference: { reference: `ResearchStudy/${studyId}` } }],
    },
  };
}

/** One that was replaced, stopped, paused or is over is inactive; a no that holds is rejected. */
function statusOf({ behind }: ExportedDecision): 'active' | 'rejected' | 'inactive' {
  if (behind === 'granted') return 'active';
  return behind === 'declined' ? 'rejected' : 'inactive';
}

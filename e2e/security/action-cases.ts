import { SCOPES } from '../support/tenant-studies';
import {
  MANAGERS,
  MEMBERS,
  NEVER,
  NEVER_HERE,
  NO_ROLE,
  type ActionCase,
  type Refusals,
} from './action-cases-kit';
import { EMERGENCY_CASES } from './emergency-cases';
import { INSTALLATION_CASES } from './installation-cases';
import { ORGANIZATION_CASES } from './organization-cases';

const THE_PATIENT: Refusals = {
  stranger: NEVER,
  outsider: NO_ROLE,
  admin: NEVER,
  manager: NEVER_HERE,
  member: NEVER_HERE,
  viewer: NEVER_HERE,
};
/** Everyone may do it, to nobody but themselves: there is no id in it that could be another's. */
const ONESELF: Refusals = {};
const OF_SOMEBODY_ELSE: Refusals = { stranger: NO_ROLE, outsider: NO_ROLE, viewer: NO_ROLE, admin: NO_ROLE };

const byManager = (refused: Refusals, input: ActionCase['input']): ActionCase => ({
  input,
  owner: 'manager',
  refused,
});
const byPatient = (refused: Refusals, input: ActionCase['input']): ActionCase => ({
  input,
  owner: 'patient',
  refused,
});
const sharing = (scope: string) => byPatient(THE_PATIENT, ({ enrollmentId }) => ({ enrollmentId, scope }));
/** Of the catalogue that every installation starts with. */
const SENSOR = '5ea50000-0000-4000-8000-000000000001';
const details = (mark: string) => ({ name: `Made past the UI, ${mark}`, type: 'clinic', contact: '' });

/** Each server action, in an order in which the owner can do them one after the other. */
export const ACTION_CASES: Record<string, ActionCase> = {
  ...INSTALLATION_CASES,
  ...EMERGENCY_CASES,

  changeLocaleAction: byManager(ONESELF, () => ({ locale: 'en' })),
  changeMailPreferenceAction: byPatient(ONESELF, () => ({ kind: 'new-device', wants: true })),
  dropEmailChangeAction: byPatient(ONESELF, () => ({})),
  endOtherSessionsAction: byPatient(ONESELF, () => ({})),
  endSessionAction: byManager(OF_SOMEBODY_ELSE, ({ sessionId }) => ({ sessionId })),

  setUpUserKeysAction: byManager(ONESELF, (_tenant, { setUp }) => setUp),
  recordVaultActAction: byPatient(
    { stranger: NO_ROLE, outsider: NO_ROLE, manager: NO_ROLE, admin: NO_ROLE },
    ({ slotId }) => ({ act: 'unlocked', slotId }),
  ),
  createStudyKeyAction: byManager(MANAGERS, (_tenant, { studyKey }) => studyKey),
  grantStudyKeyAction: byManager(MANAGERS, (_tenant, { grant }) => grant),
  createDataGroupAction: byManager(MEMBERS, (_tenant, { dataGroup }) => dataGroup),

  // Before the patient's own answer, which takes its place. Their own enrollment is no secret to them.
  recordOnBehalfAction: byManager({ ...MEMBERS, patient: NEVER_HERE }, ({ enrollmentId }) => ({
    enrollmentId,
    scope: SCOPES.unanswered,
    answer: 'decline',
    method: 'paper',
    spokenAt: '2026-01-02T10:00:00Z',
    documentReference: 'Form 7',
    witness: '',
    informationVersion: 1,
    requestVersion: 1,
    endsAt: null,
  })),
  answerRequestAction: byPatient(THE_PATIENT, ({ enrollmentId }) => ({
    enrollmentId,
    informationVersion: 1,
    answers: [{ scope: SCOPES.unanswered, answer: 'share' }],
    endsAt: null,
  })),
  stopSharingAction: sharing(SCOPES.unanswered),
  undoStopAction: sharing(SCOPES.unanswered),
  resumeSharingAction: sharing(SCOPES.paused),
  startSharingAction: byPatient(THE_PATIENT, ({ enrollmentId }) => ({
    enrollmentId,
    scope: SCOPES.stopped,
    informationVersion: 1,
  })),
  renewSharingAction: byPatient(THE_PATIENT, ({ enrollmentId }) => ({
    enrollmentId,
    scope: SCOPES.endsLater,
    informationVersion: 1,
    endsAt: null,
  })),
  pauseStudyAction: byPatient(THE_PATIENT, ({ enrollmentId }) => ({ enrollmentId })),
  resumeStudyAction: byPatient(THE_PATIENT, ({ enrollmentId }) => ({ enrollmentId })),
  leaveStudyAction: byPatient(THE_PATIENT, ({ leavingEnrollmentId }) => ({
    enrollmentId: leavingEnrollmentId,
  })),
  confirmDecisionAction: byPatient(THE_PATIENT, ({ decisionId }) => ({ decisionId, answer: 'confirmed' })),
  addDeviceAction: byPatient(THE_PATIENT, ({ enrollmentId, mark }) => ({ enrollmentId, name: mark })),
  sendInvitationAction: byManager(MEMBERS, ({ waitingEnrollmentId, mark }) => ({
    enrollmentId: waitingEnrollmentId,
    email: `sent.${mark}@demo.wellkept.example`,
    locale: 'en',
  })),
  revokePatientInvitationAction: byManager(MEMBERS, ({ patientInvitationId }) => ({
    invitationId: patientInvitationId,
  })),
  createPatientAction: byManager(MEMBERS, ({ organizationId, mark }) => ({
    organizationId,
    name: `Past the UI, ${mark}`,
    isKnownToBeNew: true,
  })),
  enrollPatientAction: byManager(MEMBERS, ({ studyId, unenrolledPatientId }) => ({
    studyId,
    patientId: unenrolledPatientId,
  })),
  changePatientAction: byManager(MEMBERS, ({ organizationId, unenrolledPatientId, mark }) => ({
    organizationId,
    patientId: unenrolledPatientId,
    name: `Changed past the UI, ${mark}`,
    from: {
      name: `A patient, ${mark}`,
      birthDate: null,
      email: `${unenrolledPatientId}.${mark}@demo.wellkept.example`,
      identifiers: [],
    },
  })),
  importPatientsAction: byManager(MEMBERS, ({ organizationId, mark }) => ({
    organizationId,
    rows: [
      { line: 2, name: `Imported past the UI, ${mark}`, birthDate: '', email: '', system: '', value: '' },
    ],
    isDryRun: false,
    alike: 'create',
  })),
  withdrawEnrollmentAction: byManager(MEMBERS, ({ invitedEnrollmentId }) => ({
    enrollmentId: invitedEnrollmentId,
  })),
  // Whoever withdrew a moment ago.
  enrollPatientsAction: byManager(MEMBERS, ({ studyId, invitedPatientId }) => ({
    studyId,
    patientIds: [invitedPatientId],
  })),

  // Off is the state of a new organization: on would keep the planted people out of what comes next.
  requireSecondFactorAction: byManager(MANAGERS, ({ organizationId }) => ({
    organizationId,
    isRequired: false,
  })),
  decideFactorResetAction: byManager(MANAGERS, ({ organizationId, factorResetId }) => ({
    organizationId,
    requestId: factorResetId,
    decision: 'refused',
  })),

  createStudyAction: byManager(MANAGERS, ({ organizationId, mark }) => ({
    ...details(mark),
    organizationId,
  })),
  changeStudyAction: byManager(MANAGERS, ({ draftStudyId, mark }) => ({
    ...details(`changed ${mark}`),
    studyId: draftStudyId,
  })),
  addScopeRequestAction: byManager(MANAGERS, ({ draftStudyId }) => ({
    studyId: draftStudyId,
    scopeCode: SCOPES.notAsked,
    reason: 'Past the UI',
  })),
  removeScopeRequestAction: byManager(MANAGERS, ({ draftStudyId }) => ({
    studyId: draftStudyId,
    scopeCode: SCOPES.shared,
  })),
  publishInformationAction: byManager(MANAGERS, ({ draftStudyId }) => ({
    studyId: draftStudyId,
    en: 'Written past the UI',
  })),
  changeScopeRequestAction: byManager(MANAGERS, ({ draftStudyId }) => ({
    studyId: draftStudyId,
    scopeCode: SCOPES.notAsked,
    reason: 'In other words',
    isRequired: true,
  })),
  setRetentionAction: byManager(MANAGERS, ({ draftStudyId }) => ({
    studyId: draftStudyId,
    retentionUntil: '2099-12-31',
  })),
  setDataSourcesAction: byManager(MANAGERS, ({ draftStudyId }) => ({
    studyId: draftStudyId,
    dataSourceIds: [SENSOR],
  })),
  cloneStudyAction: byManager(MANAGERS, ({ draftStudyId, mark }) => ({
    studyId: draftStudyId,
    name: `Cloned past the UI, ${mark}`,
  })),
  changeStudyStateAction: byManager(MANAGERS, ({ draftStudyId, mark }) => ({
    studyId: draftStudyId,
    state: 'archived',
    confirmName: details(`changed ${mark}`).name,
  })),

  ...ORGANIZATION_CASES,
};

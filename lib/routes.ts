import type { Route } from 'next';

/** Every address of the product. No URL is spelled anywhere else. */
export const routes = {
  home: () => '/' as Route,
  signIn: () => '/sign-in' as Route,
  setUp: () => '/set-up' as Route,
  setUpAdministrator: () => '/set-up/administrator' as Route,
  signInCode: () => '/sign-in/code' as Route,
  recover: () => '/recover' as Route,
  recovery: (token: string) => `/recover/${token}` as Route,
  unlock: () => '/unlock' as Route,
  keySetUp: () => '/welcome/keys' as Route,
  invitation: (token: string) => `/invite/${token}` as Route,
  invitationStep: (token: string, step: 'code' | 'check' | 'accept') => `/invite/${token}/${step}` as Route,
  outbox: () => '/dev/outbox' as Route,
  organizations: () => '/o' as Route,
  organization: (organizationId: string) => `/o/${organizationId}` as Route,
  studies: (organizationId: string) => `/o/${organizationId}/studies` as Route,
  newStudy: (organizationId: string) => `/o/${organizationId}/studies/new` as Route,
  study: (organizationId: string, studyId: string) => `/o/${organizationId}/studies/${studyId}` as Route,
  studyPatients: (organizationId: string, studyId: string) =>
    `/o/${organizationId}/studies/${studyId}/patients` as Route,
  studyPreview: (organizationId: string, studyId: string, language?: string) =>
    `/o/${organizationId}/studies/${studyId}/preview${queryOf(language ? { language } : {})}` as Route,
  addStudyPatients: (organizationId: string, studyId: string) =>
    `/o/${organizationId}/studies/${studyId}/patients/add` as Route,
  studyConsent: (organizationId: string, studyId: string) =>
    `/o/${organizationId}/studies/${studyId}/consent` as Route,
  recordConsent: (
    organizationId: string,
    studyId: string,
    patient: string,
    scope: string,
    language?: string,
  ) =>
    `/o/${organizationId}/studies/${studyId}/consent/record${queryOf({ patient, scope, ...(language && { language }) })}` as Route,
  consentExport: (studyId: string, request: Record<string, string>) =>
    `/api/v1/studies/${studyId}/consent${queryOf(request)}` as Route,
  decisions: (studyId: string, patientId: string, scope: string) =>
    `/api/v1/studies/${studyId}/patients/${patientId}/decisions${queryOf({ scope })}` as Route,
  studyActivity: (organizationId: string, studyId: string, filter: Record<string, string> = {}) =>
    `/o/${organizationId}/studies/${studyId}/activity${queryOf(filter)}` as Route,
  studySettings: (organizationId: string, studyId: string) =>
    `/o/${organizationId}/studies/${studyId}/settings` as Route,
  people: (organizationId: string) => `/o/${organizationId}/people` as Route,
  peopleInvitations: (organizationId: string) => `/o/${organizationId}/people/invitations` as Route,
  invitePeople: (organizationId: string) => `/o/${organizationId}/people/invite` as Route,
  roleMatrix: (organizationId: string) => `/o/${organizationId}/people/roles` as Route,
  person: (organizationId: string, personId: string) => `/o/${organizationId}/people/${personId}` as Route,
  personWhy: (organizationId: string, personId: string) =>
    `/o/${organizationId}/people/${personId}/why` as Route,
  tree: (organizationId: string) => `/o/${organizationId}/tree` as Route,
  treeNode: (organizationId: string, nodeId: string) => `/o/${organizationId}/tree/${nodeId}` as Route,
  newTreeNode: (organizationId: string, nodeId: string) => `/o/${organizationId}/tree/${nodeId}/new` as Route,
  moveTreeNode: (organizationId: string, nodeId: string) =>
    `/o/${organizationId}/tree/${nodeId}/move` as Route,
  patients: (organizationId: string) => `/o/${organizationId}/patients` as Route,
  importPatients: (organizationId: string) => `/o/${organizationId}/patients/import` as Route,
  newPatient: (organizationId: string) => `/o/${organizationId}/patients/new` as Route,
  patient: (organizationId: string, patientId: string) =>
    `/o/${organizationId}/patients/${patientId}` as Route,
  editPatient: (organizationId: string, patientId: string) =>
    `/o/${organizationId}/patients/${patientId}/edit` as Route,
  patientConsent: (organizationId: string, patientId: string, filter: Record<string, string> = {}) =>
    `/o/${organizationId}/patients/${patientId}/consent${queryOf(filter)}` as Route,
  patientActivity: (organizationId: string, patientId: string, filter: Record<string, string> = {}) =>
    `/o/${organizationId}/patients/${patientId}/activity${queryOf(filter)}` as Route,
  patientData: (organizationId: string, patientId: string) =>
    `/o/${organizationId}/patients/${patientId}/data` as Route,
  organizationSecurity: (organizationId: string) => `/o/${organizationId}/settings/security` as Route,
  auditLog: (organizationId: string, filter: Record<string, string> = {}) =>
    `/o/${organizationId}/audit${queryOf(filter)}` as Route,
  emergencies: (organizationId: string) => `/o/${organizationId}/emergency` as Route,
  auditWhy: (organizationId: string, event: string) =>
    `/o/${organizationId}/audit/why${queryOf({ event })}` as Route,
  auditProof: (organizationId: string, request: Record<string, string>) =>
    `/api/v1/organizations/${organizationId}/audit/proof${queryOf(request)}` as Route,
  ownOrganizations: (q: string) => `/api/v1/organizations${queryOf(q === '' ? {} : { q })}` as Route,
  search: (request: Record<string, string>) => `/api/v1/search${queryOf(request)}` as Route,
  mySharing: () => '/me' as Route,
  myViews: (before?: string) =>
    (before ? `/me/views?before=${encodeURIComponent(before)}` : '/me/views') as Route,
  myStudy: (studyId: string) => `/me/studies/${studyId}` as Route,
  myHistory: (filter: Record<string, string> = {}) => `/me/history${queryOf(filter)}` as Route,
  myHelp: () => '/me/help' as Route,
  myReceipt: (decisionId: string) => `/me/receipts/${decisionId}` as Route,
  verify: () => '/verify' as Route,
  receiptKeys: () => '/receipts/keys.json' as Route,
  admin: () => '/admin' as Route,
  adminNewOrganization: () => '/admin/organizations/new' as Route,
  adminAccounts: () => '/admin/accounts' as Route,
  adminCatalogue: () => '/admin/catalogue' as Route,
  adminHealth: () => '/admin/health' as Route,
  adminAudit: () => '/admin/audit' as Route,
  adminEmergencies: () => '/admin/emergency' as Route,
  adminNewEmergency: (filter: Record<string, string> = {}) =>
    `/admin/emergency/new${queryOf(filter)}` as Route,
  adminEmergency: (emergencyId: string) => `/admin/emergency/${emergencyId}` as Route,
  adminOutbox: () => '/admin/outbox' as Route,
  adminLetter: (mailId: string) => `/admin/outbox/${mailId}` as Route,
  account: () => '/account' as Route,
  security: () => '/account/security' as Route,
  /** For whoever may not go on without a second factor. */
  secondFactorNeeded: () => '/account/security?needed' as Route,
  notifications: () => '/account/notifications' as Route,
  appearance: () => '/account/appearance' as Route,
  confirmEmail: (token: string) => `/account/email/${token}` as Route,
};

function queryOf(values: Record<string, string>): string {
  const text = new URLSearchParams(values).toString();
  return text === '' ? '' : `?${text}`;
}

import { expect, test } from 'vitest';
import type { ListedEvent } from '@/lib/audit/listed-event';
import { sentenceOf } from '@/lib/audit/sentence';
import { hiddenEvent, hiddenOverview, hiddenStudyPatient } from './hidden-names';
import type { PatientOverview, StudyPatientRow } from './patient';
import { pseudonymOf } from './pseudonym';

const ID = '7f3c9a10-42bd-4e64-9c3e-5a1de0b7c001';
const INVITATION = {
  id: 'i',
  email: 'ada@example.org',
  standing: 'open',
  sentAt: '',
  expiresAt: '',
  openedAt: null,
  acceptedAt: null,
  revokedAt: null,
} as const;
const TELLING = /Ada|Lovelace|example\.org|1915|A-1/;

const overview: PatientOverview = {
  id: ID,
  name: 'Ada Lovelace',
  birthDate: '1915-12-10',
  email: 'ada@example.org',
  identifiers: [{ system: 'MRN', value: 'A-1' }],
  studies: [],
  hasAccount: true,
  createdAt: '',
  organizationId: 'o',
  openStudies: [],
  may: { manage: true, invite: true, readAudit: true },
  enrollments: [
    {
      id: 'e',
      study: { id: 's', name: 'CGM Home', state: 'active' },
      state: 'invited',
      createdAt: '',
      activatedAt: null,
      endedAt: null,
      hasDataGroup: true,
      consents: [],
      invitation: INVITATION,
    },
  ],
};
const inStudy: StudyPatientRow = {
  enrollmentId: 'e',
  patientId: ID,
  name: 'Ada Lovelace',
  email: 'ada@example.org',
  state: 'invited',
  hasDataGroup: true,
  invitation: INVITATION,
};
const event: ListedEvent = {
  id: '1',
  at: '',
  organization: { id: 'o', name: 'Lab' },
  actor: { id: 'a', kind: 'practitioner', name: 'Lin Wu', role: 'member' },
  onBehalfOf: null,
  sessionId: null,
  requestId: 'r',
  action: 'patient.viewed',
  operation: null,
  outcome: 'success',
  layer: null,
  patient: { id: ID, name: 'Ada Lovelace' },
  study: null,
  scopes: [],
  resource: null,
  count: null,
  purpose: null,
  body: '{}',
  commitment: '',
  seal: null,
};

test.each([
  ['a patient’s page', hiddenOverview(overview)],
  ['a line of a study', hiddenStudyPatient(inStudy)],
  ['a look', hiddenEvent(event)],
  [
    'a patient’s own act',
    hiddenEvent({ ...event, actor: { id: 'u', kind: 'patient', name: 'Ada Lovelace', role: null } }),
  ],
  [
    'an invitation',
    hiddenEvent({
      ...event,
      action: 'invitation.sent',
      resource: { kind: 'invitation', id: 'i', name: 'ada@example.org' },
    }),
  ],
  [
    'a new account',
    hiddenEvent({
      ...event,
      action: 'account.created',
      patient: null,
      actor: { id: 'u', kind: 'patient', name: 'Ada Lovelace', role: null },
      resource: { kind: 'account', id: 'u', name: 'Ada Lovelace' },
    }),
  ],
  ['an answer on behalf', hiddenEvent({ ...event, onBehalfOf: 'Ada Lovelace' })],
])('nothing of the person is left in %s', (_what, hidden) => {
  expect(JSON.stringify(hidden)).not.toMatch(TELLING);
});

test('what is not of a patient stays, and the sentence names the pseudonym', () => {
  expect(hiddenEvent(event).actor.name).toBe('Lin Wu');
  expect(sentenceOf(hiddenEvent(event))).toBe(`opened the page of ${pseudonymOf(ID)}`);
});

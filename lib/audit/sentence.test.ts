import { expect, test } from 'vitest';
import { AUDIT_ACTIONS } from './events';
import type { ListedEvent } from './listed-event';
import { actionLabel, sentenceOf } from './sentence';

const EVENT: ListedEvent = {
  id: '1',
  at: '2026-11-22T03:18:41.557542Z',
  organization: { id: 'o', name: 'City Heart Lab' },
  actor: { id: 'a', kind: 'practitioner', name: 'Lin Wu', role: 'viewer' },
  onBehalfOf: null,
  sessionId: null,
  requestId: 'r',
  action: 'observations.released',
  operation: null,
  outcome: 'success',
  layer: null,
  patient: { id: 'p', name: 'M. Okafor' },
  study: { id: 's', name: 'CGM Home' },
  scopes: ['Blood glucose'],
  resource: null,
  count: 1_288,
  purpose: null,
  body: '{}',
  commitment: '',
  seal: null,
};
const say = (more: Partial<ListedEvent>) => sentenceOf({ ...EVENT, ...more });

test.each([
  [{}, 'opened 1,288 blood glucose readings of M. Okafor in CGM Home'],
  [
    { resource: { kind: 'emergency-access', id: 'e', name: null } },
    'opened 1,288 blood glucose readings of M. Okafor in CGM Home, by emergency access',
  ],
  [
    { action: 'emergency.ended', patient: null, resource: { kind: 'emergency-access', id: 'e', name: null } },
    'ended emergency access to the study CGM Home',
  ],
  [{ count: 1 }, 'opened 1 blood glucose reading of M. Okafor in CGM Home'],
  [{ outcome: 'refused', count: null }, 'tried to open blood glucose readings of M. Okafor in CGM Home'],
  [
    { action: 'observations.exported', purpose: 'patient-request', count: 2, study: null },
    'exported 2 blood glucose readings of M. Okafor for patient request',
  ],
  [
    { action: 'consent.stopped', actor: { ...EVENT.actor, kind: 'patient' } },
    'stopped sharing blood glucose in CGM Home',
  ],
  [
    { action: 'consent.recorded', onBehalfOf: 'M. Okafor' },
    'recorded an answer about blood glucose of M. Okafor in CGM Home, on behalf of M. Okafor',
  ],
  [
    { action: 'access.refused', operation: 'study.create', patient: null, study: null, outcome: 'refused' },
    'tried to create a study',
  ],
  [
    { action: 'access.refused', operation: 'new.thing', patient: null, study: null, outcome: 'refused' },
    'tried to do “new.thing”',
  ],
  [
    {
      action: 'membership.changed',
      study: null,
      patient: null,
      resource: { kind: 'membership', id: 'm', name: 'Ana Ruiz' },
    },
    'changed the role of Ana Ruiz',
  ],
  [{ action: 'something.new' }, 'something.new'],
] as const)('%o reads “%s”', (more, sentence) => {
  expect(say(more as Partial<ListedEvent>)).toBe(sentence);
});

test('every action has a sentence and a label, also when nothing else is known', () => {
  for (const action of AUDIT_ACTIONS) {
    const bare = say({ action, patient: null, study: null, scopes: [], count: null });
    expect(bare).toMatch(/^[a-z]/);
    expect(bare).not.toMatch(/undefined|null| {2}/);
    expect(actionLabel(action)).toMatch(/^[A-Z][a-z ]+$/);
  }
});

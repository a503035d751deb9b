import 'server-only';
import type { AuditEvent } from '@/lib/audit/events';
import { command } from '@/lib/command';
import type { Tx } from '@/lib/db/transaction';
import { AppError } from '@/lib/errors';
import { queueMail } from '@/lib/mail/mail-store';
import { emergencyLetter, type EmergencyNews } from './emergency-letter';
import { ChangeEmergency, RequestEmergency } from './emergency-schema';
import {
  decideEmergency,
  emergencies,
  emergencyTarget,
  endEmergencyNow,
  insertEmergency,
  managersToTell,
  newEmergencyTarget,
  type EmergencyOutcome,
} from './emergency-store';

/** Opens nothing: somebody else has to approve it, and it is their moment that it begins at. */
export const requestEmergency = command({
  name: 'emergency.request',
  input: RequestEmergency,
  permission: 'emergency.request',
  target: (tx, { studyId }) => newEmergencyTarget(tx, studyId),
  run: async ({ tx, input: { reason, minutes }, target: { studyId } }) => {
    const { outcome, id } = await insertEmergency(tx, { studyId, reason, minutes });
    requireDone(outcome);
    if (id === null) throw new Error('a request without an id');
    await tellManagers(tx, 'requested', id);
    return { value: { id }, event: about('emergency.requested', id, studyId) };
  },
});

export const approveEmergency = command({
  name: 'emergency.approve',
  input: ChangeEmergency,
  permission: 'emergency.decide',
  target: (tx, { emergencyId }) => emergencyTarget(tx, emergencyId),
  run: async ({ tx, input: { emergencyId: id }, target: { studyId } }) => {
    requireDone(await decideEmergency(tx, id, 'approve'));
    await tellManagers(tx, 'begun', id);
    return { value: null, event: about('emergency.approved', id, studyId) };
  },
});

export const declineEmergency = command({
  name: 'emergency.decline',
  input: ChangeEmergency,
  permission: 'emergency.decide',
  target: (tx, { emergencyId }) => emergencyTarget(tx, emergencyId),
  run: async ({ tx, input: { emergencyId: id }, target: { studyId } }) => {
    requireDone(await decideEmergency(tx, id, 'decline'));
    return { value: null, event: about('emergency.declined', id, studyId) };
  },
});

/** Before its time. Whoever asked for it may take it back too, also before anybody has answered. */
export const endEmergency = command({
  name: 'emergency.end',
  input: ChangeEmergency,
  permission: 'emergency.decide',
  target: (tx, { emergencyId }) => emergencyTarget(tx, emergencyId),
  run: async ({ tx, input: { emergencyId: id }, target: { studyId } }) => {
    requireDone(await endEmergencyNow(tx, id));
    return { value: null, event: about('emergency.ended', id, studyId) };
  },
});

const SENTENCES: Record<Exclude<EmergencyOutcome, 'done' | 'not-allowed'>, string> = {
  own: 'You asked for it yourself. Another system administrator or a manager of the organization has to answer.',
  'not-open': 'It was answered, ended or ran out in the meantime.',
  exists: 'You have an open emergency access to this study already.',
};

function requireDone(outcome: EmergencyOutcome): void {
  if (outcome === 'done') return;
  if (outcome === 'not-allowed') throw new AppError('FORBIDDEN', 'You do not have access to this.');
  throw new AppError('CONFLICT', SENTENCES[outcome]);
}

async function tellManagers(tx: Tx, news: EmergencyNews, emergencyId: string): Promise<void> {
  const [emergency] = await emergencies(tx, { emergencyId });
  if (!emergency) throw new Error('an emergency access that its own people do not see');
  for (const manager of await managersToTell(tx, emergency.studyId))
    await queueMail(tx, emergencyLetter(news, manager, emergency));
}

type About = 'emergency.requested' | 'emergency.approved' | 'emergency.declined' | 'emergency.ended';

function about(type: About, id: string, studyId: string): AuditEvent {
  return { type, studyId, resource: { kind: 'emergency-access', id } };
}

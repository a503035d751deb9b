import 'server-only';
import type { Principal } from '@/lib/authorization/question';
import type { TargetOf } from '@/lib/authorization/target-store';
import { ask, forPage, type Query } from '@/lib/query';
import { dataGroupContents, dataGroupIdOf } from './data-group-key-store';
import type { Colleague, MyKeys, MyStudyKeys, PatientDataKeys, WaitingForKey } from './key-bundles';
import { enrollmentOf, keyedEnrollment, keyedOrganization, keyedStudy, ownAccount } from './key-target-store';
import { currentEpoch, sealedStudyKeysFor, waitingForKeys } from './study-key-store';
import { colleaguesOf, hasUserKey, myKeysOf } from './user-key-store';

/** Whether somebody has to set up keys before anything can be unlocked. */
export function hasKeys(principal: Principal): Promise<boolean> {
  return ask(
    {
      name: 'key.state',
      permission: 'account.read',
      find: () => Promise.resolve(ownAccount(principal.userId)),
      read: (tx, { userId }) => hasUserKey(tx, userId),
    },
    principal,
  );
}

/** Slots can be guessed at by whoever has them, so handing them out is on record. */
export function myKeys(principal: Principal): Promise<MyKeys> {
  return ask(
    {
      name: 'slot.read',
      permission: 'account.read',
      find: () => Promise.resolve(ownAccount(principal.userId)),
      read: (tx, { userId }) => myKeysOf(tx, userId),
      event: ({ userId }, { slots }) => ({
        type: 'slot.read',
        resource: { kind: 'account', id: userId },
        n: slots.length,
      }),
    },
    principal,
  );
}

/** Public keys of everyone a new study key is sealed for. */
export function colleaguesToSealFor(principal: Principal, organizationId: string): Promise<Colleague[]> {
  return ask(
    {
      name: 'key.colleagues',
      permission: 'key.grant',
      find: (tx) => keyedOrganization(tx, organizationId),
      read: (tx, target) => colleaguesOf(tx, target.organizationId),
    },
    principal,
  );
}

function waiting(organizationId: string): Query<TargetOf<'organization'>, WaitingForKey[]> {
  return {
    name: 'key.waiting',
    permission: 'key.grant',
    find: (tx) => keyedOrganization(tx, organizationId),
    read: (tx, target) => waitingForKeys(tx, target.organizationId),
  };
}

/** For a manager's page: colleagues who cannot open readings until somebody shares the key with them. */
export function listWaitingForKeys(organizationId: string): Promise<WaitingForKey[]> {
  return forPage(waiting(organizationId));
}

export function waitingForKeysOf(principal: Principal, organizationId: string): Promise<WaitingForKey[]> {
  return ask(waiting(organizationId), principal);
}

/** The caller's own copies of a study's keys, to share them with a colleague. */
export function studyKeysToShare(principal: Principal, studyId: string): Promise<MyStudyKeys> {
  return ask(
    {
      name: 'study-key.read',
      permission: 'key.grant',
      find: (tx) => keyedStudy(tx, studyId),
      read: (tx, target) => myStudyKeys(tx, target, principal),
      event: (target) => ({
        type: 'key.read',
        studyId: target.studyId,
        resource: { kind: 'study-key', id: target.studyId },
      }),
    },
    principal,
  );
}

export type KeysForInviting = MyStudyKeys & { dataGroupId: string | null; newestEpoch: number | null };

/** What makes the key pair of an enrollment: the study's key, and whether there is one already. */
export function keysForInviting(principal: Principal, enrollmentId: string): Promise<KeysForInviting> {
  return ask(
    {
      name: 'study-key.read',
      permission: 'enrollment.invite',
      find: (tx) => keyedEnrollment(tx, enrollmentId),
      read: async (tx, target) => ({
        ...(await myStudyKeys(tx, target, principal)),
        dataGroupId: await dataGroupIdOf(tx, enrollmentId),
        newestEpoch: await currentEpoch(tx, target.studyId),
      }),
      event: ({ studyId, patientId }) => ({
        type: 'key.read',
        studyId,
        patientId,
        resource: { kind: 'study-key', id: studyId },
      }),
    },
    principal,
  );
}

/** What opens one patient's readings in one study. The readings themselves are the gate's to release. */
export function keysForPatientData(
  principal: Principal,
  studyId: string,
  patientId: string,
): Promise<PatientDataKeys> {
  return ask(
    {
      name: 'key.read',
      permission: 'key.read',
      find: (tx) => enrollmentOf(tx, studyId, patientId),
      read: async (tx, target) => ({
        organizationId: target.organizationId,
        studyId,
        patientId,
        sealedStudyKeys: await sealedStudyKeysFor(tx, target, principal.userId),
        ...(await dataGroupContents(tx, target.enrollmentId)),
      }),
      event: (target, { dataGroupKeys }) => ({
        type: 'key.read',
        studyId,
        patientId,
        resource: { kind: 'enrollment', id: target.enrollmentId },
        n: dataGroupKeys.length,
      }),
    },
    principal,
  );
}

type StudyTarget = TargetOf<'study'> | TargetOf<'enrollment'>;

async function myStudyKeys(
  tx: Parameters<typeof sealedStudyKeysFor>[0],
  { organizationId, studyId }: StudyTarget,
  { userId }: Principal,
): Promise<MyStudyKeys> {
  const name = { organizationId, studyId };
  return { ...name, sealed: await sealedStudyKeysFor(tx, name, userId) };
}

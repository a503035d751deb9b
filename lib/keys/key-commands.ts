import 'server-only';
import type { AuditEvent } from '@/lib/audit/events';
import { command } from '@/lib/command';
import type { Tx } from '@/lib/db/transaction';
import { AppError } from '@/lib/errors';
import type { DataGroupKeyRecord, UserKeyRecord } from './custody';
import { insertDataGroup } from './data-group-key-store';
import { fromWire } from './key-bundles';
import {
  CreateDataGroup,
  CreateStudyKey,
  GrantStudyKey,
  RecordVaultAct,
  SetUpUserKeys,
  type Wrap,
} from './key-schema';
import { keyedEnrollment, keyedStudy, ownAccount } from './key-target-store';
import { currentEpoch, insertStudyKey, insertWraps } from './study-key-store';
import type { UnlockSlot } from './unlock-slots';
import {
  colleaguesOf,
  currentKeyVersion,
  insertSlot,
  insertUserKey,
  isOwnSlot,
  markSlotUsed,
} from './user-key-store';

/** A person's first keys: public halves, and blobs that only their passphrase or recovery code opens. */
export const setUpUserKeys = command({
  name: 'key.set-up',
  input: SetUpUserKeys,
  permission: 'account.manage',
  target: (_tx, _input, { userId }) => Promise.resolve(ownAccount(userId)),
  run: async ({ tx, input, target: { userId } }) => {
    if (!(await insertUserKey(tx, userId, fromWire<UserKeyRecord>(input.record)))) {
      throw new AppError('CONFLICT', 'You have keys already. Unlock with your passphrase.');
    }
    const events: [AuditEvent, ...AuditEvent[]] = [
      { type: 'key.created', resource: { kind: 'user-key', id: userId } },
    ];
    for (const slot of input.slots) {
      const id = await insertSlot(tx, userId, fromWire<UnlockSlot>(slot));
      events.push({ type: 'slot.added', resource: { kind: 'unlock-slot', id } });
    }
    return { value: null, event: events };
  },
});

/** The browser says so: nothing about unlocking reaches the server but that it happened, and by which slot. */
export const recordVaultAct = command({
  name: 'vault.record',
  input: RecordVaultAct,
  permission: 'account.manage',
  // Another's slot is not there, and asking for it is on record.
  target: async (tx, input, { userId }) =>
    input.act === 'locked' || (await isOwnSlot(tx, userId, input.slotId)) ? ownAccount(userId) : null,
  run: async ({ tx, input, target: { userId } }) => {
    if (input.act === 'locked') {
      return { value: null, event: { type: 'vault.locked', resource: { kind: 'account', id: userId } } };
    }
    await markSlotUsed(tx, userId, input.slotId);
    return {
      value: null,
      event: { type: 'vault.unlocked', resource: { kind: 'unlock-slot', id: input.slotId } },
    };
  },
});

/** A study's first key, or its next one, sealed for everybody who may read. The server learns its commitment only. */
export const createStudyKey = command({
  name: 'study-key.create',
  input: CreateStudyKey,
  permission: 'key.grant',
  target: (tx, { studyId }) => keyedStudy(tx, studyId),
  run: async ({ tx, input, target: { studyId, organizationId }, principal: { userId } }) => {
    const { epoch } = input;
    if (!input.wraps.some(({ memberUserId }) => memberUserId === userId)) {
      throw new AppError('INVALID_INPUT', 'Whoever makes a study key keeps a copy of it.');
    }
    const { commitment } = fromWire<{ commitment: Uint8Array<ArrayBuffer> }>({
      commitment: input.commitment,
    });
    if (!(await insertStudyKey(tx, { studyId, epoch, commitment, createdBy: userId }))) {
      throw new AppError('CONFLICT', 'The study has a newer key. Reload the page.');
    }
    const wraps = input.wraps.map((wrap) => ({ ...wrap, epoch }));
    await seal(tx, { organizationId, studyId, userId, wraps });
    const created: AuditEvent = {
      type: 'key.created',
      studyId,
      resource: { kind: 'study-key', id: studyId },
    };
    return { value: { epoch }, event: [created, ...wrapEvents(studyId, wraps)] };
  },
});

/** The key of a study for colleagues who came later. */
export const grantStudyKey = command({
  name: 'study-key.grant',
  input: GrantStudyKey,
  permission: 'key.grant',
  target: (tx, { studyId }) => keyedStudy(tx, studyId),
  run: async ({ tx, input: { wraps }, target: { studyId, organizationId }, principal: { userId } }) => {
    const newest = (await currentEpoch(tx, studyId)) ?? 0;
    if (wraps.some(({ epoch }) => epoch > newest))
      throw new AppError('CONFLICT', 'The study has no such key.');
    const added = await seal(tx, { organizationId, studyId, userId, wraps });
    return { value: { added }, event: wrapEvents(studyId, wraps) };
  },
});

/** The key pair that one enrolled patient's devices seal for. */
export const createDataGroup = command({
  name: 'data-group.create',
  input: CreateDataGroup,
  permission: 'enrollment.invite',
  target: (tx, { enrollmentId }) => keyedEnrollment(tx, enrollmentId),
  run: async ({ tx, input, target, principal }) => {
    const { enrollmentId, organizationId, studyId, patientId } = target;
    const { dataGroupId } = input;
    if (input.key.epoch !== (await currentEpoch(tx, studyId))) {
      throw new AppError('CONFLICT', 'The study has another key by now. Reload the page.');
    }
    const key = fromWire<DataGroupKeyRecord>(input.key);
    const made = await insertDataGroup(tx, {
      dataGroupId,
      enrollmentId,
      organizationId,
      key,
      createdBy: principal.userId,
    });
    if (!made) throw new AppError('CONFLICT', 'This patient has a key in the study already.');
    return {
      value: { dataGroupId },
      event: {
        type: 'data-group.created',
        studyId,
        patientId,
        resource: { kind: 'data-group', id: dataGroupId },
      },
    };
  },
});

type EpochWrap = Wrap & { epoch: number };
type Sealing = { organizationId: string; studyId: string; userId: string; wraps: EpochWrap[] };

/** The wrapper is whoever asks, with their present key; members are people who hold a role, with theirs. */
async function seal(tx: Tx, { organizationId, studyId, userId, wraps }: Sealing): Promise<number> {
  const wrapperKeyVersion = await currentKeyVersion(tx, userId);
  if (wrapperKeyVersion === null) throw new AppError('CONFLICT', 'Set up your keys first.');
  const colleagues = await colleaguesOf(tx, organizationId);
  const known = new Set(colleagues.map((colleague) => `${colleague.userId}|${colleague.keyVersion}`));
  if (!wraps.every((wrap) => known.has(`${wrap.memberUserId}|${wrap.memberKeyVersion}`))) {
    throw new AppError(
      'CONFLICT',
      'Somebody on the list has no role here any more, or a new key. Reload the page.',
    );
  }
  const wrapper = { wrapperUserId: userId, wrapperKeyVersion };
  const sealed = wraps.map((wrap) => ({ ...fromWire<StoredWrap>(wrap), ...wrapper }));
  return insertWraps(tx, studyId, sealed);
}

type StoredWrap = {
  memberUserId: string;
  memberKeyVersion: number;
  wrappedBlob: Uint8Array<ArrayBuffer>;
  wrapperSignature: Uint8Array<ArrayBuffer>;
  epoch: number;
};

/** One a member: whoever asks "who was given the key, and when" finds each name. */
function wrapEvents(studyId: string, wraps: EpochWrap[]): [AuditEvent, ...AuditEvent[]] {
  const [first, ...rest] = wraps.map(({ memberUserId }): AuditEvent => ({
    type: 'key.wrapped',
    studyId,
    resource: { kind: 'user-key', id: memberUserId },
  }));
  if (!first) throw new AppError('INVALID_INPUT', 'There is nobody to share the key with.');
  return [first, ...rest];
}

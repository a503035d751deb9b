import type { Bytes } from '@/lib/crypto/bytes';
import type {
  DataGroupKeyRecord,
  SealedStudyKey,
  StudyKeyName,
  StudyKeyWrap,
  StudyMember,
  UserKeyRecord,
} from '@/lib/keys/custody';
import type { CustodyErrorCode } from '@/lib/keys/custody-error';
import type { PatientDataKeys, StoredSlot } from '@/lib/keys/key-bundles';
import type { UnlockSlot } from '@/lib/keys/unlock-slots';
import type { ObservationBlocks } from '@/lib/observations/observation-frames';

/** Everything that crosses between a page and the vault worker. No private key and no study key does. */

/** How long the vault stays open without a key press or a touch; null: until the person signs out. */
export type IdleMs = number | null;

export type VaultStatus =
  { state: 'locked' } | { state: 'unlocked'; userId: string; idleMs: IdleMs; expiresAt: number | null };

/**
 * The half that survives a reload in this tab's sessionStorage: the user master key sealed under a key that
 * cannot leave IndexedDB. Useless without the other half.
 */
export type SealedHalf = string;

export type NewKeys = {
  record: UserKeyRecord;
  passphraseSlot: UnlockSlot;
  recoverySlot: UnlockSlot;
  /** For the person's eyes, once. */
  recoveryCode: string;
};

export type Secret = { kind: UnlockSlot['kind']; text: string };
export type Unlocked = { status: VaultStatus; half: SealedHalf | null };

export type SignatureState = 'signed' | 'not-signed' | 'bad';
export type OpenedObservation = {
  clientObservationId: string;
  effectiveAt: number;
  dataSourceId: string;
  signature: SignatureState;
  /** The reading as the phone wrote it, parsed from JSON. */
  body: unknown;
};
/** `no-key`: sealed for a key that the reader has not; `damaged`: altered, or not what it claims to be. */
export type FailedObservation = {
  clientObservationId: string;
  effectiveAt: number;
  reason: 'no-key' | 'damaged';
};
export type OpenedSlice = { opened: OpenedObservation[]; failed: FailedObservation[] };

type Calls = {
  'set-up': [{ userId: string; passphrase: string }, NewKeys];
  /** After the server has stored what `set-up` made. */
  adopt: [{ idleMs: IdleMs }, Unlocked];
  unlock: [
    { userId: string; record: UserKeyRecord; slots: StoredSlot[]; secret: Secret; idleMs: IdleMs },
    Unlocked & { slotId: string },
  ];
  resume: [{ userId: string; half: SealedHalf }, VaultStatus];
  lock: [object, VaultStatus];
  status: [object, VaultStatus];
  /** The person is there: the time starts again. */
  touch: [object, VaultStatus];
  'keep-unlocked': [{ idleMs: IdleMs }, VaultStatus];
  'create-study-key': [
    StudyKeyName & { members: StudyMember[] },
    { commitment: Bytes; wraps: StudyKeyWrap[] },
  ];
  'wrap-study-key': [{ sealed: SealedStudyKey; members: StudyMember[] }, StudyKeyWrap[]];
  'create-data-group-key': [{ sealed: SealedStudyKey; dataGroupId: string }, DataGroupKeyRecord];
  'open-observations': [
    { keys: PatientDataKeys; scope: string; blocks: ObservationBlocks },
    { opened: number; failed: number },
  ];
};

export type VaultOperation = keyof Calls;
export type VaultRequest = { [Op in VaultOperation]: { op: Op } & Calls[Op][0] }[VaultOperation];
export type RequestOf<Op extends VaultOperation> = Extract<VaultRequest, { op: Op }>;
export type AnswerOf<Op extends VaultOperation> = Calls[Op][1];

/** `no-slot`: the person has no such way to unlock; `failed`: a bug, told apart from a wrong key. */
export type VaultErrorCode = CustodyErrorCode | 'locked' | 'no-slot' | 'failed';

export type ToWorker = { id: number; request: VaultRequest };
export type FromWorker =
  | { id: number; ok: true; answer: AnswerOf<VaultOperation> }
  | { id: number; ok: false; code: VaultErrorCode }
  | { id: number; slice: OpenedSlice }
  /** `wiped`: this lock ended it for the whole browser, so it is the one to be put on record. */
  | { status: VaultStatus; wiped: boolean };

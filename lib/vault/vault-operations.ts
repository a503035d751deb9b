import type { Aead } from '@/lib/crypto/aead';
import { toHex } from '@/lib/crypto/bytes';
import { formatRecoveryCode } from '@/lib/crypto/keys';
import {
  createDataGroupKey,
  createStudyKey,
  createUserKeys,
  openUserKeys,
  type SealedStudyKey,
  studyKeyAead,
  unwrapStudyKey,
  wrapStudyKey,
} from '@/lib/keys/custody';
import { CustodyError } from '@/lib/keys/custody-error';
import { type Argon2id, openSlot, passphraseSlot, recoverySlot } from '@/lib/keys/unlock-slots';
import type { HalfStore } from './half-store';
import { openObservations } from './observation-opener';
import { VaultError } from './vault-error';
import type {
  AnswerOf,
  NewKeys,
  OpenedSlice,
  RequestOf,
  VaultOperation,
  VaultRequest,
  VaultStatus,
} from './vault-protocol';
import { VaultSession } from './vault-session';

type Surroundings = {
  store: HalfStore;
  argon2id: Argon2id;
  onChange: (status: VaultStatus, wiped: boolean) => void;
};
type MadeKeys = { userMasterKey: Uint8Array<ArrayBuffer>; keys: Awaited<ReturnType<typeof createUserKeys>> };

/** What the worker does, apart from being a worker: the whole of the narrow way to the keys. */
export class VaultOperations {
  readonly #session: VaultSession;
  readonly #argon2id: Argon2id;
  #made: MadeKeys | null = null;
  #studyKeys = new Map<string, Promise<Aead>>();

  constructor({ store, argon2id, onChange }: Surroundings) {
    this.#argon2id = argon2id;
    this.#session = new VaultSession(store, (status, wiped) => {
      if (status.state === 'locked') this.#studyKeys = new Map();
      onChange(status, wiped);
    });
  }

  async handle(
    request: VaultRequest,
    onSlice: (slice: OpenedSlice) => void,
  ): Promise<AnswerOf<VaultOperation>> {
    switch (request.op) {
      case 'set-up':
        return this.#setUp(request);
      case 'adopt':
        return this.#adopt(request);
      case 'unlock':
        return this.#unlock(request);
      case 'resume':
      case 'lock':
      case 'status':
      case 'touch':
      case 'keep-unlocked':
        return this.#steer(request);
      case 'create-study-key':
        return this.#createStudyKey(request);
      case 'wrap-study-key':
        return this.#wrapStudyKey(request);
      case 'create-data-group-key':
        return createDataGroupKey(
          await this.#studyKey(request.sealed),
          request.dataGroupId,
          request.sealed.epoch,
        );
      case 'open-observations':
        return openObservations({
          ...request,
          studyKey: (sealed) => this.#studyKey(sealed),
          isUnlocked: () => this.#session.status.state === 'unlocked',
          onSlice,
        });
      default:
        request satisfies never;
        throw new VaultError('failed');
    }
  }

  /** Open, closed, and for how long. */
  async #steer(
    request: RequestOf<'resume' | 'lock' | 'status' | 'touch' | 'keep-unlocked'>,
  ): Promise<VaultStatus> {
    if (request.op === 'resume') await this.#session.resume(request.userId, request.half);
    if (request.op === 'lock') await this.#session.end();
    if (request.op === 'touch') await this.#session.touch();
    if (request.op === 'keep-unlocked') await this.#session.touch(request.idleMs);
    return this.#session.status;
  }

  async #setUp({ userId, passphrase }: RequestOf<'set-up'>): Promise<NewKeys> {
    const keys = await createUserKeys(userId);
    const { userMasterKey, record } = keys;
    const made = await passphraseSlot(userId, userMasterKey, passphrase, this.#argon2id);
    const { slot, code } = await recoverySlot(userId, userMasterKey);
    this.#made = { userMasterKey, keys };
    return { record, passphraseSlot: made, recoverySlot: slot, recoveryCode: formatRecoveryCode(code) };
  }

  async #adopt({ idleMs }: RequestOf<'adopt'>): Promise<AnswerOf<'adopt'>> {
    if (!this.#made) throw new VaultError('failed');
    const { userMasterKey, keys } = this.#made;
    this.#made = null;
    const half = await this.#session.begin(userMasterKey, keys.opened, keys.record, idleMs);
    return { status: this.#session.status, half };
  }

  async #unlock(request: RequestOf<'unlock'>): Promise<AnswerOf<'unlock'>> {
    const { userId, record, secret, idleMs } = request;
    const slots = request.slots.filter(({ kind }) => kind === secret.kind);
    for (const slot of slots) {
      const userMasterKey = await orNullIfWrong(openSlot(userId, slot, secret.text, this.#argon2id));
      if (!userMasterKey) continue;
      const keys = await openUserKeys(userMasterKey, userId, record);
      const half = await this.#session.begin(userMasterKey, keys, record, idleMs);
      return { status: this.#session.status, half, slotId: slot.slotId };
    }
    throw slots.length > 0 ? new CustodyError('wrong-secret') : new VaultError('no-slot');
  }

  async #createStudyKey(request: RequestOf<'create-study-key'>): Promise<AnswerOf<'create-study-key'>> {
    const wrapper = this.#session.keys;
    const { studyKey, commitment } = await createStudyKey();
    const wraps = request.members.map((member) => wrapStudyKey(studyKey, request, member, wrapper));
    return { commitment, wraps: await Promise.all(wraps) };
  }

  async #wrapStudyKey({ sealed, members }: RequestOf<'wrap-study-key'>): Promise<AnswerOf<'wrap-study-key'>> {
    const wrapper = this.#session.keys;
    const studyKey = await unwrapStudyKey(sealed, wrapper);
    return Promise.all(members.map((member) => wrapStudyKey(studyKey, sealed, member, wrapper)));
  }

  /** One ECDH a study and epoch, not one a page. Forgotten at lock. */
  #studyKey(sealed: SealedStudyKey): Promise<Aead> {
    const { keys } = this.#session;
    const { organizationId, studyId, epoch, commitment } = sealed;
    const name = [organizationId, studyId, epoch, toHex(commitment)].join('|');
    const opening = this.#studyKeys.get(name) ?? unwrapStudyKey(sealed, keys).then(studyKeyAead);
    this.#studyKeys.set(name, opening);
    opening.catch(() => this.#studyKeys.delete(name));
    return opening;
  }
}

async function orNullIfWrong<R>(opening: Promise<R>): Promise<R | null> {
  try {
    return await opening;
  } catch (error) {
    if (error instanceof CustodyError && error.code === 'wrong-secret') return null;
    throw error;
  }
}

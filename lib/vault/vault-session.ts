import { type Bytes, concat, fromBase64Url, toBase64Url, utf8 } from '@/lib/crypto/bytes';
import type { OpenedUserKeys, UserKeyRecord } from '@/lib/keys/custody';
import { openUserKeys } from '@/lib/keys/custody';
import type { HalfStore, KeptHalf } from './half-store';
import { VaultLocked } from './vault-error';
import type { IdleMs, SealedHalf, VaultStatus } from './vault-protocol';

type Open = { keys: OpenedUserKeys; idleMs: IdleMs; expiresAt: number | null; isKept: boolean };
type OnChange = (status: VaultStatus, wiped: boolean) => void;

const IV_BYTES = 12;
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * Whether the keys are there, and until when. Every tab has a worker with a session of its own; they agree through
 * the half store: a tab that finds it empty locks itself, and the time in it is the time for all.
 */
export class VaultSession {
  #open: Open | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly store: HalfStore,
    private readonly onChange: OnChange,
  ) {}

  /** @throws VaultLocked */
  get keys(): OpenedUserKeys {
    if (!this.#open) throw new VaultLocked();
    return this.#open.keys;
  }

  get status(): VaultStatus {
    if (!this.#open) return { state: 'locked' };
    const { keys, idleMs, expiresAt } = this.#open;
    return { state: 'unlocked', userId: keys.userId, idleMs, expiresAt };
  }

  /** Opens, and leaves the two halves behind for a reload. Without IndexedDB (private windows) it is memory only. */
  async begin(
    userMasterKey: Bytes,
    keys: OpenedUserKeys,
    record: UserKeyRecord,
    idleMs: IdleMs,
  ): Promise<SealedHalf | null> {
    const { userId } = keys;
    const expiresAt = expiryOf(idleMs);
    const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
      'encrypt',
      'decrypt',
    ]);
    const half = await sealHalf(key, userId, userMasterKey);
    userMasterKey.fill(0);
    const isKept = await this.store.write({ userId, key, record, idleMs, expiresAt }).then(
      () => true,
      () => false,
    );
    this.#become({ keys, idleMs, expiresAt, isKept });
    return isKept ? half : null;
  }

  /** Joins the halves. The time is looked at first: too late means both are gone. */
  async resume(userId: string, half: SealedHalf): Promise<void> {
    const kept = await this.store.read().catch(() => null);
    if (!kept) return;
    if (kept.userId !== userId || isOver(kept.expiresAt)) return this.end();
    const keys = await joinHalves(kept, half);
    if (keys) this.#become({ keys, idleMs: kept.idleMs, expiresAt: kept.expiresAt, isKept: true });
  }

  /** The person is there. */
  async touch(idleMs?: IdleMs): Promise<void> {
    const open = this.#open;
    if (!open) return;
    if (isOver(open.expiresAt)) return this.#timeUp();
    const next = { ...open, ...(idleMs !== undefined && { idleMs }) };
    next.expiresAt = expiryOf(next.idleMs);
    if (open.isKept) {
      const kept = await this.store.read();
      if (kept?.userId !== open.keys.userId) return this.end(); // another tab locked
      await this.store.write({ ...kept, idleMs: next.idleMs, expiresAt: next.expiresAt });
    }
    if (this.#open) this.#become(next);
  }

  /** Locks and wipes. */
  async end(): Promise<void> {
    clearTimeout(this.#timer);
    this.#open = null;
    const wiped = await this.store.wipe().catch(() => false);
    this.onChange(this.status, wiped);
  }

  #become(open: Open): void {
    this.#open = open;
    this.#arm();
    this.onChange(this.status, false);
  }

  #arm(): void {
    clearTimeout(this.#timer);
    const expiresAt = this.#open?.expiresAt ?? null;
    if (expiresAt === null) return;
    const wait = Math.min(Math.max(expiresAt - Date.now(), 0), LONGEST_TIMER_MS);
    this.#timer = setTimeout(() => void this.#timeUp(), wait);
  }

  /** Somebody may have been busy in another tab meanwhile. */
  async #timeUp(): Promise<void> {
    const open = this.#open;
    if (!open) return;
    const kept = open.isKept ? await this.store.read().catch(() => null) : null;
    const isExtended = kept?.userId === open.keys.userId && !isOver(kept.expiresAt);
    if (!isExtended) return this.end();
    this.#become({ ...open, idleMs: kept.idleMs, expiresAt: kept.expiresAt });
  }
}

const expiryOf = (idleMs: IdleMs) => (idleMs === null ? null : Date.now() + idleMs);
const isOver = (expiresAt: number | null) => expiresAt !== null && expiresAt <= Date.now();
const halfContext = (userId: string) => utf8(`wk1|half|${userId}`);

async function sealHalf(key: CryptoKey, userId: string, userMasterKey: Bytes): Promise<SealedHalf> {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const algorithm = { name: 'AES-GCM', iv, additionalData: halfContext(userId) };
  return toBase64Url(concat(iv, new Uint8Array(await crypto.subtle.encrypt(algorithm, key, userMasterKey))));
}

/** Null for a half of an earlier session: the present one may be another tab's, so nothing is wiped. */
async function joinHalves(
  { key, userId, record }: KeptHalf,
  half: SealedHalf,
): Promise<OpenedUserKeys | null> {
  try {
    const bytes = fromBase64Url(half);
    const iv = bytes.subarray(0, IV_BYTES);
    const algorithm = { name: 'AES-GCM', iv, additionalData: halfContext(userId) };
    const opened = await crypto.subtle.decrypt(algorithm, key, bytes.subarray(IV_BYTES));
    return await openUserKeys(new Uint8Array(opened), userId, record);
  } catch {
    return null;
  }
}

import 'client-only';
import type { MyKeys } from '@/lib/keys/key-bundles';
import { toWire } from '@/lib/keys/key-bundles';
import { recordVaultActAction, setUpUserKeysAction } from '@/lib/keys/key-actions';
import type { VaultMount } from '@/lib/keys/vault-mount';
import { watchActivity } from './auto-lock';
import { indexedDbHalfStore } from './half-store';
import { dropHalf, keepHalf, keptHalf } from './kept-half';
import { TabChannel } from './tab-channel';
import { VaultError, VaultLocked } from './vault-error';
import type {
  AnswerOf,
  IdleMs,
  NewKeys,
  OpenedSlice,
  RequestOf,
  SealedHalf,
  Secret,
  Unlocked,
  VaultOperation,
  VaultStatus,
} from './vault-protocol';
import { fetchKeys, orThrow, VaultServerError } from './vault-server';
import { WorkerConnection } from './worker-connection';

export type VaultSnapshot =
  | { state: 'starting' | 'signed-out' | 'no-keys' | 'locked' }
  | { state: 'unlocked'; userId: string; idleMs: IdleMs; expiresAt: number | null };

export const STARTING: VaultSnapshot = { state: 'starting' };
export const IDLE_CHOICES_MS = [15 * 60_000, 60 * 60_000, null] as const;
const IDLE_MS: Record<VaultMount['userType'], IdleMs> = {
  practitioner: 15 * 60_000,
  super_admin: 15 * 60_000,
  patient: 60 * 60_000,
};
const TABS_ANSWER_MS = 300;

/** A page's side of the keys: it knows whether they are open and passes questions to the worker that holds them. */
class Vault {
  #mount: VaultMount | null = null;
  #connection: WorkerConnection | null = null;
  #channel: TabChannel | null = null;
  #stopWatching: (() => void) | null = null;
  #recovering: Promise<void> | null = null;
  #snapshot: VaultSnapshot = STARTING;
  readonly #listeners = new Set<() => void>();

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  getSnapshot = (): VaultSnapshot => this.#snapshot;

  /** The state after a reload has found out whether it is still unlocked. */
  settled(): Promise<VaultSnapshot> {
    if (this.#snapshot.state !== 'starting') return Promise.resolve(this.#snapshot);
    return new Promise((resolve) => {
      const leave = this.subscribe(() => {
        if (this.#snapshot.state === 'starting') return;
        leave();
        resolve(this.#snapshot);
      });
    });
  }

  /** Called with whoever is signed in, on every page; null wipes what the last person left. */
  async start(mount: VaultMount | null): Promise<void> {
    if (!mount) return this.forget();
    if (this.#mount?.userId !== mount.userId) this.mountFor(mount);
    if (this.#snapshot.state !== 'starting') return;
    this.#recovering ??= this.#recover(mount.userId).finally(() => (this.#recovering = null));
    await this.#recovering;
  }

  /** From now on this person's vault; what was open for another one closes. */
  mountFor(mount: VaultMount): void {
    this.#closeWorker();
    this.#mount = mount;
    this.#show(STARTING);
    this.#listen();
  }

  /** @throws VaultError `wrong-secret`, `no-slot` and others; VaultServerError */
  async unlock(secret: Secret): Promise<void> {
    const { userId, record, slots } = await fetchKeys<MyKeys>('my-keys');
    if (!record) {
      this.#show({ state: 'no-keys' });
      throw new VaultError('no-slot');
    }
    const idleMs = IDLE_MS[this.#mounted().userType];
    const answer = await this.#ready().call<'unlock'>({
      op: 'unlock',
      userId,
      record,
      slots,
      secret,
      idleMs,
    });
    this.#keep(answer);
    await this.#record({ act: 'unlocked', slotId: answer.slotId });
  }

  /** Makes keys in the worker; nothing is stored before `finishSetUp`. */
  setUp(passphrase: string): Promise<NewKeys> {
    return this.#ready().call<'set-up'>({ op: 'set-up', userId: this.#mounted().userId, passphrase });
  }

  /** Stores the keys' sealed forms and opens the vault. @throws VaultServerError */
  async finishSetUp({ record, passphraseSlot, recoverySlot }: NewKeys, withRecovery: boolean): Promise<void> {
    const slots = withRecovery ? [passphraseSlot, recoverySlot] : [passphraseSlot];
    const wire = toWire({ record: { ...record, version: 1 as const }, slots });
    orThrow(await setUpUserKeysAction(wire));
    const idleMs = IDLE_MS[this.#mounted().userType];
    this.#keep(await this.#ready().call<'adopt'>({ op: 'adopt', idleMs }));
  }

  async lock(): Promise<void> {
    dropHalf();
    if (this.#snapshot.state === 'unlocked') await this.#connection?.call<'lock'>({ op: 'lock' });
  }

  async keepUnlocked(idleMs: IdleMs): Promise<void> {
    await this.#connection?.call<'keep-unlocked'>({ op: 'keep-unlocked', idleMs });
  }

  async touch(): Promise<void> {
    if (this.#snapshot.state === 'unlocked') await this.#connection?.call<'touch'>({ op: 'touch' });
  }

  /** Sign-out: no half of a key stays in the browser, in any tab. */
  async forget(): Promise<void> {
    const wasSignedIn = this.#mount !== null;
    this.#end();
    await indexedDbHalfStore.wipe().catch(() => false);
    if (wasSignedIn) this.#channel?.tell({ about: 'signed-out' });
  }

  /** Asks the worker something that needs keys. @throws VaultLocked, VaultError */
  call<Op extends VaultOperation>(
    request: RequestOf<Op>,
    options?: { onSlice?: (slice: OpenedSlice) => void; transfer?: Transferable[] },
  ): Promise<AnswerOf<Op>> {
    if (this.#snapshot.state !== 'unlocked' || !this.#connection) return Promise.reject(new VaultLocked());
    return this.#connection.call<Op>(request, options);
  }

  /** This tab's half, else another tab's, else it is closed. */
  async #recover(userId: string): Promise<void> {
    const half = keptHalf(userId);
    if (half && (await this.#resume(half))) return;
    this.#channel?.tell({ about: 'asking', userId });
    await new Promise((resolve) => setTimeout(resolve, TABS_ANSWER_MS));
    if (this.#snapshot.state === 'starting') await this.#showClosed();
  }

  async #resume(half: SealedHalf): Promise<boolean> {
    const { userId } = this.#mounted();
    const status = await this.#ready()
      .call<'resume'>({ op: 'resume', userId, half })
      .catch((): VaultStatus => ({ state: 'locked' }));
    if (status.state === 'unlocked') keepHalf(userId, half);
    else dropHalf();
    return status.state === 'unlocked';
  }

  #keep({ half, status }: Unlocked): void {
    const { userId } = this.#mounted();
    this.#show(status);
    if (!half) return;
    keepHalf(userId, half);
    this.#channel?.tell({ about: 'unlocked', userId, half });
  }

  /** Nothing is open: whether that is because there is nothing to open, the server knows. */
  async #showClosed(): Promise<void> {
    const { hasKeys } = await fetchKeys<{ hasKeys: boolean }>('state').catch(() => ({ hasKeys: true }));
    if (this.#snapshot.state === 'starting') this.#show({ state: hasKeys ? 'locked' : 'no-keys' });
  }

  #listen(): void {
    this.#channel ??= new TabChannel({
      onUnlocked: (userId, half) => {
        if (userId === this.#mount?.userId && this.#snapshot.state !== 'unlocked') void this.#resume(half);
      },
      onLocked: () => this.#shut(),
      onSignedOut: () => this.#end(),
      halfFor: (userId) => (this.#snapshot.state === 'unlocked' ? keptHalf(userId) : null),
    });
    this.#stopWatching ??= watchActivity({
      onActive: () => void this.touch(),
      onAway: () => void this.lock(),
    });
  }

  #ready(): WorkerConnection {
    this.#connection ??= new WorkerConnection(
      this.#mounted().workerUrl,
      (status, wiped) => this.#onStatus(status, wiped),
      () => this.#shut(),
    );
    return this.#connection;
  }

  #onStatus(status: VaultStatus, wiped: boolean): void {
    const wasUnlocked = this.#snapshot.state === 'unlocked';
    if (status.state === 'locked') dropHalf();
    if (status.state === 'unlocked' || wasUnlocked) this.#show(status);
    if (!wiped) return;
    this.#channel?.tell({ about: 'locked' });
    void this.#record({ act: 'locked' });
  }

  #closeWorker(): void {
    this.#connection?.close();
    this.#connection = null;
  }

  /** Another tab locked, or the worker failed. */
  #shut(): void {
    this.#closeWorker();
    dropHalf();
    if (this.#snapshot.state === 'unlocked') this.#show({ state: 'locked' });
  }

  #end(): void {
    this.#shut();
    this.#mount = null;
    this.#stopWatching?.();
    this.#stopWatching = null;
    this.#show({ state: 'signed-out' });
  }

  /** A lock that cannot be put on record is still a lock; a session that has ended takes the keys with it. */
  async #record(act: { act: 'unlocked'; slotId: string } | { act: 'locked' }): Promise<void> {
    const result = await recordVaultActAction(act).catch(() => null);
    if (result?.ok === false && result.error.code === 'UNAUTHENTICATED') await this.forget();
  }

  #mounted(): VaultMount {
    if (!this.#mount) throw new VaultServerError({ code: 'UNAUTHENTICATED', message: 'Please sign in.' });
    return this.#mount;
  }

  #show(snapshot: VaultSnapshot): void {
    this.#snapshot = snapshot;
    for (const listener of this.#listeners) listener();
  }
}

/** One for each page; its worker outlives navigations within the product. */
export const vault = new Vault();

/** For the sign-in page of the demo, whose cards sign in and unlock with one press. @throws VaultServerError */
export async function unlockAfterSignIn(passphrase: string): Promise<void> {
  vault.mountFor(await fetchKeys<VaultMount>('mount'));
  await vault.unlock({ kind: 'passphrase', text: passphrase });
}

import 'client-only';
import { VaultError, VaultLocked } from './vault-error';
import type {
  AnswerOf,
  FromWorker,
  OpenedSlice,
  RequestOf,
  ToWorker,
  VaultErrorCode,
  VaultOperation,
  VaultStatus,
} from './vault-protocol';

type Pending = {
  resolve: (answer: never) => void;
  reject: (error: Error) => void;
  onSlice?: ((slice: OpenedSlice) => void) | undefined;
};
type OnStatus = (status: VaultStatus, wiped: boolean) => void;

/** Questions and answers over postMessage, matched by number. */
export class WorkerConnection {
  readonly #worker: Worker;
  readonly #pending = new Map<number, Pending>();
  #lastId = 0;

  constructor(url: string, onStatus: OnStatus, onFailure: () => void) {
    this.#worker = new Worker(url, { name: 'vault' });
    this.#worker.onmessage = ({ data }: MessageEvent<FromWorker>) => this.#receive(data, onStatus);
    // The script did not load, or threw outside an answer: whoever waits must not wait for ever.
    this.#worker.onerror = () => {
      this.#rejectAll();
      onFailure();
    };
  }

  call<Op extends VaultOperation>(
    request: RequestOf<Op>,
    { onSlice, transfer = [] }: { onSlice?: (slice: OpenedSlice) => void; transfer?: Transferable[] } = {},
  ): Promise<AnswerOf<Op>> {
    const id = ++this.#lastId;
    const message: ToWorker = { id, request };
    return new Promise<AnswerOf<Op>>((resolve, reject) => {
      this.#pending.set(id, { resolve, reject, onSlice });
      this.#worker.postMessage(message, transfer);
    });
  }

  /** Ends the thread, and with it every key. */
  close(): void {
    this.#worker.terminate();
    this.#rejectAll();
  }

  #receive(message: FromWorker, onStatus: OnStatus): void {
    if ('status' in message) {
      onStatus(message.status, message.wiped);
      return;
    }
    const pending = this.#pending.get(message.id);
    if (!pending) return;
    if ('slice' in message) return pending.onSlice?.(message.slice);
    this.#pending.delete(message.id);
    // The worker answers a question in that question's own type; `call` is the only way in.
    if (message.ok) pending.resolve(message.answer as never);
    else pending.reject(errorOf(message.code));
  }

  #rejectAll(): void {
    for (const { reject } of this.#pending.values()) reject(new VaultError('failed'));
    this.#pending.clear();
  }
}

const errorOf = (code: VaultErrorCode) => (code === 'locked' ? new VaultLocked() : new VaultError(code));

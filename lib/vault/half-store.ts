import type { UserKeyRecord } from '@/lib/keys/custody';
import type { IdleMs } from './vault-protocol';

/** The other half: a key that opens the sealed master key and that no script can export, and until when it may. */
export type KeptHalf = {
  userId: string;
  key: CryptoKey;
  record: UserKeyRecord;
  idleMs: IdleMs;
  expiresAt: number | null;
};

/** One person at a time in one browser profile. */
export interface HalfStore {
  read(): Promise<KeptHalf | null>;
  write(kept: KeptHalf): Promise<void>;
  /** Whether there was something to wipe. */
  wipe(): Promise<boolean>;
}

const DATABASE = 'wellkept-vault';
const STORE = 'halves';
const KEY = 'current';

/** IndexedDB keeps a CryptoKey as an object, so its bytes stay out of reach of scripts, ours included. */
export const indexedDbHalfStore: HalfStore = {
  read: () => inStore('readonly', (store) => store.get(KEY) as IDBRequest<KeptHalf | undefined>).then(orNull),
  write: async (kept) => {
    await inStore('readwrite', (store) => store.put(kept, KEY));
  },
  wipe: async () => {
    const held = await inStore('readonly', (store) => store.count(KEY));
    await inStore('readwrite', (store) => store.clear());
    return held > 0;
  },
};

const orNull = (kept: KeptHalf | undefined) => kept ?? null;

async function inStore<R>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<R>,
): Promise<R> {
  const opening = indexedDB.open(DATABASE, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
  const database = await settled(opening);
  try {
    return await settled(work(database.transaction(STORE, mode).objectStore(STORE)));
  } finally {
    database.close();
  }
}

function settled<R>(request: IDBRequest<R>): Promise<R> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('IndexedDB failed'));
  });
}

import 'client-only';
import type { SeenCheckpoint } from './verify-checkpoints';

/** The newest checkpoint this browser has verified. A server that shows another history later is found out by it. */
const DATABASE = 'wellkept-audit';
const STORE = 'seen';
const KEY = 'checkpoint';

export async function readSeen(): Promise<SeenCheckpoint | null> {
  return (
    (await inStore('readonly', (store) => store.get(KEY) as IDBRequest<SeenCheckpoint | undefined>)) ?? null
  );
}

export async function rememberSeen(seen: SeenCheckpoint): Promise<void> {
  await inStore('readwrite', (store) => store.put(seen, KEY));
}

/** For an installation that was knowingly set up anew or restored. */
export async function forgetSeen(): Promise<void> {
  await inStore('readwrite', (store) => store.delete(KEY));
}

function inStore<R>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<R>): Promise<R> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(DATABASE, 1);
    const fail = () => reject(new Error('this browser keeps nothing'));
    opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
    opening.onerror = fail;
    opening.onsuccess = () => {
      const database = opening.result;
      const request = work(database.transaction(STORE, mode).objectStore(STORE));
      request.onsuccess = () => resolve(request.result);
      request.onerror = fail;
      request.transaction?.addEventListener('complete', () => database.close());
    };
  });
}

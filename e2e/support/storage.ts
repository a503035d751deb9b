import type { Page } from '@playwright/test';

/** Everything a page of this origin can find in the browser, as text; keys that cannot be exported show as such. */
export async function storageOf(page: Page): Promise<string> {
  const areas = await page.evaluate(async () => {
    const settled = <R>(request: IDBRequest<R>) =>
      new Promise<R>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error('IndexedDB'));
      });
    const readable = async (value: unknown): Promise<unknown> => {
      if (value instanceof CryptoKey) {
        if (!value.extractable) return 'CryptoKey that cannot be exported';
        return crypto.subtle.exportKey('jwk', value);
      }
      if (value instanceof ArrayBuffer) return Array.from(new Uint8Array(value), hex).join('');
      if (ArrayBuffer.isView(value)) {
        return Array.from(new Uint8Array(value.buffer, value.byteOffset, value.byteLength), hex).join('');
      }
      if (Array.isArray(value)) return Promise.all(value.map(readable));
      if (typeof value !== 'object' || value === null) return value;
      const entries = Object.entries(value).map(
        async ([name, part]) => [name, await readable(part)] as const,
      );
      return Object.fromEntries(await Promise.all(entries));
    };
    const hex = (byte: number) => byte.toString(16).padStart(2, '0');
    const databases: Record<string, unknown> = {};
    for (const { name } of await indexedDB.databases()) {
      if (name === undefined) continue;
      const database = await settled(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const values = await settled(database.transaction(store).objectStore(store).getAll());
        databases[`${name}/${store}`] = await readable(values);
      }
      database.close();
    }
    const cached: Record<string, string> = {};
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys())
        cached[request.url] = await (await cache.match(request))!.text();
    }
    return JSON.stringify({
      local: Object.entries(localStorage),
      session: Object.entries(sessionStorage),
      databases,
      cached,
    });
  });
  return `${areas}\n${JSON.stringify(await page.context().cookies())}`;
}

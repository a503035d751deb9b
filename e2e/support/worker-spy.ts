import type { BrowserContext, Page } from '@playwright/test';
import type { Canary } from './canaries';

/**
 * Put in front of the vault worker's script by the test, and by nothing else: it notes every secret that passes through the
 * worker's cryptography, so that the test knows what to look for. Iterations, salts and public points are not secrets.
 */
function spy(): void {
  const scope = self as unknown as { noted: [string, string][] };
  scope.noted = [];
  const note = (what: string, value: unknown) => {
    const bytes = ArrayBuffer.isView(value)
      ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
      : value instanceof ArrayBuffer
        ? new Uint8Array(value)
        : new TextEncoder().encode(String(value));
    let hex = '';
    for (const byte of bytes) hex += byte.toString(16).padStart(2, '0');
    scope.noted.push([what, hex]);
  };
  const nameOf = (algorithm: unknown) =>
    typeof algorithm === 'string' ? algorithm : String((algorithm as { name?: unknown }).name);
  const scalarAt = 36; // behind the fixed head of a P-256 PrivateKeyInfo
  const noteGiven = (method: string, [first, data, third]: unknown[]) => {
    if (method === 'encrypt') note('what was sealed', third);
    if (method !== 'importKey' || !ArrayBuffer.isView(data)) return;
    if (first === 'raw' && ['AES-GCM', 'HKDF'].includes(nameOf(third))) note(`${nameOf(third)} key`, data);
    if (first === 'pkcs8') note('private key', new Uint8Array(data.buffer, data.byteOffset + scalarAt, 32));
  };
  const noteAnswer = (method: string, [format]: unknown[], answer: unknown) => {
    if (method === 'decrypt') note('what was opened', answer);
    if (method === 'deriveBits') note('derived key', answer);
    if (method === 'exportKey' && format === 'jwk')
      note('private key (JWK d)', Reflect.get(Object(answer), 'd'));
  };
  const methods = SubtleCrypto.prototype as unknown as Record<
    string,
    (...args: unknown[]) => Promise<unknown>
  >;
  for (const method of ['importKey', 'exportKey', 'encrypt', 'decrypt', 'deriveBits']) {
    const original = methods[method]!;
    methods[method] = async function (this: unknown, ...args) {
      noteGiven(method, args);
      const answer = await Reflect.apply(original, this, args);
      noteAnswer(method, args, answer);
      return answer;
    };
  }
}

/** From now on every vault worker of this browser notes what it handles. */
export async function spyOnWorkers(context: BrowserContext): Promise<void> {
  await context.route('**/vault/worker.js*', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `(${String(spy)})();\n${await response.text()}` });
  });
}

/** What the page's vault worker has noted so far. */
export async function notedBy(page: Page): Promise<Canary[]> {
  const noted: Canary[] = [];
  for (const worker of page.workers()) {
    const pairs = await worker.evaluate(
      () => (self as unknown as { noted?: [string, string][] }).noted ?? [],
    );
    for (const [what, hex] of pairs) noted.push({ what, bytes: Buffer.from(hex, 'hex') });
  }
  return noted;
}

/** Notes are gone with their worker, and a worker with its page: they are fetched again and again until `stop`. */
export function keepNoting(page: Page): { stop: () => Promise<Canary[]> } {
  const kept = new Map<string, Canary>();
  const look = async () => {
    // A worker that goes while it is asked has nothing more to say.
    const noted = await notedBy(page).catch(() => []);
    for (const each of noted) kept.set(`${each.what} ${each.bytes.toString('hex')}`, each);
  };
  const timer = setInterval(() => void look(), 100);
  return {
    stop: async () => {
      clearInterval(timer);
      await look();
      return [...kept.values()];
    },
  };
}

import type { BrowserContext } from '@playwright/test';
import type { Canary } from './canaries';

const MARK = 'noted by the spy';

/**
 * Put in front of the vault worker's script by the test, and by nothing else: it says every secret that passes through the
 * worker's cryptography to the browser's console, so that the test knows what to look for. A worker may end at any moment,
 * so nothing is kept in it. Iterations, salts and public points are not secrets.
 */
function spy(mark: string): void {
  const note = (what: string, value: unknown) => {
    const bytes = ArrayBuffer.isView(value)
      ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
      : value instanceof ArrayBuffer
        ? new Uint8Array(value)
        : new TextEncoder().encode(String(value));
    let hex = '';
    for (const byte of bytes) hex += byte.toString(16).padStart(2, '0');
    console.debug(JSON.stringify({ mark, what, hex }));
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

/** From now on every vault worker of this browser notes what it handles; the notes grow as it works. */
export async function spyOnWorkers(context: BrowserContext): Promise<readonly Canary[]> {
  const notes: Canary[] = [];
  const seen = new Set<string>();
  context.on('console', (message) => {
    const text = message.text();
    if (!text.startsWith(`{"mark":"${MARK}"`) || seen.has(text)) return;
    seen.add(text);
    const { what, hex } = JSON.parse(text) as { what: string; hex: string };
    notes.push({ what, bytes: Buffer.from(hex, 'hex') });
  });
  await context.route('**/vault/worker.js*', async (route) => {
    const response = await route.fetch();
    const body = `(${String(spy)})(${JSON.stringify(MARK)});\n${await response.text()}`;
    await route.fulfill({ response, body });
  });
  return notes;
}

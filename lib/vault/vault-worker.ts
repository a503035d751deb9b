import { argon2id } from './argon2id';
import { indexedDbHalfStore } from './half-store';
import { vaultErrorCode } from './vault-error';
import { VaultOperations } from './vault-operations';
import type { FromWorker, ToWorker } from './vault-protocol';

/**
 * The only thread that holds private keys, and only as keys that cannot be exported. Pages reach it by the
 * messages of vault-protocol.ts. It loads no other script and makes no request: its policy allows neither.
 */
const post = (message: FromWorker) => self.postMessage(message);

const operations = new VaultOperations({
  store: indexedDbHalfStore,
  argon2id,
  onChange: (status, wiped) => post({ status, wiped }),
});

self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => void answer(data));

async function answer({ id, request }: ToWorker): Promise<void> {
  try {
    post({ id, ok: true, answer: await operations.handle(request, (slice) => post({ id, slice })) });
  } catch (error) {
    post({ id, ok: false, code: vaultErrorCode(error) });
  }
}

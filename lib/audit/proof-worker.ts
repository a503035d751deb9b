import { exportProof, verifyInBrowser } from './proof-client';
import type { FromProofWorker, ProofTask } from './proof-thread';

/** Fetches and hashes a log on a thread of its own, so that the page stays usable meanwhile. Ends with one task. */
const post = (message: FromProofWorker) => self.postMessage(message);

self.addEventListener('message', ({ data }: MessageEvent<ProofTask>) => void answer(data));

async function answer({ what, organizationId }: ProofTask): Promise<void> {
  const work = what === 'verify' ? verifyInBrowser : exportProof;
  try {
    post({ answer: await work(organizationId, (done, total) => post({ done, total })) });
  } catch {
    post({ failed: true });
  }
}

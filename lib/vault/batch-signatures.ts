import { keysetFromJson } from '@/lib/crypto/keyset';
import {
  type Manifest,
  type ManifestItem,
  manifestCovers,
  parseManifest,
  verifyManifest,
} from '@/lib/crypto/manifest';
import { verifier } from '@/lib/crypto/signature';
import { noble } from '@/lib/crypto/noble-backend';
import type { PatientDataKeys } from '@/lib/keys/key-bundles';
import type { SealedObservation, UploadBatch } from '@/lib/observations/observation-frames';
import type { SignatureState } from './vault-protocol';

type Verdict = { state: 'signed'; manifest: Manifest } | { state: 'not-signed' | 'bad' };

/**
 * Who sent an observation: one signature of the patient's device for each batch, then each observation's place in
 * what was signed. A batch of a device that nobody knows is bad, not merely unsigned.
 */
export class BatchSignatures {
  readonly #batches: Map<string, UploadBatch>;
  readonly #verdicts = new Map<string, Promise<Verdict>>();

  constructor(
    batches: readonly UploadBatch[],
    private readonly keys: Pick<PatientDataKeys, 'dataGroupId' | 'devices'>,
  ) {
    this.#batches = new Map(batches.map((batch) => [batch.batchId, batch]));
  }

  async of(observation: SealedObservation, dekRef: string, scope: string): Promise<SignatureState> {
    const verdict = await this.#verdict(observation.batchId);
    if (verdict.state !== 'signed') return verdict.state;
    // Two short hashes for each observation: noble has them before a job for WebCrypto has been queued.
    const item: ManifestItem = {
      clientObservationId: observation.clientObservationId,
      contentHash: await noble.sha256(observation.content),
      dekRef,
      scope,
      effectiveAt: new Date(observation.effectiveAt).toISOString(),
    };
    return (await manifestCovers(verdict.manifest, item, noble)) ? 'signed' : 'bad';
  }

  #verdict(batchId: string): Promise<Verdict> {
    const known = this.#verdicts.get(batchId) ?? this.#judge(this.#batches.get(batchId));
    this.#verdicts.set(batchId, known);
    return known;
  }

  async #judge(batch: UploadBatch | undefined): Promise<Verdict> {
    if (!batch) return { state: 'bad' };
    if (!batch.signature) return { state: 'not-signed' };
    try {
      const device = this.keys.devices.find(({ deviceId }) => deviceId === batch.deviceId);
      if (!device) return { state: 'bad' };
      const key = await verifier(keysetFromJson(device.signingPublicKeyset));
      if (!(await verifyManifest(key, batch.signature, batch.manifest))) return { state: 'bad' };
      const manifest = parseManifest(batch.manifest);
      const isThisBatch =
        manifest.batchId === batch.clientBatchId && manifest.dataGroupId === this.keys.dataGroupId;
      return isThisBatch ? { state: 'signed', manifest } : { state: 'bad' };
    } catch {
      return { state: 'bad' };
    }
  }
}

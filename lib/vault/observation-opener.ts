import type { Aead } from '@/lib/crypto/aead';
import { fromUtf8 } from '@/lib/crypto/bytes';
import type { SealedStudyKey } from '@/lib/keys/custody';
import type { PatientDataKeys } from '@/lib/keys/key-bundles';
import {
  type ObservationBlocks,
  readBatches,
  readDeks,
  readObservations,
  type SealedObservation,
} from '@/lib/observations/observation-frames';
import { BatchSignatures } from './batch-signatures';
import { DataGroupKeyring, KeyMissing } from './data-group-keyring';
import { VaultLocked } from './vault-error';
import type { FailedObservation, OpenedObservation, OpenedSlice } from './vault-protocol';

/** Enough to keep the crypto threads busy, few enough that a page sees readings at once. */
const SLICE = 128;

type Opening = {
  keys: PatientDataKeys;
  scope: string;
  blocks: ObservationBlocks;
  studyKey: (sealed: SealedStudyKey) => Promise<Aead>;
  isUnlocked: () => boolean;
  onSlice: (slice: OpenedSlice) => void;
};

/**
 * Opens a released page in slices. What does not open is listed with its id and reason and never left out.
 * @throws VaultLocked when the vault locks meanwhile, CustodyError when the study key was tampered with
 */
export async function openObservations(opening: Opening): Promise<{ opened: number; failed: number }> {
  const { keys, scope, blocks } = opening;
  const observations = readObservations(blocks.observations);
  const keyring = await DataGroupKeyring.open(keys, readDeks(blocks.deks), opening.studyKey);
  const signatures = new BatchSignatures(readBatches(blocks.batches), keys);
  const totals = { opened: 0, failed: 0 };
  for (let start = 0; start < observations.length; start += SLICE) {
    if (!opening.isUnlocked()) throw new VaultLocked();
    const slice = observations.slice(start, start + SLICE);
    const results = await Promise.all(
      slice.map((observation) => openOne(observation, scope, keyring, signatures)),
    );
    const opened = results.filter((result) => 'body' in result);
    const failed = results.filter((result) => 'reason' in result);
    totals.opened += opened.length;
    totals.failed += failed.length;
    opening.onSlice({ opened, failed });
  }
  return totals;
}

async function openOne(
  observation: SealedObservation,
  scope: string,
  keyring: DataGroupKeyring,
  signatures: BatchSignatures,
): Promise<OpenedObservation | FailedObservation> {
  const { clientObservationId, effectiveAt, dataSourceId, dekId, content } = observation;
  try {
    const dek = await keyring.dek(dekId);
    const plaintext = await dek.open(clientObservationId, content);
    const signature = await signatures.of(observation, keyring.dekRefOf(dekId) ?? '', scope);
    const body: unknown = JSON.parse(fromUtf8(plaintext));
    return { clientObservationId, effectiveAt, dataSourceId, signature, body };
  } catch (error) {
    return {
      clientObservationId,
      effectiveAt,
      reason: error instanceof KeyMissing ? error.reason : 'damaged',
    };
  }
}

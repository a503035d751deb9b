import type { CryptoBackend } from '@/lib/crypto/backend';
import { toBase64, utf8 } from '@/lib/crypto/bytes';
import type { Keyset } from '@/lib/crypto/keyset';
import { manifestBytes, signManifest, type ManifestItem } from '@/lib/crypto/manifest';
import { noble } from '@/lib/crypto/noble-backend';
import { newDek, type SealingDek } from '@/lib/crypto/sealing';
import type { Signer } from '@/lib/crypto/signature';

/** What a device has: a reading to be sealed as JSON, such as buildDataPoint of payload.ts makes. */
export type NewObservation = {
  id: string;
  scope: string;
  dataSourceId: string;
  at: number;
  content: unknown;
};

/** The JSON body of an upload, as docs/api.md describes it. */
export type SealedUpload = {
  clientBatchId: string;
  deviceSignature?: string;
  deks: { dekRef: string; scope: string; tinkKeyId: number; encryptedDek: string }[];
  observations: {
    id: string;
    scope: string;
    dataSourceId: string;
    effectiveAt: string;
    dekRef?: string;
    encryptedContent: string;
  }[];
};

type Sealing = {
  publicKeyset: Keyset;
  dataGroupId: string;
  observations: readonly NewObservation[];
  /** 'batch': one DEK for each scope of the batch. 'observation': the older cloud-storage format, an ECDH for each. */
  deks: 'batch' | 'observation';
  signer: Signer | null;
  /** What seals and hashes; a phone in Node has a faster one for many readings than the platform's. */
  backend?: CryptoBackend;
};

const SLICE = 64;

/** The device's side of an upload: seals, lists and signs. The server's side is prepared-upload.ts. */
export async function sealUpload(sealing: Sealing): Promise<SealedUpload> {
  const { publicKeyset, dataGroupId, observations, deks, signer, backend } = sealing;
  const batchId = crypto.randomUUID();
  const made = new Map<string, { scope: string; dek: Promise<SealingDek> }>();
  const dekFor = ({ id, scope }: NewObservation) => {
    const name = deks === 'batch' ? scope : id;
    const known = made.get(name);
    if (known) return known.dek;
    const dekRef = deks === 'batch' ? crypto.randomUUID() : id;
    const dek = newDek(publicKeyset, dekRef, dataGroupId, backend);
    made.set(name, { scope, dek });
    return dek;
  };
  const sealed: SealedOne[] = [];
  // Slices keep every core of the phone busy without thousands of promises at once.
  for (let start = 0; start < observations.length; start += SLICE) {
    const slice = observations.slice(start, start + SLICE);
    sealed.push(
      ...(await Promise.all(slice.map(async (each) => sealOne(each, await dekFor(each), sealing)))),
    );
  }
  const manifest = await manifestBytes(
    { batchId, dataGroupId },
    sealed.map(({ item }) => item),
    hashing(sealing),
  );
  return {
    clientBatchId: batchId,
    ...(signer && { deviceSignature: toBase64(await signManifest(signer, manifest)) }),
    deks: await Promise.all([...made.values()].map((each) => listed(each, publicKeyset))),
    observations: sealed.map(({ observation }) => observation),
  };
}

/** Hashes are many and small: noble's are done before a job for WebCrypto's threads is even queued. */
const hashing = ({ backend = noble }: Sealing): CryptoBackend => backend;

type SealedOne = { observation: SealedUpload['observations'][number]; item: ManifestItem };

async function sealOne(each: NewObservation, dek: SealingDek, sealing: Sealing): Promise<SealedOne> {
  const content = await dek.seal(each.id, utf8(JSON.stringify(each.content)));
  const { id, scope, dataSourceId } = each;
  const effectiveAt = new Date(each.at).toISOString();
  const contentHash = await hashing(sealing).sha256(content);
  const reference = sealing.deks === 'batch' ? { dekRef: dek.dekRef } : {};
  return {
    item: { clientObservationId: id, contentHash, dekRef: dek.dekRef, scope, effectiveAt },
    observation: { id, scope, dataSourceId, effectiveAt, ...reference, encryptedContent: toBase64(content) },
  };
}

async function listed({ scope, dek }: { scope: string; dek: Promise<SealingDek> }, publicKeyset: Keyset) {
  const { dekRef, wrapped } = await dek;
  return { dekRef, scope, tinkKeyId: publicKeyset.primaryKeyId, encryptedDek: toBase64(wrapped) };
}

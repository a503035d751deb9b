import { toBase64, utf8 } from '@/lib/crypto/bytes';
import type { Keyset } from '@/lib/crypto/keyset';
import { manifestBytes, signManifest, type ManifestItem } from '@/lib/crypto/manifest';
import { newDek, type SealingDek } from '@/lib/crypto/sealing';
import type { Signer } from '@/lib/crypto/signature';
import { webcrypto } from '@/lib/crypto/webcrypto-backend';

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
};

/** The device's side of an upload: seals, lists and signs. The server's side is prepared-upload.ts. */
export async function sealUpload({
  publicKeyset,
  dataGroupId,
  observations,
  deks,
  signer,
}: Sealing): Promise<SealedUpload> {
  const batchId = crypto.randomUUID();
  const made = new Map<string, { dek: SealingDek; scope: string }>();
  const dekFor = async ({ id, scope }: NewObservation) => {
    const name = deks === 'batch' ? scope : id;
    const known = made.get(name);
    if (known) return known.dek;
    const dek = await newDek(publicKeyset, deks === 'batch' ? crypto.randomUUID() : id, dataGroupId);
    made.set(name, { dek, scope });
    return dek;
  };
  const sealed: SealedUpload['observations'] = [];
  const items: ManifestItem[] = [];
  for (const each of observations) {
    const dek = await dekFor(each);
    const content = await dek.seal(each.id, utf8(JSON.stringify(each.content)));
    const { id, scope, dataSourceId } = each;
    const effectiveAt = new Date(each.at).toISOString();
    items.push({
      clientObservationId: id,
      contentHash: await webcrypto.sha256(content),
      dekRef: dek.dekRef,
      scope,
      effectiveAt,
    });
    const reference = deks === 'batch' ? { dekRef: dek.dekRef } : {};
    sealed.push({ id, scope, dataSourceId, effectiveAt, ...reference, encryptedContent: toBase64(content) });
  }
  const manifest = await manifestBytes({ batchId, dataGroupId }, items);
  return {
    clientBatchId: batchId,
    ...(signer && { deviceSignature: toBase64(await signManifest(signer, manifest)) }),
    deks: [...made.values()].map(({ dek, scope }) => ({
      dekRef: dek.dekRef,
      scope,
      tinkKeyId: publicKeyset.primaryKeyId,
      encryptedDek: toBase64(dek.wrapped),
    })),
    observations: sealed,
  };
}

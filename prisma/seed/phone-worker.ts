import { hash } from 'node:crypto';
import { parentPort } from 'node:worker_threads';
import { keysetFromJson } from '@/lib/crypto/keyset';
import { node } from '@/lib/crypto/node-backend';
import { signer } from '@/lib/crypto/signature';
import { buildDataPoint, type ReadableScope, type Reading } from '@/lib/observations/payload';
import { sealUpload, type NewObservation, type SealedUpload } from '@/lib/observations/sealed-upload';

/** What a phone needs to seal one batch; keysets as JSON, because only plain values travel between threads. */
export type ToSeal = {
  job: number;
  dataGroupId: string;
  publicKeyset: string;
  signingKeyset: string;
  scope: ReadableScope;
  readings: readonly Reading[];
};
export type Sealed = { job: number; upload: SealedUpload };

/** The catalogue's data sources, by what they measure. */
const SOURCES: Record<ReadableScope, string> = {
  'omh:blood-glucose:4.0': '5ea50000-0000-4000-8000-000000000001',
  'omh:heart-rate:2.0': '5ea50000-0000-4000-8000-000000000002',
  'omh:blood-pressure:4.0': '5ea50000-0000-4000-8000-000000000003',
  'omh:oxygen-saturation:2.0': '5ea50000-0000-4000-8000-000000000002',
  'omh:body-temperature:4.0': '5ea50000-0000-4000-8000-000000000004',
  'omh:step-count:3.0': '5ea50000-0000-4000-8000-000000000002',
  'omh:sleep-duration:2.0': '5ea50000-0000-4000-8000-000000000002',
};

/** The demo's phones: they have a processor of their own in life, and a thread of their own here. */
parentPort?.on('message', (work: ToSeal) => {
  void seal(work).then((upload) => parentPort?.postMessage({ job: work.job, upload } satisfies Sealed));
});

async function seal({
  dataGroupId,
  publicKeyset,
  signingKeyset,
  scope,
  readings,
}: ToSeal): Promise<SealedUpload> {
  return sealUpload({
    publicKeyset: keysetFromJson(publicKeyset),
    dataGroupId,
    observations: readings.map((reading) => observationOf(dataGroupId, scope, reading)),
    deks: 'batch',
    signer: await signer(keysetFromJson(signingKeyset)),
    backend: node,
  });
}

function observationOf(dataGroupId: string, scope: ReadableScope, reading: Reading): NewObservation {
  const id = idOf(`${dataGroupId}|${scope}|${reading.at}`);
  const content = buildDataPoint(scope, { uuid: id, createdAt: reading.at, modality: 'sensed' }, reading);
  return { id, scope, dataSourceId: SOURCES[scope], at: reading.at, content };
}

/** A version 8 UUID (RFC 9562) of what the reading is about. */
function idOf(name: string): string {
  const hex = hash('sha256', name, 'hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

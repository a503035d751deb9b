import { createHash } from 'node:crypto';
import { execute, parseInput } from '@/lib/command';
import { buildDataPoint, type ReadableScope, type Reading } from '@/lib/observations/payload';
import { prepareUpload, type PreparedUpload } from '@/lib/observations/prepared-upload';
import { sealUpload, type NewObservation } from '@/lib/observations/sealed-upload';
import { uploadObservations } from '@/lib/observations/upload-commands';
import { MOST_OBSERVATIONS, Upload } from '@/lib/observations/upload-schema';
import type { Phone } from './enrolling';
import { setClock } from './seed-clock';

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

/**
 * Seals and uploads readings as the phone would, in full batches, each at the time of its last reading. The next batch is
 * sealed while one is stored.
 */
export async function upload(
  phone: Phone,
  scope: ReadableScope,
  readings: Iterable<Reading>,
): Promise<number> {
  let sent = 0;
  let sealing: Promise<Sealed> | null = null;
  for (const batch of batchesOf(phone, scope, readings)) {
    const next = seal(phone, batch);
    if (sealing) sent += await send(phone, await sealing);
    sealing = next;
  }
  return sent + (sealing ? await send(phone, await sealing) : 0);
}

type Sealed = { prepared: PreparedUpload; at: number };

function* batchesOf(
  phone: Phone,
  scope: ReadableScope,
  readings: Iterable<Reading>,
): Generator<NewObservation[]> {
  let batch: NewObservation[] = [];
  for (const reading of readings) {
    batch.push(observationOf(phone, scope, reading));
    if (batch.length < MOST_OBSERVATIONS) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

async function seal(phone: Phone, observations: NewObservation[]): Promise<Sealed> {
  const { dataGroupId, publicKeyset, signer, device } = phone;
  const sealed = await sealUpload({
    publicKeyset,
    dataGroupId,
    observations,
    deks: 'batch',
    signer,
  });
  const prepared = await prepareUpload(dataGroupId, parseInput(Upload, sealed), device);
  return { prepared, at: observations.at(-1)?.at ?? 0 };
}

async function send({ device }: Phone, { prepared, at }: Sealed): Promise<number> {
  await setClock(new Date(Math.min(Date.now(), at + 60_000)));
  return (await execute(uploadObservations, device.principal, prepared)).accepted;
}

function observationOf({ dataGroupId }: Phone, scope: ReadableScope, reading: Reading): NewObservation {
  const id = idOf(`${dataGroupId}|${scope}|${reading.at}`);
  const content = buildDataPoint(scope, { uuid: id, createdAt: reading.at, modality: 'sensed' }, reading);
  return { id, scope, dataSourceId: SOURCES[scope], at: reading.at, content };
}

/** A version 8 UUID (RFC 9562) of what the reading is about. */
function idOf(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

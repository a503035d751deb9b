import { execute, parseInput } from '@/lib/command';
import { keysetToJson } from '@/lib/crypto/keyset';
import type { ReadableScope, Reading } from '@/lib/observations/payload';
import { prepareUpload, type PreparedUpload } from '@/lib/observations/prepared-upload';
import { uploadObservations } from '@/lib/observations/upload-commands';
import { Upload } from '@/lib/observations/upload-schema';
import type { Phone } from './enrolling';
import { sealElsewhere } from './phones';
import { setClock } from './seed-clock';

/** Some three days of a glucose sensor: whoever opens one day need not fetch a month's manifest. */
const BATCH = 1_000;
/** Batches that are sealed ahead of the one being stored. */
const AHEAD = 4;

/** Seals and uploads readings as the phone would, each batch at the time of its last reading. */
export async function upload(
  phone: Phone,
  scope: ReadableScope,
  readings: Iterable<Reading>,
): Promise<number> {
  let sent = 0;
  const underway: Promise<Prepared>[] = [];
  const sendFirst = async () => {
    const first = await underway.shift();
    if (first) sent += await send(phone, first);
  };
  for (const batch of batchesOf(readings)) {
    underway.push(prepare(phone, scope, batch));
    if (underway.length > AHEAD) await sendFirst();
  }
  while (underway.length > 0) await sendFirst();
  return sent;
}

type Prepared = { prepared: PreparedUpload; at: number };

function* batchesOf(readings: Iterable<Reading>): Generator<Reading[]> {
  let batch: Reading[] = [];
  for (const reading of readings) {
    batch.push(reading);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

async function prepare(phone: Phone, scope: ReadableScope, readings: Reading[]): Promise<Prepared> {
  const { dataGroupId, publicKeyset, signingKeyset, device } = phone;
  const sealed = await sealElsewhere({
    dataGroupId,
    publicKeyset: keysetToJson(publicKeyset),
    signingKeyset,
    scope,
    readings,
  });
  const prepared = await prepareUpload(dataGroupId, parseInput(Upload, sealed), device);
  return { prepared, at: readings.at(-1)?.at ?? 0 };
}

async function send({ device }: Phone, { prepared, at }: Prepared): Promise<number> {
  await setClock(new Date(Math.min(Date.now(), at + 60_000)));
  return (await execute(uploadObservations, device.principal, prepared)).accepted;
}

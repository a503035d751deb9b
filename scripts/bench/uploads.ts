import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { deviceFromBearer } from '@/lib/api/bearer';
import { closeLimits } from '@/lib/auth/rate-limit';
import { execute, parseInput } from '@/lib/command';
import { prisma } from '@/lib/db/client';
import { buildDataPoint } from '@/lib/observations/payload';
import { prepareUpload } from '@/lib/observations/prepared-upload';
import { sealUpload, type SealedUpload } from '@/lib/observations/sealed-upload';
import {
  addParticipant,
  GLUCOSE,
  observationWorld,
  SENSOR,
  type Participant,
} from '@/lib/observations/test-world';
import { uploadObservations } from '@/lib/observations/upload-commands';
import { Upload } from '@/lib/observations/upload-schema';
import type { BenchContext, BenchResult } from '../bench-context.ts';
import { serveBench } from '../bench-server.ts';

const PHONES = 8;
const BATCHES_EACH = 3;
type Deks = 'batch' | 'observation';
type Parcel = { participant: Participant; body: SealedUpload };

/** Signed batches of several phones at once: through the command alone, and over HTTP with everything around it. */
export async function run({ adminUrl }: BenchContext): Promise<BenchResult[]> {
  const admin = new pg.Pool({ connectionString: adminUrl, max: 2 });
  const { studyId, viewer } = await observationWorld(admin);
  const phones: Participant[] = [];
  for (let n = 0; n < PHONES; n++) phones.push(await addParticipant(admin, studyId, viewer.userId));
  const results = [await inProcess(phones, 1_000, 'batch'), await inProcess(phones, 500, 'observation')];
  await closeLimits();
  await prisma().$disconnect();
  const { origin, stop } = await serveBench();
  results.push(
    await overHttp(origin, phones, 1_000, 'batch'),
    await overHttp(origin, phones, 500, 'observation'),
  );
  await stop();
  await admin.end();
  return results;
}

async function inProcess(phones: Participant[], size: number, deks: Deks): Promise<BenchResult> {
  const senders = new Map(
    await Promise.all(
      phones.map(async ({ dataGroupId, device }) => {
        const headers = { authorization: `Bearer ${device.bearer}` };
        return [dataGroupId, await deviceFromBearer(new Request('http://localhost/', { headers }))] as const;
      }),
    ),
  );
  const send = async ({ participant: { dataGroupId }, body }: Parcel) => {
    const sender = senders.get(dataGroupId);
    if (!sender) throw new Error('a phone without a bearer');
    const prepared = await prepareUpload(dataGroupId, parseInput(Upload, body), sender);
    return (await execute(uploadObservations, sender.principal, prepared)).accepted;
  };
  return measured(phones, size, deks, 'uploads in the process', send);
}

function overHttp(origin: string, phones: Participant[], size: number, deks: Deks): Promise<BenchResult> {
  return measured(phones, size, deks, 'uploads over HTTP', async ({ participant, body }) => {
    const { dataGroupId, device } = participant;
    const response = await fetch(`${origin}/api/v1/data-groups/${dataGroupId}/uploads`, {
      method: 'POST',
      headers: { authorization: `Bearer ${device.bearer}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return ((await response.json()) as { accepted?: number }).accepted ?? 0;
  });
}

type Send = (parcel: Parcel) => Promise<number>;

/** Sealing is the phones' work, so it is done before the clock starts. */
async function measured(
  phones: Participant[],
  size: number,
  deks: Deks,
  what: string,
  send: Send,
): Promise<BenchResult> {
  const parcels = await Promise.all(
    phones.map(async (participant) => {
      const own: Parcel[] = [];
      for (let n = 0; n < BATCHES_EACH; n++)
        own.push({ participant, body: await sealed(participant, size, deks) });
      return own;
    }),
  );
  const start = performance.now();
  const stored = await Promise.all(
    parcels.map(async (own) => {
      let accepted = 0;
      for (const parcel of own) accepted += await send(parcel);
      return accepted;
    }),
  );
  const seconds = (performance.now() - start) / 1_000;
  const total = stored.reduce((sum, accepted) => sum + accepted, 0);
  if (total !== PHONES * BATCHES_EACH * size) throw new Error(`only ${total} observations were stored`);
  return {
    what: `${what}, ${deks === 'batch' ? 'one DEK a batch' : 'a DEK each'}`,
    result: `${Math.round(total / seconds).toLocaleString('en')} observations/s`,
    note: `${PHONES} phones, signed batches of ${size.toLocaleString('en')}`,
  };
}

function sealed(
  { publicKeyset, dataGroupId, device }: Participant,
  size: number,
  deks: Deks,
): Promise<SealedUpload> {
  const observations = Array.from({ length: size }, (_, n) => {
    const [id, at] = [randomUUID(), Date.UTC(2026, 9, 1) + n * 300_000];
    const measures = [{ name: 'blood_glucose', value: 100 + (n % 80), unit: 'mg/dL' }];
    const content = buildDataPoint(
      GLUCOSE.code,
      { uuid: id, createdAt: at, modality: 'sensed' },
      { at, measures },
    );
    return { id, scope: GLUCOSE.code, dataSourceId: SENSOR, at, content };
  });
  return sealUpload({ publicKeyset, dataGroupId, observations, deks, signer: device.signer });
}

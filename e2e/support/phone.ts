import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { keysetFromJson, keysetToJson, publicKeysetOf } from '@/lib/crypto/keyset';
import { generateSigningKeyset } from '@/lib/crypto/keyset-generators';
import { signer } from '@/lib/crypto/signature';
import { buildDataPoint, type ReadableScope, type Reading } from '@/lib/observations/payload';
import { sealUpload } from '@/lib/observations/sealed-upload';
import { withDatabase } from './database';

const SENSOR = '5ea50000-0000-4000-8000-000000000001';

/**
 * A phone with a bearer for one patient's readings in one study. The bearer is put beside the patient's data group as
 * adding a device does it, because no page of this release adds one; all that follows goes over the public API.
 */
export async function addPhone(patientEmail: string, studyId: string) {
  const bearer = `wkd_${randomBytes(32).toString('base64url')}`;
  const dataGroupId = await withDatabase(async (client) => {
    const { rows } = await client.query<{ data_group_id: string }>(
      `INSERT INTO device (data_group_id, name, bearer_hash)
       SELECT g.id, 'Phone of a journey', $1 FROM data_group g
         JOIN enrollment e ON e.id = g.enrollment_id JOIN patient p ON p.id = e.patient_id
        WHERE p.email = $2 AND e.study_id = $3 RETURNING data_group_id`,
      [createHash('sha256').update(bearer).digest(), patientEmail, studyId],
    );
    return rows[0]!.data_group_id;
  });
  return { bearer, dataGroupId };
}

/** Registers the phone's signing key, seals for the key that the server names, signs and uploads. */
export async function uploadFrom(
  { bearer, dataGroupId }: { bearer: string; dataGroupId: string },
  origin: string,
  scope: ReadableScope,
  readings: Reading[],
): Promise<void> {
  const call = async (method: string, path: string, body?: string): Promise<Response> => {
    const response = await fetch(`${origin}/api/v1/data-groups/${dataGroupId}/${path}`, {
      method,
      headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body }),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response;
  };
  const signing = await generateSigningKeyset();
  await call('PUT', 'device-key', keysetToJson(publicKeysetOf(signing)));
  const publicKeyset = keysetFromJson(await (await call('GET', 'public-keyset')).text());
  const observations = readings.map((reading) => {
    const id = randomUUID();
    const header = { uuid: id, createdAt: reading.at, modality: 'sensed' } as const;
    const content = buildDataPoint(scope, header, reading);
    return { id, scope, dataSourceId: SENSOR, at: reading.at, content };
  });
  const sealing = {
    publicKeyset,
    dataGroupId,
    observations,
    deks: 'batch',
    signer: await signer(signing),
  } as const;
  await call('POST', 'uploads', JSON.stringify(await sealUpload(sealing)));
}

/** Every five minutes, newest just now. */
export function glucoseReadings(
  count: number,
  valueOf = (n: number) => 110 + 40 * Math.sin(n / 20),
): Reading[] {
  const now = Date.now();
  return Array.from({ length: count }, (_, n) => ({
    at: now - (count - n) * 300_000,
    measures: [{ name: 'blood_glucose', value: Math.round(valueOf(n)), unit: 'mg/dL' }],
  }));
}

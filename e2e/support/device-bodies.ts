import { randomUUID } from 'node:crypto';
import { keysetFromJson, keysetToJson, publicKeysetOf } from '@/lib/crypto/keyset';
import { generateSigningKeyset } from '@/lib/crypto/keyset-generators';
import { signer } from '@/lib/crypto/signature';
import { buildDataPoint } from '@/lib/observations/payload';
import { sealUpload } from '@/lib/observations/sealed-upload';
import type { Tenant } from './tenant';

const SENSOR = '5ea50000-0000-4000-8000-000000000001';

export type DeviceBodies = Awaited<ReturnType<typeof deviceBodies>>;

/** What a tenant's phone would send: its key, and a signed batch of one reading. */
export async function deviceBodies({ dataGroupId, publicKeyset }: Tenant) {
  const signing = await generateSigningKeyset();
  const [id, scope, at] = [randomUUID(), 'omh:blood-glucose:4.0', Date.now()] as const;
  const reading = { at, measures: [{ name: 'blood_glucose', value: 100, unit: 'mg/dL' }] };
  const content = buildDataPoint(scope, { uuid: id, createdAt: at, modality: 'sensed' }, reading);
  const upload = await sealUpload({
    publicKeyset: keysetFromJson(publicKeyset),
    dataGroupId,
    observations: [{ id, scope, dataSourceId: SENSOR, at, content }],
    deks: 'batch',
    signer: await signer(signing),
  });
  return { deviceKey: JSON.parse(keysetToJson(publicKeysetOf(signing))) as object, upload };
}

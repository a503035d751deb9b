import { randomUUID } from 'node:crypto';
import { expect, type Page } from '@playwright/test';
import { keysetFromJson, keysetToJson, publicKeysetOf } from '@/lib/crypto/keyset';
import { generateSigningKeyset } from '@/lib/crypto/keyset-generators';
import { signer } from '@/lib/crypto/signature';
import { buildDataPoint, type ReadableScope, type Reading } from '@/lib/observations/payload';
import { sealUpload } from '@/lib/observations/sealed-upload';

const SENSOR = '5ea50000-0000-4000-8000-000000000001';

export type PhoneAccess = { bearer: string; dataGroupId: string };

/** The patient connects a phone on My sharing; the page shows what the phone needs, once. */
export async function connectPhone(page: Page): Promise<PhoneAccess> {
  await page.getByRole('button', { name: 'Connect a phone' }).click();
  const ready = page.getByRole('status').filter({ hasText: 'Your phone can connect now' });
  await expect(ready).toBeVisible();
  const [dataGroupId = '', bearer = ''] = await ready.getByRole('code').allInnerTexts();
  return { dataGroupId, bearer };
}

/** Registers the phone's signing key, seals for the key that the server names, signs and uploads. */
export async function uploadFrom(
  { bearer, dataGroupId }: PhoneAccess,
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

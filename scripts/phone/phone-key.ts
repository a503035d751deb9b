import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { keysetFromJson, keysetToJson, publicKeysetOf } from '@/lib/crypto/keyset';
import { generateSigningKeyset } from '@/lib/crypto/keyset-generators';
import { signer, type Signer } from '@/lib/crypto/signature';
import type { PhoneApi } from './phone-api.ts';
import type { PhoneSettings } from './phone-settings.ts';

/**
 * The key this device signs with. A real phone keeps it in its secure hardware; this one in a file of its own that only its
 * user can read. It is registered each time: the server answers the same key with "known".
 */
export async function deviceSigner(api: PhoneApi, settings: PhoneSettings): Promise<Signer> {
  const keyset = keysetFromJson(settings.signingKeyset ?? (await keptKeyset(settings)));
  await api.registerDeviceKey(keysetToJson(publicKeysetOf(keyset)));
  return signer(keyset);
}

async function keptKeyset({ keyFolder, dataGroupId }: PhoneSettings): Promise<string> {
  const path = `${keyFolder}/${dataGroupId}.json`;
  if (existsSync(path)) return readFileSync(path, 'utf8');
  const json = keysetToJson(await generateSigningKeyset());
  mkdirSync(keyFolder, { recursive: true, mode: 0o700 });
  writeFileSync(path, json, { mode: 0o600 });
  return json;
}

import type { CryptoBackend } from './backend';
import type { EciesParameters } from './key-material';
import { NO_BYTES } from './bytes';
import { type Keyset, singleKeyKeyset } from './keyset';
import { webcrypto } from './webcrypto-backend';

const ECIES_TEMPLATE: EciesParameters = Object.freeze({
  pointFormat: 'UNCOMPRESSED',
  salt: NO_BYTES,
  demKeyLength: 16,
});

/** Random, unsigned, never 0, which stands for "no id". */
function freshKeyId(backend: CryptoBackend): number {
  const bytes = backend.randomBytes(4);
  return new DataView(bytes.buffer).getUint32(0) || freshKeyId(backend);
}

/** A private keyset by template ECIES_P256_HKDF_HMAC_SHA256_AES128_GCM, output prefix TINK. */
export async function generateHybridKeyset(backend: CryptoBackend = webcrypto): Promise<Keyset> {
  const pair = await backend.generateP256();
  const material = { type: 'EciesAeadHkdfPrivateKey', parameters: ECIES_TEMPLATE, ...pair } as const;
  return singleKeyKeyset(freshKeyId(backend), 'TINK', material);
}

/** A keyset by template AES256_GCM, output prefix TINK: a DEK, a study key. */
export function generateAeadKeyset(backend: CryptoBackend = webcrypto): Promise<Keyset> {
  const material = { type: 'AesGcmKey', key: backend.randomBytes(32) } as const;
  return Promise.resolve(singleKeyKeyset(freshKeyId(backend), 'TINK', material));
}

/** A private keyset by template ECDSA_P256: DER signatures, output prefix TINK. */
export async function generateSigningKeyset(backend: CryptoBackend = webcrypto): Promise<Keyset> {
  const pair = await backend.generateP256();
  const material = { type: 'EcdsaPrivateKey', encoding: 'DER', ...pair } as const;
  return singleKeyKeyset(freshKeyId(backend), 'TINK', material);
}

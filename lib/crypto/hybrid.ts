import { openGcm, sealGcm, decryptionFailed } from './aead';
import type { CryptoBackend, EcdhPrivateHandle, EcdhPublicHandle } from './backend';
import { type Bytes, concat, NO_BYTES } from './bytes';
import type { EciesParameters } from './key-material';
import type { Keyset } from './keyset';
import { importKeys, keysFor, type PrefixedKey } from './output-prefix';
import { decodePoint, encodePoint, POINT_LENGTH } from './p256-point';
import { webcrypto } from './webcrypto-backend';

/**
 * ECIES_P256_HKDF_HMAC_SHA256_AES128_GCM and its relatives with other point formats, a salt or AES-256:
 *
 * ```
 * ciphertext = prefix(0|5) || kem(65|33|64) || iv(12) || C || tag(16)     98 bytes more than the plaintext
 * kem        = the ephemeral public point in the keyset's point format
 * ikm        = kem as sent || x-coordinate of ECDH, 32 bytes
 * demKey     = HKDF-HMAC-SHA256(ikm, salt, info = contextInfo, 16|32 bytes)
 * C || tag   = AES-GCM(demKey, iv, plaintext, associated data = none)
 * ```
 * The context goes into HKDF and not into AES-GCM.
 * Source: tink-java `subtle/EciesAeadHkdfHybridDecrypt.java`, `subtle/EciesHkdfRecipientKem.java`.
 */
export interface HybridEncrypter {
  encrypt(plaintext: Bytes, contextInfo: Bytes): Promise<Bytes>;
}

/** `decrypt` rejects with CryptoError `decryption-failed`, whatever the cause. */
export interface HybridDecrypter {
  decrypt(ciphertext: Bytes, contextInfo: Bytes): Promise<Bytes>;
}

interface ImportedKey<Handle> {
  readonly handle: Handle;
  readonly parameters: EciesParameters;
}

/**
 * Seals for the primary key of a public keyset.
 * @throws CryptoError `wrong-keyset`, `invalid-key` for a point off the curve
 */
export async function hybridEncrypter(
  publicKeyset: Keyset,
  backend: CryptoBackend = webcrypto,
): Promise<HybridEncrypter> {
  const [primary] = await importKeys(publicKeyset, 'EciesAeadHkdfPublicKey', async (material) => ({
    handle: await backend.importEcdhPublicKey(material.point),
    parameters: material.parameters,
  }));
  return { encrypt: (plaintext, contextInfo) => seal(primary, plaintext, contextInfo, backend) };
}

async function seal(
  { prefix, imported }: PrefixedKey<ImportedKey<EcdhPublicHandle>>,
  plaintext: Bytes,
  contextInfo: Bytes,
  backend: CryptoBackend,
): Promise<Bytes> {
  const { pointFormat, salt, demKeyLength } = imported.parameters;
  const ephemeral = await backend.generateEphemeral();
  const kem = encodePoint(ephemeral.point, pointFormat);
  const inputKey = concat(kem, await backend.ecdh(ephemeral.privateKey, imported.handle));
  const demKey = await backend.deriveAesGcmKey(inputKey, salt, contextInfo, demKeyLength);
  return sealGcm(demKey, [prefix, kem], plaintext, NO_BYTES, backend);
}

/**
 * Opens with any enabled key of a private keyset.
 * @throws CryptoError `wrong-keyset`, `invalid-key`
 */
export async function hybridDecrypter(
  privateKeyset: Keyset,
  backend: CryptoBackend = webcrypto,
): Promise<HybridDecrypter> {
  const keys = await importKeys(privateKeyset, 'EciesAeadHkdfPrivateKey', async (material) => ({
    handle: await backend.importEcdhPrivateKey(material),
    parameters: material.parameters,
  }));
  return {
    async decrypt(ciphertext, contextInfo) {
      for (const key of keysFor(keys, ciphertext)) {
        try {
          return await open(key, ciphertext, contextInfo, backend);
        } catch {
          // The next key may fit; the last word is below.
        }
      }
      throw decryptionFailed();
    },
  };
}

async function open(
  { prefix, imported }: PrefixedKey<ImportedKey<EcdhPrivateHandle>>,
  ciphertext: Bytes,
  contextInfo: Bytes,
  backend: CryptoBackend,
): Promise<Bytes> {
  const { pointFormat, salt, demKeyLength } = imported.parameters;
  const kemEnd = prefix.length + POINT_LENGTH[pointFormat];
  const kem = ciphertext.subarray(prefix.length, kemEnd);
  const publicKey = await backend.importEcdhPublicKey(decodePoint(kem, pointFormat));
  const inputKey = concat(kem, await backend.ecdh(imported.handle, publicKey));
  const demKey = await backend.deriveAesGcmKey(inputKey, salt, contextInfo, demKeyLength);
  return openGcm(demKey, ciphertext, kemEnd, NO_BYTES, backend);
}

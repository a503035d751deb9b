import type { CryptoBackend } from './backend';
import { type Bytes, concat } from './bytes';
import { derFromRaw, rawFromDer } from './der-signature';
import type { Keyset } from './keyset';
import { importKeys, keysFor } from './output-prefix';
import { webcrypto } from './webcrypto-backend';

/**
 * ECDSA over P-256 and SHA-256: `prefix || DER` (template ECDSA_P256) or `prefix || r || s` (IEEE_P1363).
 * A LEGACY key signs the message with one `00` byte appended. s may be high.
 * Source: tink-java `signature/internal/EcdsaVerifyJce.java`.
 */
export interface Signer {
  sign(message: Bytes): Promise<Bytes>;
}

/** `verify` answers false for every signature that is not good, whatever is wrong with it. */
export interface Verifier {
  verify(signature: Bytes, message: Bytes): Promise<boolean>;
}

const LEGACY_SUFFIX = [0];

const signedBytes = (message: Bytes, isLegacy: boolean) =>
  isLegacy ? concat(message, LEGACY_SUFFIX) : message;

/**
 * Signs with the primary key of a private keyset.
 * @throws CryptoError `wrong-keyset`, `invalid-key`
 */
export async function signer(privateKeyset: Keyset, backend: CryptoBackend = webcrypto): Promise<Signer> {
  const [{ prefix, imported }] = await importKeys(
    privateKeyset,
    'EcdsaPrivateKey',
    async (material, key) => ({
      handle: await backend.importEcdsaPrivateKey(material),
      encoding: material.encoding,
      isLegacy: key.outputPrefixType === 'LEGACY',
    }),
  );
  return {
    async sign(message) {
      const raw = await backend.ecdsaSign(imported.handle, signedBytes(message, imported.isLegacy));
      return concat(prefix, imported.encoding === 'DER' ? derFromRaw(raw) : raw);
    },
  };
}

/**
 * Verifies with any enabled key of a public keyset.
 * @throws CryptoError `wrong-keyset`, `invalid-key` for a point off the curve
 */
export async function verifier(publicKeyset: Keyset, backend: CryptoBackend = webcrypto): Promise<Verifier> {
  const keys = await importKeys(publicKeyset, 'EcdsaPublicKey', async (material, key) => ({
    handle: await backend.importEcdsaPublicKey(material.point),
    encoding: material.encoding,
    isLegacy: key.outputPrefixType === 'LEGACY',
  }));
  return {
    async verify(signature, message) {
      for (const { prefix, imported } of keysFor(keys, signature)) {
        const body = signature.subarray(prefix.length);
        const raw = imported.encoding === 'DER' ? rawFromDer(body) : body;
        if (raw?.length !== 64) continue;
        if (await backend.ecdsaVerify(imported.handle, raw, signedBytes(message, imported.isLegacy)))
          return true;
      }
      return false;
    },
  };
}

import { type Aead, aead } from './aead';
import type { CryptoBackend } from './backend';
import type { Bytes } from './bytes';
import { dekContext, observationContext } from './context';
import { type HybridDecrypter, hybridEncrypter } from './hybrid';
import { type Keyset, keysetFromBinary, keysetToBinary } from './keyset';
import { generateAeadKeyset } from './keyset-generators';
import { webcrypto } from './webcrypto-backend';

/**
 * The record format of CommonHealth Cloud Storage:
 *
 * ```
 * wrapped = ECIES(data group's public keyset, binary AES256_GCM keyset, context = dekRef || dataGroupId)
 * content = AES256_GCM(DEK, plaintext, associated data = client observation id)
 * ```
 * There a DEK belongs to one observation and dekRef is the client observation id. We make one DEK for a
 * batch and scope, with a dekRef of its own; opening is the same.
 */
export interface SealingDek {
  readonly dekRef: string;
  /** What the server keeps beside the observations: 202 to 206 bytes. */
  readonly wrapped: Bytes;
  seal(clientObservationId: string, plaintext: Bytes): Promise<Bytes>;
}

/** `open` rejects with CryptoError `decryption-failed`, also when the content is another observation's. */
export interface OpeningDek {
  open(clientObservationId: string, content: Bytes): Promise<Bytes>;
}

/**
 * A fresh DEK, wrapped for a data group.
 * @throws CryptoError `invalid-argument` unless both ids are UUIDs, `wrong-keyset`, `invalid-key`
 */
export async function newDek(
  dataGroupPublicKeyset: Keyset,
  dekRef: string,
  dataGroupId: string,
  backend: CryptoBackend = webcrypto,
): Promise<SealingDek> {
  const context = dekContext(dekRef, dataGroupId);
  const encrypter = await hybridEncrypter(dataGroupPublicKeyset, backend);
  const keyset = await generateAeadKeyset(backend);
  const key = await aead(keyset, backend);
  return {
    dekRef,
    wrapped: await encrypter.encrypt(keysetToBinary(keyset), context),
    seal: async (clientObservationId, plaintext) =>
      key.encrypt(plaintext, observationContext(clientObservationId)),
  };
}

/**
 * Opens a wrapped DEK. One ECDH; keep the result for all observations under this DEK.
 * @throws CryptoError `decryption-failed`, `invalid-argument`, and the errors of keysetFromBinary
 */
export async function openDek(
  decrypter: HybridDecrypter,
  wrapped: Bytes,
  dekRef: string,
  dataGroupId: string,
  backend: CryptoBackend = webcrypto,
): Promise<OpeningDek> {
  return dekOfKeyset(await unwrapDek(decrypter, wrapped, dekRef, dataGroupId), backend);
}

/** The DEK as the binary keyset it travels in, for a pack that saves the next reader the ECDH. */
export async function unwrapDek(
  decrypter: HybridDecrypter,
  wrapped: Bytes,
  dekRef: string,
  dataGroupId: string,
): Promise<Bytes> {
  return decrypter.decrypt(wrapped, dekContext(dekRef, dataGroupId));
}

/** From the bytes of unwrapDek. */
export async function dekOfKeyset(
  binaryKeyset: Bytes,
  backend: CryptoBackend = webcrypto,
): Promise<OpeningDek> {
  const key: Aead = await aead(keysetFromBinary(binaryKeyset), backend);
  return {
    open: async (clientObservationId, content) =>
      key.decrypt(content, observationContext(clientObservationId)),
  };
}

import type { CryptoBackend } from './backend';
import { type Bytes, concat, equalBytes, fromHex, fromUtf8, toHex, utf8 } from './bytes';
import { manifestSignature, requireUuid } from './context';
import { CryptoError } from './crypto-error';
import type { Signer, Verifier } from './signature';
import { webcrypto } from './webcrypto-backend';

/**
 * One signature of the patient's device for a whole upload batch, checkable by a reader who has only some
 * of the contents:
 *
 * ```
 * manifest  = header || entries
 * header    = ASCII  wk1|batch|<batch id>|<data group id>|<number of entries>\n
 * entries   = 48 bytes each, ascending by id, every id once:
 *             client observation id (16 bytes) || SHA-256(entry text) (32 bytes)
 * entry text= ASCII  wk1|entry|<client observation id>|<SHA-256(content), hex>|<dekRef>|<scope>|<effectiveAt>
 * signature = Tink ECDSA_P256 over  wk1|manifest| || SHA-256(manifest)
 * ```
 * Ids and hexadecimal in lower case, effectiveAt as `2030-01-31T12:00:00.000Z`. `content` is the
 * ciphertext as uploaded, so a server can check a manifest without reading anything.
 *
 * An entry covers what the server may not change: moving an observation to another scope, time, DEK or
 * data group breaks it, and leaving one out changes the number of entries.
 */
export interface ManifestItem {
  readonly clientObservationId: string;
  /** SHA-256 of the sealed content. */
  readonly contentHash: Bytes;
  readonly dekRef: string;
  /** For example `omh:blood-glucose:4.0`. */
  readonly scope: string;
  /** Exactly as `Date.prototype.toISOString` writes it. */
  readonly effectiveAt: string;
}

export interface ManifestBatch {
  readonly batchId: string;
  readonly dataGroupId: string;
}

/** A manifest after reading; `digests` by client observation id in lower case. */
export interface Manifest extends ManifestBatch {
  readonly digests: ReadonlyMap<string, Bytes>;
}

const ID_LENGTH = 16;
const ENTRY_LENGTH = 48;
const HEADER = /^wk1\|batch\|([0-9a-f-]{36})\|([0-9a-f-]{36})\|(0|[1-9]\d{0,8})$/;
const LONGEST_HEADER = 100;
const SCOPE = /^[!-{}~]+$/; // visible ASCII but the separator

const malformed = (why: string) => new CryptoError('malformed-manifest', why);
const lowerUuid = (id: string) => requireUuid(id).toLowerCase();
const headerOf = (batchId: string, dataGroupId: string, count: number) =>
  utf8(`wk1|batch|${batchId}|${dataGroupId}|${count}\n`);

function entryText(item: ManifestItem): Bytes {
  const { contentHash, scope, effectiveAt } = item;
  const time = new Date(effectiveAt);
  if (contentHash.length !== 32 || !SCOPE.test(scope)) {
    throw new CryptoError('invalid-argument', 'not a content hash or a scope');
  }
  if (Number.isNaN(time.getTime()) || time.toISOString() !== effectiveAt) {
    throw new CryptoError('invalid-argument', 'not a time in the form of toISOString');
  }
  const id = lowerUuid(item.clientObservationId);
  return utf8(`wk1|entry|${id}|${toHex(contentHash)}|${lowerUuid(item.dekRef)}|${scope}|${effectiveAt}`);
}

/**
 * The bytes of a batch's manifest, whatever the order of the items.
 * @throws CryptoError `invalid-argument` for ids that are no UUIDs or come twice, other times or scopes
 */
export async function manifestBytes(
  batch: ManifestBatch,
  items: readonly ManifestItem[],
  backend: CryptoBackend = webcrypto,
): Promise<Bytes> {
  const entries = await Promise.all(
    items.map(async (item) => ({
      id: lowerUuid(item.clientObservationId),
      digest: await backend.sha256(entryText(item)),
    })),
  );
  if (new Set(entries.map(({ id }) => id)).size !== entries.length) {
    throw new CryptoError('invalid-argument', 'an observation comes twice');
  }
  // Lower case hexadecimal with dashes in fixed places sorts as the bytes do.
  entries.sort((a, b) => (a.id < b.id ? -1 : 1));
  const header = headerOf(lowerUuid(batch.batchId), lowerUuid(batch.dataGroupId), entries.length);
  const bytes = new Uint8Array(header.length + entries.length * ENTRY_LENGTH);
  bytes.set(header);
  for (const [index, { id, digest }] of entries.entries()) {
    const start = header.length + index * ENTRY_LENGTH;
    bytes.set(fromHex(id.replaceAll('-', '')), start);
    bytes.set(digest, start + ID_LENGTH);
  }
  return bytes;
}

function idText(bytes: Bytes): string {
  const hex = toHex(bytes);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/**
 * Reads a manifest; nothing but the one canonical form. Says nothing about who signed it.
 * @throws CryptoError `malformed-manifest`
 */
export function parseManifest(bytes: Bytes): Manifest {
  const end = bytes.subarray(0, LONGEST_HEADER).indexOf(10);
  const [, batchId, dataGroupId, count] = HEADER.exec(headerText(bytes.subarray(0, Math.max(end, 0)))) ?? [];
  if (batchId === undefined || dataGroupId === undefined) throw malformed('no header');
  const entries = bytes.subarray(end + 1);
  if (entries.length !== Number(count) * ENTRY_LENGTH) throw malformed('number of entries');
  const digests = new Map<string, Bytes>();
  let previous = '';
  for (let start = 0; start < entries.length; start += ENTRY_LENGTH) {
    const id = idText(entries.subarray(start, start + ID_LENGTH));
    if (id <= previous) throw malformed('entries out of order');
    digests.set(id, entries.slice(start + ID_LENGTH, start + ENTRY_LENGTH));
    previous = id;
  }
  return { batchId, dataGroupId, digests };
}

function headerText(bytes: Bytes): string {
  try {
    return fromUtf8(bytes);
  } catch {
    throw malformed('no header');
  }
}

/** Whether the manifest has this very observation: content, DEK, scope and time. */
export async function manifestCovers(
  manifest: Manifest,
  item: ManifestItem,
  backend: CryptoBackend = webcrypto,
): Promise<boolean> {
  const digest = manifest.digests.get(lowerUuid(item.clientObservationId));
  return digest !== undefined && equalBytes(digest, await backend.sha256(entryText(item)));
}

/** SHA-256 of the manifest: what the server stores and the receipt names. */
export function manifestHash(manifest: Bytes, backend: CryptoBackend = webcrypto): Promise<Bytes> {
  return backend.sha256(manifest);
}

/** Signs with the device's ECDSA_P256 keyset. */
export async function signManifest(
  deviceSigner: Signer,
  manifest: Bytes,
  backend: CryptoBackend = webcrypto,
): Promise<Bytes> {
  return deviceSigner.sign(concat(manifestSignature(), await manifestHash(manifest, backend)));
}

/** Whether the device signed exactly these manifest bytes. */
export async function verifyManifest(
  deviceVerifier: Verifier,
  signature: Bytes,
  manifest: Bytes,
  backend: CryptoBackend = webcrypto,
): Promise<boolean> {
  return deviceVerifier.verify(signature, concat(manifestSignature(), await manifestHash(manifest, backend)));
}

import 'server-only';
import { keysetFromJson } from '@/lib/crypto/keyset';
import { manifestBytes, verifyManifest, type ManifestItem } from '@/lib/crypto/manifest';
import { node } from '@/lib/crypto/node-backend';
import { verifier } from '@/lib/crypto/signature';
import { AppError } from '@/lib/errors';
import type { Upload } from './upload-schema';

type Bytes = Uint8Array<ArrayBuffer>;
export type PreparedDek = { dekRef: string; scope: string; tinkKeyId: number; wrapped: Bytes };
export type PreparedObservation = {
  id: string;
  scope: string;
  dataSource: string;
  effectiveAt: string;
  dekRef: string;
  content: Bytes;
};

const GCM_OVERHEAD = 5 + 12 + 16; // Tink prefix, IV, tag
const ECIES_OVERHEAD = 5 + 33 + 12 + 16; // Tink prefix, the shortest point, IV, tag
const TINK_PREFIX = 0x01;

/** An upload whose bytes and signature were checked: the only thing the command stores. Made by prepareUpload alone. */
export class PreparedUpload {
  constructor(
    readonly dataGroupId: string,
    readonly clientBatchId: string,
    readonly manifest: Bytes,
    /** null: shown as "not signed by the patient's device". */
    readonly signature: Bytes | null,
    readonly deks: readonly PreparedDek[],
    readonly observations: readonly PreparedObservation[],
  ) {}
}

type Sender = { dataGroupId: string; signingPublicKeyset: string | null };

/** Decodes an upload and checks all that needs no database. Wrong bytes are named by the path of their field. */
export async function prepareUpload(
  dataGroupId: string,
  upload: Upload,
  sender: Sender,
): Promise<PreparedUpload> {
  const problems = new Problems();
  const deks = upload.deks.map((dek, n) => preparedDek(dek, `deks.${n}`, problems));
  const scopeOfDek = new Map(deks.map(({ dekRef, scope }) => [dekRef, scope]));
  if (scopeOfDek.size !== deks.length) problems.add('deks', 'A dekRef comes twice.');
  const observations = upload.observations.map((each, n) =>
    preparedObservation(each, `observations.${n}`, problems),
  );
  checkTogether(observations, scopeOfDek, problems);
  problems.throwIfAny();
  const manifest = await manifestOf(dataGroupId, upload.clientBatchId, observations);
  const signature = upload.deviceSignature === undefined ? null : decoded(upload.deviceSignature);
  // Somebody else's bearer is refused by the guard, on record; there is no signature to check before that.
  if (upload.deviceSignature !== undefined && sender.dataGroupId === dataGroupId) {
    await requireSignature(sender.signingPublicKeyset, signature, manifest);
  }
  return new PreparedUpload(dataGroupId, upload.clientBatchId, manifest, signature, deks, observations);
}

function preparedDek(dek: Upload['deks'][number], path: string, problems: Problems): PreparedDek {
  const wrapped = decoded(dek.encryptedDek);
  if (!wrapped || wrapped.length <= ECIES_OVERHEAD || wrapped[0] !== TINK_PREFIX) {
    problems.add(`${path}.encryptedDek`, 'This is not a Tink hybrid ciphertext in base64.');
  } else if (new DataView(wrapped.buffer, wrapped.byteOffset).getUint32(1) !== dek.tinkKeyId) {
    problems.add(`${path}.tinkKeyId`, 'The ciphertext is for another key.');
  }
  return {
    dekRef: dek.dekRef,
    scope: dek.scope,
    tinkKeyId: dek.tinkKeyId,
    wrapped: wrapped ?? new Uint8Array(),
  };
}

function preparedObservation(
  { id, scope, dataSourceId, effectiveAt, dekRef, encryptedContent }: Upload['observations'][number],
  path: string,
  problems: Problems,
): PreparedObservation {
  const content = decoded(encryptedContent);
  if (!content || content.length < GCM_OVERHEAD || content[0] !== TINK_PREFIX) {
    problems.add(`${path}.encryptedContent`, 'This is not a Tink AES-GCM ciphertext in base64.');
  }
  return {
    id,
    scope,
    dataSource: dataSourceId,
    effectiveAt: new Date(effectiveAt).toISOString(),
    // The cloud-storage format has one DEK for each observation, under the observation's own id.
    dekRef: dekRef ?? id,
    content: content ?? new Uint8Array(),
  };
}

function checkTogether(
  observations: readonly PreparedObservation[],
  scopeOfDek: ReadonlyMap<string, string>,
  problems: Problems,
): void {
  const seen = new Set<string>();
  for (const [n, { id, scope, dekRef }] of observations.entries()) {
    if (seen.has(id)) problems.add(`observations.${n}.id`, 'This id comes twice.');
    seen.add(id);
    if (scopeOfDek.get(dekRef) !== scope) {
      problems.add(`observations.${n}.dekRef`, 'No DEK of this upload has this dekRef and scope.');
    }
  }
}

async function manifestOf(
  dataGroupId: string,
  batchId: string,
  observations: readonly PreparedObservation[],
): Promise<Bytes> {
  const items: ManifestItem[] = [];
  for (const { id, scope, dekRef, effectiveAt, content } of observations)
    items.push({
      clientObservationId: id,
      contentHash: await node.sha256(content),
      dekRef,
      scope,
      effectiveAt,
    });
  return manifestBytes({ batchId, dataGroupId }, items, node);
}

async function requireSignature(
  keyset: string | null,
  signature: Bytes | null,
  manifest: Bytes,
): Promise<void> {
  if (keyset === null) throw wrong('deviceSignature', 'Register the device’s key before signing with it.');
  const device = await verifier(keysetFromJson(keyset));
  if (!signature || !(await verifyManifest(device, signature, manifest))) {
    throw wrong('deviceSignature', 'The signature is not this device’s over this upload.');
  }
}

/** Standard base64 in its one canonical form, or null. */
function decoded(text: string): Bytes | null {
  const bytes = new Uint8Array(Buffer.from(text, 'base64'));
  return Buffer.from(bytes.buffer).toString('base64') === text ? bytes : null;
}

const wrong = (path: string, message: string) =>
  new AppError('INVALID_INPUT', 'Please check the marked fields.', { [path]: [message] });

/** The first twenty things that are wrong. */
class Problems {
  readonly #fields: Record<string, string[]> = {};

  add(path: string, message: string): void {
    if (Object.keys(this.#fields).length < 20) (this.#fields[path] ??= []).push(message);
  }

  throwIfAny(): void {
    if (Object.keys(this.#fields).length > 0)
      throw new AppError('INVALID_INPUT', 'Please check the marked fields.', this.#fields);
  }
}

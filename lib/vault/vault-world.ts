import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { type Bytes, concat, utf8 } from '@/lib/crypto/bytes';
import { keysetFromJson, keysetToJson, publicKeysetOf } from '@/lib/crypto/keyset';
import { generateSigningKeyset } from '@/lib/crypto/keyset-generators';
import { manifestBytes, type ManifestItem, signManifest } from '@/lib/crypto/manifest';
import { newDek } from '@/lib/crypto/sealing';
import { signer } from '@/lib/crypto/signature';
import { webcrypto } from '@/lib/crypto/webcrypto-backend';
import type { StudyKeyWrap } from '@/lib/keys/custody';
import type { PatientDataKeys, StoredSlot } from '@/lib/keys/key-bundles';
import type { Argon2id } from '@/lib/keys/unlock-slots';
import type { ObservationBlocks } from '@/lib/observations/observation-frames';
import type { HalfStore, KeptHalf } from './half-store';
import { packedFrames } from './packed-frames';
import { VaultOperations } from './vault-operations';
import type { AnswerOf, OpenedSlice, RequestOf, VaultOperation, VaultStatus } from './vault-protocol';

// For the tests of this folder: browser tabs, people, and a phone that seals.

/** IndexedDB's place: two workers on one store are two tabs of one browser. */
export function memoryStore(): HalfStore & { kept: KeptHalf | null } {
  return {
    kept: null,
    read() {
      return Promise.resolve(this.kept);
    },
    write(kept) {
      this.kept = kept;
      return Promise.resolve();
    },
    wipe() {
      const wiped = this.kept !== null;
      this.kept = null;
      return Promise.resolve(wiped);
    },
  };
}

/** The real one has tests of its own and takes half a second. */
const quickDerivation: Argon2id = (passphrase, { salt }) => webcrypto.sha256(concat(passphrase, salt));

export function tab(store: HalfStore) {
  const changes: { status: VaultStatus; wiped: boolean }[] = [];
  const operations = new VaultOperations({
    store,
    argon2id: quickDerivation,
    onChange: (status, wiped) => void changes.push({ status, wiped }),
  });
  const ask = async <Op extends VaultOperation>(
    request: RequestOf<Op>,
    onSlice: (slice: OpenedSlice) => void = () => undefined,
  ) => (await operations.handle(request, onSlice)) as AnswerOf<Op>;
  return { ask, changes };
}

export const MINUTE = 60_000;
export const PASSPHRASE = 'correct horse battery staple';

export async function newcomer(store = memoryStore(), userId = randomUUID()) {
  const { ask, changes } = tab(store);
  const made = await ask<'set-up'>({ op: 'set-up', userId, passphrase: PASSPHRASE });
  const { half } = await ask<'adopt'>({ op: 'adopt', idleMs: 15 * MINUTE });
  const slots: StoredSlot[] = [made.passphraseSlot, made.recoverySlot].map((slot) => ({
    ...slot,
    slotId: randomUUID(),
  }));
  return { store, userId, ask, changes, made, slots, half: half ?? '' };
}
export type Person = Awaited<ReturnType<typeof newcomer>>;

export const unlocking = ({ userId, made, slots }: Person, kind: 'passphrase' | 'recovery', text: string) =>
  ({
    op: 'unlock',
    userId,
    record: made.record,
    slots,
    secret: { kind, text },
    idleMs: 15 * MINUTE,
  }) as const;

export const memberOf = ({ userId, made }: Person) => ({
  userId,
  keyVersion: 1,
  encryptionPublicKeyset: made.record.encryptionPublicKeyset,
});

function wrapOf(wraps: StudyKeyWrap[], userId: string): StudyKeyWrap {
  const wrap = wraps.find(({ memberUserId }) => memberUserId === userId);
  if (!wrap) throw new Error('nobody the key was sealed for');
  return wrap;
}

/** A manager and a viewer, a study key, a patient's data group, and 300 readings of a phone. */
export async function vaultWorld() {
  const manager = await newcomer();
  const viewer = await newcomer();
  const name = { organizationId: randomUUID(), studyId: randomUUID(), epoch: 1 };
  const members = [manager, viewer].map(memberOf);
  const made = await manager.ask<'create-study-key'>({ op: 'create-study-key', ...name, members });
  const sealedFor = ({ userId }: Person) => ({
    ...name,
    commitment: made.commitment,
    wrapperSigningKeyset: manager.made.record.signingPublicKeyset,
    ...wrapOf(made.wraps, userId),
  });
  const dataGroupId = randomUUID();
  const sealed = sealedFor(manager);
  const key = await manager.ask<'create-data-group-key'>({
    op: 'create-data-group-key',
    sealed,
    dataGroupId,
  });
  const phone = await phoneOf(dataGroupId, key.publicKeyset);
  const keys: PatientDataKeys = {
    organizationId: name.organizationId,
    studyId: name.studyId,
    patientId: randomUUID(),
    dataGroupId,
    sealedStudyKeys: [sealedFor(viewer)],
    dataGroupKeys: [key],
    devices: [{ deviceId: phone.deviceId, signingPublicKeyset: phone.signingPublicKeyset }],
  };
  return { manager, viewer, sealedFor, keys, phone, blocks: (change?: Change) => phone.blocks(change) };
}

export const SCOPE = 'omh:blood-glucose:4.0';
type Reading = { id: string; effectiveAt: number; content: Bytes };
type Change = (sent: Sent) => Partial<Sent>;

async function phoneOf(dataGroupId: string, publicKeyset: string) {
  const signing = await generateSigningKeyset();
  const ids = { deviceId: randomUUID(), batchId: randomUUID(), clientBatchId: randomUUID() };
  const dek = await newDek(keysetFromJson(publicKeyset), randomUUID(), dataGroupId);
  const readings = await Promise.all(
    Array.from({ length: 300 }, async (_, n): Promise<Reading> => {
      const id = randomUUID();
      const content = await dek.seal(id, utf8(JSON.stringify({ n })));
      return { id, effectiveAt: 1_900_000_000_000 + n * 300_000, content };
    }),
  );
  const items = await Promise.all(readings.map((reading) => manifestItem(reading, dek.dekRef)));
  const manifest = await manifestBytes({ batchId: ids.clientBatchId, dataGroupId }, items);
  const signature = await signManifest(await signer(signing), manifest);
  const original = { readings, wrapped: dek.wrapped, signature };
  return {
    deviceId: ids.deviceId,
    signingPublicKeyset: keysetToJson(publicKeysetOf(signing)),
    blocks: (change: Change = () => ({})) =>
      blocksOf({ ...original, ...change(original) }, { ...ids, dekRef: dek.dekRef, manifest }),
  };
}

async function manifestItem({ id, effectiveAt, content }: Reading, dekRef: string): Promise<ManifestItem> {
  return {
    clientObservationId: id,
    contentHash: await webcrypto.sha256(content),
    dekRef,
    scope: SCOPE,
    effectiveAt: new Date(effectiveAt).toISOString(),
  };
}

type Sent = { readings: Reading[]; wrapped: Bytes; signature: Bytes };
type Batch = { deviceId: string; batchId: string; clientBatchId: string; dekRef: string; manifest: Bytes };

function blocksOf({ readings, wrapped, signature }: Sent, batch: Batch): ObservationBlocks {
  const { dekRef, ...sent } = batch;
  return packedFrames(
    readings.map(({ id, effectiveAt, content }) => ({
      clientObservationId: id,
      effectiveAt,
      dataSourceId: randomUUID(),
      batchId: batch.batchId,
      dekId: '1',
      content,
    })),
    [{ dekId: '1', dekRef, wrapped }],
    [{ ...sent, signature }],
  );
}

export async function opened(person: Person, keys: PatientDataKeys, blocks: ObservationBlocks) {
  const slices: OpenedSlice[] = [];
  const request = { op: 'open-observations', keys, scope: SCOPE, blocks } as const;
  const totals = await person.ask<'open-observations'>(request, (slice) => void slices.push(slice));
  const result = {
    opened: slices.flatMap((slice) => slice.opened),
    failed: slices.flatMap((slice) => slice.failed),
  };
  expect(totals).toEqual({ opened: result.opened.length, failed: result.failed.length });
  return { ...result, slices: slices.length };
}

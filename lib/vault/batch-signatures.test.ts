import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { utf8 } from '@/lib/crypto/bytes';
import { keysetToJson, publicKeysetOf } from '@/lib/crypto/keyset';
import { generateSigningKeyset } from '@/lib/crypto/keyset-generators';
import { manifestBytes, signManifest } from '@/lib/crypto/manifest';
import { signer } from '@/lib/crypto/signature';
import { webcrypto } from '@/lib/crypto/webcrypto-backend';
import { BatchSignatures } from './batch-signatures';
import type { SignatureState } from './vault-protocol';

const SCOPE = 'omh:blood-glucose:4.0';
const [DATA_GROUP, BATCH, CLIENT_BATCH, DEK_REF] = [
  randomUUID(),
  randomUUID(),
  randomUUID(),
  randomUUID(),
] as const;

async function newDevice() {
  const signing = await generateSigningKeyset();
  const known = { deviceId: randomUUID(), signingPublicKeyset: keysetToJson(publicKeysetOf(signing)) };
  return { known, signing };
}
type Device = Awaited<ReturnType<typeof newDevice>>;

/** What becomes of one reading that `device` signed in a batch, when the server tells this about the batch. */
async function stateOf(
  device: Device,
  told: { dataGroupId?: string; clientBatchId?: string; deviceId?: string; devices?: Device[] } = {},
): Promise<SignatureState> {
  const content = utf8('sealed');
  const reading = { clientObservationId: randomUUID(), effectiveAt: 1_900_000_000_000, content };
  const item = {
    clientObservationId: reading.clientObservationId,
    contentHash: await webcrypto.sha256(content),
    dekRef: DEK_REF,
    scope: SCOPE,
    effectiveAt: new Date(reading.effectiveAt).toISOString(),
  };
  const manifest = await manifestBytes({ batchId: CLIENT_BATCH, dataGroupId: DATA_GROUP }, [item]);
  const signature = await signManifest(await signer(device.signing), manifest);
  const batch = {
    batchId: BATCH,
    clientBatchId: told.clientBatchId ?? CLIENT_BATCH,
    deviceId: told.deviceId ?? device.known.deviceId,
    manifest,
    signature,
  };
  const devices = (told.devices ?? [device]).map(({ known }) => known);
  const signatures = new BatchSignatures([batch], { dataGroupId: told.dataGroupId ?? DATA_GROUP, devices });
  return signatures.of(
    { ...reading, dataSourceId: randomUUID(), batchId: BATCH, dekId: '1' },
    DEK_REF,
    SCOPE,
  );
}

test('what a known device signed for this batch and data group is signed', async () => {
  const [device, another] = [await newDevice(), await newDevice()];
  expect(await stateOf(device, { devices: [another, device] })).toBe('signed');
});

test('what another known device signed is bad: the server cannot say whose it is', async () => {
  const [device, another] = [await newDevice(), await newDevice()];
  const { deviceId } = another.known;
  expect(await stateOf(device, { devices: [device, another], deviceId })).toBe('bad');
  expect(await stateOf(device, { devices: [another, device], deviceId })).toBe('bad');
});

test('what was signed for another batch is bad', async () => {
  expect(await stateOf(await newDevice(), { clientBatchId: randomUUID() })).toBe('bad');
});

test('what was signed for another data group is bad', async () => {
  expect(await stateOf(await newDevice(), { dataGroupId: randomUUID() })).toBe('bad');
});

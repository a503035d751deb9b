import { describe, expect, test } from 'vitest';
import { concat, fromUtf8, toHex, utf8 } from './bytes';
import { publicKeysetOf } from './keyset';
import { generateSigningKeyset } from './keyset-generators';
import {
  manifestBytes,
  manifestCovers,
  manifestHash,
  type ManifestItem,
  parseManifest,
  signManifest,
  verifyManifest,
} from './manifest';
import { noble } from './noble-backend';
import { node } from './node-backend';
import { signer, verifier } from './signature';
import { webcrypto } from './webcrypto-backend';

const invalid = { code: 'invalid-argument' };
const malformed = expect.objectContaining({ code: 'malformed-manifest' }) as Error;
const batch = { batchId: crypto.randomUUID(), dataGroupId: crypto.randomUUID() };

async function itemOf(text: string): Promise<ManifestItem> {
  return {
    clientObservationId: crypto.randomUUID(),
    contentHash: await webcrypto.sha256(utf8(text)),
    dekRef: crypto.randomUUID(),
    scope: 'omh:blood-glucose:4.0',
    effectiveAt: '2030-01-31T12:00:00.000Z',
  };
}
const items = await Promise.all(['one', 'two', 'three', 'four', 'five'].map(itemOf));
const first = items[0]!;

test('fixed bytes, so that other programs can write the same', async () => {
  const item: ManifestItem = {
    clientObservationId: '00112233-4455-6677-8899-AABBCCDDEEFF',
    contentHash: await webcrypto.sha256(utf8('content')),
    dekRef: '042799b9-fa50-4b44-b972-71ff56d082e5',
    scope: 'omh:heart-rate:2.0',
    effectiveAt: '2030-01-31T12:00:00.000Z',
  };
  const ids = {
    batchId: '15b736a4-0ced-4533-ab27-8d44a6e531a5',
    dataGroupId: 'aa566727-8a83-4bb9-a2fe-305381271e4c',
  };
  const bytes = await manifestBytes(ids, [item]);
  const header = `wk1|batch|${ids.batchId}|${ids.dataGroupId}|1\n`;
  const entry =
    'wk1|entry|00112233-4455-6677-8899-aabbccddeeff|ed7002b439e9ac845f22357d822bac1444730fbdb6016d3ec9432297b9ec9f73' +
    '|042799b9-fa50-4b44-b972-71ff56d082e5|omh:heart-rate:2.0|2030-01-31T12:00:00.000Z';
  expect(fromUtf8(bytes.subarray(0, header.length))).toBe(header);
  expect(toHex(bytes.subarray(header.length))).toBe(
    `00112233445566778899aabbccddeeff${toHex(await webcrypto.sha256(utf8(entry)))}`,
  );
});

test('the order of the items does not matter, and reading gives them back', async () => {
  const bytes = await manifestBytes(batch, items);
  expect(await manifestBytes(batch, items.toReversed())).toEqual(bytes);
  const manifest = parseManifest(bytes);
  expect(manifest).toMatchObject(batch);
  expect(manifest.digests.size).toBe(items.length);
  for (const item of items) expect(await manifestCovers(manifest, item)).toBe(true);
});

test('an empty batch has a manifest', async () => {
  expect(parseManifest(await manifestBytes(batch, [])).digests.size).toBe(0);
});

test('whoever holds one content can check it, and any change shows', async () => {
  const manifest = parseManifest(await manifestBytes(batch, items));
  const other = items[1]!;
  for (const change of [
    { clientObservationId: other.clientObservationId },
    { clientObservationId: crypto.randomUUID() },
    { contentHash: other.contentHash },
    { dekRef: other.dekRef },
    { scope: 'omh:heart-rate:2.0' },
    { effectiveAt: '2030-01-31T12:00:00.001Z' },
  ]) {
    expect(await manifestCovers(manifest, { ...first, ...change })).toBe(false);
  }
});

describe.each([webcrypto, noble, node])('on $name', (backend) => {
  test('the signature is for these bytes and this device', async () => {
    const keyset = await generateSigningKeyset(backend);
    const device = await verifier(publicKeysetOf(keyset), backend);
    const bytes = await manifestBytes(batch, items, backend);
    const signature = await signManifest(await signer(keyset, backend), bytes, backend);
    expect(await verifyManifest(device, signature, bytes, backend)).toBe(true);
    const without = await manifestBytes(batch, items.slice(1), backend);
    expect(await verifyManifest(device, signature, without, backend)).toBe(false);
    const moved = await manifestBytes({ ...batch, dataGroupId: crypto.randomUUID() }, items, backend);
    expect(await verifyManifest(device, signature, moved, backend)).toBe(false);
    const other = await verifier(publicKeysetOf(await generateSigningKeyset(backend)), backend);
    expect(await verifyManifest(other, signature, bytes, backend)).toBe(false);
    // A signature over the bare hash, made for another purpose, is not one over a manifest.
    const bare = await (await signer(keyset, backend)).sign(await manifestHash(bytes, backend));
    expect(await verifyManifest(device, bare, bytes, backend)).toBe(false);
  });
});

test.each([
  { clientObservationId: 'observation-1' },
  { dekRef: 'batch-1' },
  { contentHash: new Uint8Array(31) },
  { scope: 'heart|rate' },
  { scope: '' },
  { effectiveAt: '2030-01-31T12:00:00Z' },
  { effectiveAt: '2030-01-31T13:00:00.000+01:00' },
  { effectiveAt: 'yesterday' },
])('an item with %j is refused', async (change) => {
  await expect(manifestBytes(batch, [{ ...first, ...change }])).rejects.toMatchObject(invalid);
});

test('an observation may come once', async () => {
  const twice = { ...first, clientObservationId: first.clientObservationId.toUpperCase() };
  await expect(manifestBytes(batch, [first, twice])).rejects.toMatchObject(invalid);
});

test('only the canonical form is read', async () => {
  const bytes = await manifestBytes(batch, items.slice(0, 2));
  const body = bytes.indexOf(10) + 1;
  const swapped = concat(bytes.subarray(0, body), bytes.subarray(body + 48), bytes.subarray(body, body + 48));
  const doubled = concat(bytes.subarray(0, body + 48), bytes.subarray(body, body + 48));
  const upperCase = utf8(
    fromUtf8(bytes.subarray(0, body)).replace(batch.batchId, batch.batchId.toUpperCase()),
  );
  expect(() => parseManifest(swapped)).toThrow(malformed);
  expect(() => parseManifest(doubled)).toThrow(malformed);
  expect(() => parseManifest(concat(upperCase, bytes.subarray(body)))).toThrow(malformed);
  expect(() => parseManifest(bytes.slice(0, -1))).toThrow(malformed);
  expect(() => parseManifest(concat(bytes, [0]))).toThrow(malformed);
  expect(() => parseManifest(bytes.slice(body))).toThrow(malformed);
  expect(() => parseManifest(new Uint8Array(0))).toThrow(malformed);
});

import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { chromium, type Page } from '@playwright/test';
import type { Bytes } from '@/lib/crypto/bytes';
import { fromBase64 } from '@/lib/crypto/bytes';
import { keysetFromJson, keysetToJson, publicKeysetOf } from '@/lib/crypto/keyset';
import { generateSigningKeyset } from '@/lib/crypto/keyset-generators';
import { manifestBytes } from '@/lib/crypto/manifest';
import { signer } from '@/lib/crypto/signature';
import { noble } from '@/lib/crypto/noble-backend';
import type { ObservationBlocks } from '@/lib/observations/observation-frames';
import { type SealedUpload, sealUpload } from '@/lib/observations/sealed-upload';
import { packedFrames } from '@/lib/vault/packed-frames';
import type { BenchResult } from '../bench-context.ts';
import { buildVault } from '../build-vault.ts';
import { findChromium } from '../find-chromium.ts';
import { inRoot } from '../paths.ts';
import { childrenProcessorSeconds } from '../processor-time.ts';

const OBSERVATIONS = 10_000;
const PLAINTEXT_BYTES = 1000;
const RUNS = 3;
const SCOPE = 'omh:blood-glucose:4.0';
const DEVICE_ID = crypto.randomUUID();
const SOURCE_ID = crypto.randomUUID();
const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'none'";

/**
 * The built vault worker in Chromium: from the bytes of a release to parsed readings in the page, device signature and
 * manifest included. One DEK for the batch is what our phones make; one for each observation is the older format.
 */
export async function run(): Promise<BenchResult[]> {
  await buildVault();
  const files = new Map<string, Bytes>();
  const server = await serve(files);
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await chromium.launch({ executablePath: await findChromium(), args: root });
  try {
    const page = await browser.newPage();
    await page.goto(server.url);
    const vault = await startVault(page);
    return [
      {
        what: 'make keys and a passphrase slot',
        result: `${vault.setUpSeconds.toFixed(2)} s`,
        note: 'Argon2id, 64 MiB, 3 passes',
      },
      await measured(page, files, vault, 'batch', 'one DEK'),
      await measured(page, files, vault, 'observation', 'a DEK each'),
    ];
  } finally {
    await browser.close();
    server.close();
  }
}

type VaultKeys = { publicKeyset: string; dataGroupId: string; setUpSeconds: number };
type Deks = 'batch' | 'observation';

async function measured(
  page: Page,
  files: Map<string, Bytes>,
  vault: VaultKeys,
  deks: Deks,
  name: string,
): Promise<BenchResult> {
  const { blocks, signingPublicKeyset } = await sealedBlocks(vault, deks);
  for (const [block, bytes] of Object.entries(blocks)) files.set(`/${block}`, bytes);
  const seconds: number[] = [];
  const before = childrenProcessorSeconds();
  for (let n = 0; n < RUNS; n++) seconds.push(await openInPage(page, signingPublicKeyset));
  const after = childrenProcessorSeconds();
  const best = Math.min(...seconds);
  // Other programs share the clock; processor time counts the browser alone, its fetching and drawing included.
  const spent =
    before !== null && after !== null ? `, ${((after - before) / RUNS).toFixed(2)} s of processor time` : '';
  return {
    what: `open ${OBSERVATIONS.toLocaleString('en')} observations of 1 kB, ${name}`,
    result: `${best.toFixed(2)} s`,
    note: `best of ${RUNS}${spent}; signatures checked, one worker`,
  };
}

/** What a phone uploads and the gate releases. */
async function sealedBlocks({ publicKeyset, dataGroupId }: VaultKeys, deks: Deks) {
  const signing = await generateSigningKeyset();
  const observations = Array.from({ length: OBSERVATIONS }, (_, n) => ({
    id: crypto.randomUUID(),
    scope: SCOPE,
    dataSourceId: SOURCE_ID,
    at: 1_900_000_000_000 + n * 300_000,
    content: { n, padding: 'x'.repeat(PLAINTEXT_BYTES - 40) },
  }));
  const upload = await sealUpload({
    publicKeyset: keysetFromJson(publicKeyset),
    dataGroupId,
    observations,
    deks,
    signer: await signer(signing),
  });
  const blocks = await released(upload, dataGroupId);
  return { blocks, signingPublicKeyset: keysetToJson(publicKeysetOf(signing)) };
}

async function released(upload: SealedUpload, dataGroupId: string): Promise<ObservationBlocks> {
  const { clientBatchId, deviceSignature } = upload;
  const deks = upload.deks.map(({ dekRef, encryptedDek }, n) => ({
    dekId: String(n + 1),
    dekRef,
    wrapped: fromBase64(encryptedDek),
  }));
  const dekIds = new Map(deks.map(({ dekRef, dekId }) => [dekRef, dekId]));
  const batchId = crypto.randomUUID();
  const sealed = upload.observations.map(
    ({ id, scope, effectiveAt, dataSourceId, dekRef = id, ...each }) => ({
      named: { clientObservationId: id, dekRef, scope, effectiveAt },
      frame: {
        clientObservationId: id,
        effectiveAt: Date.parse(effectiveAt),
        dataSourceId,
        batchId,
        dekId: dekIds.get(dekRef) ?? '0',
        content: fromBase64(each.encryptedContent),
      },
    }),
  );
  const items = await Promise.all(
    sealed.map(async ({ named, frame }) => ({ ...named, contentHash: await noble.sha256(frame.content) })),
  );
  const manifest = await manifestBytes({ batchId: clientBatchId, dataGroupId }, items, noble);
  const signature = deviceSignature ? fromBase64(deviceSignature) : null;
  const batch = { batchId, clientBatchId, deviceId: DEVICE_ID, manifest, signature };
  return packedFrames(
    sealed.map(({ frame }) => frame),
    deks,
    [batch],
  );
}

/** Keys made by the worker itself; what it needs to open them stays in the page as `window.bench`. */
function startVault(page: Page): Promise<VaultKeys> {
  return page.evaluate(`(async () => {
    const worker = new Worker('/worker.js');
    let last = 0;
    const pending = new Map();
    worker.onmessage = ({ data }) => {
      if ('status' in data) return;
      const waiting = pending.get(data.id);
      if ('slice' in data) return waiting.onSlice(data.slice);
      pending.delete(data.id);
      if (data.ok) waiting.resolve(data.answer); else waiting.reject(new Error(data.code));
    };
    const call = (request, onSlice, transfer = []) => new Promise((resolve, reject) => {
      const id = ++last;
      pending.set(id, { resolve, reject, onSlice });
      worker.postMessage({ id, request }, transfer);
    });
    const userId = crypto.randomUUID();
    const began = performance.now();
    const { record } = await call({ op: 'set-up', userId, passphrase: 'lantern orchard thunder violin' });
    const setUpSeconds = (performance.now() - began) / 1000;
    await call({ op: 'adopt', idleMs: null });
    const name = { organizationId: crypto.randomUUID(), studyId: crypto.randomUUID(), epoch: 1 };
    const members = [{ userId, keyVersion: 1, encryptionPublicKeyset: record.encryptionPublicKeyset }];
    const { commitment, wraps } = await call({ op: 'create-study-key', ...name, members });
    const sealed = { ...name, commitment, ...wraps[0], wrapperSigningKeyset: record.signingPublicKeyset };
    const dataGroupId = crypto.randomUUID();
    const key = await call({ op: 'create-data-group-key', sealed, dataGroupId });
    window.bench = { call, keys: { ...name, patientId: userId, dataGroupId, sealedStudyKeys: [sealed], dataGroupKeys: [key] } };
    return { publicKeyset: key.publicKeyset, dataGroupId, setUpSeconds };
  })()`);
}

/** Seconds from the bytes to the last reading; anything that did not open, or is not signed, is an error. */
function openInPage(page: Page, signingPublicKeyset: string): Promise<number> {
  return page.evaluate(`(async () => {
    const { call, keys } = window.bench;
    const block = async (name) => new Uint8Array(await (await fetch('/' + name)).arrayBuffer());
    const blocks = { observations: await block('observations'), deks: await block('deks'), batches: await block('batches') };
    const devices = [{ deviceId: '${DEVICE_ID}', signingPublicKeyset: ${JSON.stringify(signingPublicKeyset)} }];
    const readings = [];
    const began = performance.now();
    const transfer = Object.values(blocks).map(({ buffer }) => buffer);
    await call({ op: 'open-observations', keys: { ...keys, devices }, scope: '${SCOPE}', blocks }, ({ opened }) => readings.push(...opened), transfer);
    const seconds = (performance.now() - began) / 1000;
    const good = readings.filter(({ signature, body }) => signature === 'signed' && typeof body.n === 'number').length;
    if (good !== ${OBSERVATIONS}) throw new Error(good + ' readings opened and signed');
    return seconds;
  })()`);
}

async function serve(files: Map<string, Bytes>): Promise<{ url: string; close: () => void }> {
  const worker = readFileSync(inRoot('.vault', 'vault-worker.js'));
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    if (path === '/worker.js') {
      response.writeHead(200, { 'content-type': 'text/javascript', 'content-security-policy': POLICY });
      response.end(worker);
    } else if (path === '/') {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Bench</title>');
    } else {
      const file = files.get(path);
      response.writeHead(file ? 200 : 404).end(file);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close() };
}

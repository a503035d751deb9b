import 'server-only';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/**
 * The vault worker's one file, built apart from the pages by scripts/build-vault.ts. Its digest is in its address:
 * a page gets exactly the bytes it asks for, or nothing.
 */
const FOLDER = '.vault';
const Manifest = z.object({ file: z.literal('vault-worker.js'), sha256: z.hex().length(64), bytes: z.int() });
const SHOWN_DIGITS = 16;

export async function vaultWorkerUrl(): Promise<string> {
  return `/vault/worker.js?h=${await bundleVersion()}`;
}

async function bundleVersion(): Promise<string> {
  const text = await readFile(join(process.cwd(), FOLDER, 'manifest.json'), 'utf8');
  return Manifest.parse(JSON.parse(text)).sha256.slice(0, SHOWN_DIGITS);
}

/** Null when the address names other bytes than those that are here. */
export async function vaultWorkerScript(version: string | null): Promise<Uint8Array<ArrayBuffer> | null> {
  if (version !== (await bundleVersion())) return null;
  return new Uint8Array(await readFile(join(process.cwd(), FOLDER, 'vault-worker.js')));
}

import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { build, context, stop, type BuildOptions, type BuildResult } from 'esbuild';
import { atEnd } from './lifetime.ts';
import { inRoot } from './paths.ts';

const FOLDER = inRoot('.vault');

/**
 * The vault worker is bundled apart from the pages, into one file whose digest can be published and compared:
 * what holds the keys should not change with every page. The same sources give the same bytes.
 */
const OPTIONS = {
  absWorkingDir: inRoot(),
  entryPoints: [inRoot('lib', 'vault', 'vault-worker.ts')],
  outfile: `${FOLDER}/vault-worker.js`,
  bundle: true,
  minify: true,
  // A classic script starts in every kind of worker.
  format: 'iife',
  platform: 'browser',
  target: 'es2022',
  legalComments: 'none',
  logLevel: 'error',
  write: false,
  define: { 'process.env.NODE_ENV': '"production"' },
} satisfies BuildOptions;

export async function buildVault(): Promise<void> {
  writeBundle(await build(OPTIONS));
  // esbuild keeps a helper process for the next bundle, and there is none.
  await stop();
}

/** Bundles now and again at every change, until the command ends. */
export async function watchVault(): Promise<void> {
  const watcher = await context({
    ...OPTIONS,
    plugins: [{ name: 'write-bundle', setup: (plugin) => plugin.onEnd((result) => writeBundle(result)) }],
  });
  atEnd(() => watcher.dispose());
  await watcher.rebuild();
  await watcher.watch();
}

function writeBundle(result: BuildResult): void {
  const bundle = result.outputFiles?.[0];
  if (!bundle) return;
  mkdirSync(FOLDER, { recursive: true });
  const sha256 = createHash('sha256').update(bundle.contents).digest('hex');
  writeFileSync(`${FOLDER}/vault-worker.js`, bundle.contents);
  writeFileSync(
    `${FOLDER}/manifest.json`,
    `${JSON.stringify({ file: 'vault-worker.js', sha256, bytes: bundle.contents.length })}\n`,
  );
}

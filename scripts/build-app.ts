import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { buildVault } from './build-vault.ts';
import { exitOf, startChild } from './children.ts';
import { holdBudgets, pageWeights } from './javascript-budget.ts';
import { inRoot } from './paths.ts';
import { PlainError } from './plain-error.ts';
import { bareEnvironment } from './server-environment.ts';

/** Whatever can change what the build makes. */
const SOURCES = [
  'app',
  'components',
  'lib',
  'public',
  'prisma/schema.prisma',
  'prisma/seed/demo-accounts.ts',
  'scripts/build-vault.ts',
  'proxy.ts',
  'instrumentation.ts',
  'instrumentation-client.ts',
  'next.config.js',
  'postcss.config.js',
  'package-lock.json',
];

const distFolder = (): string => inRoot(process.env['NEXT_DIST_DIR'] ?? '.next');
const markFile = (): string => `${distFolder()}/wellkept-sources`;

/** Bundles the vault and builds the pages, in the folder that NEXT_DIST_DIR names. */
export async function buildApp(): Promise<void> {
  const sources = hashSources();
  await buildVault();
  const code = await keepingTypeConfig(runNextBuild);
  if (code !== 0) throw new PlainError('The build failed (see above).');
  holdBudgets(pageWeights(distFolder()));
  writeFileSync(markFile(), sources);
}

async function runNextBuild(): Promise<number> {
  const next = startChild(process.execPath, [inRoot('node_modules/next/dist/bin/next'), 'build'], {
    env: bareEnvironment('production'),
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return exitOf(next);
}

/**
 * Next.js adds its folders of generated types to both of these as it sees fit. tsconfig.json is ours; next-env.d.ts
 * is not, but for a build folder of its own an editor's view must stay on the usual one.
 */
async function keepingTypeConfig<R>(work: () => Promise<R>): Promise<R> {
  const names = process.env['NEXT_DIST_DIR'] ? ['tsconfig.json', 'next-env.d.ts'] : ['tsconfig.json'];
  const files = names.map((name) => inRoot(name)).filter((path) => existsSync(path));
  const before = files.map((path) => readFileSync(path));
  const result = await work();
  files.forEach((path, index) => writeFileSync(path, before[index] ?? ''));
  return result;
}

export async function buildIfChanged(): Promise<void> {
  if (hasBuild() && existsSync(markFile()) && readFileSync(markFile(), 'utf8') === hashSources()) return;
  console.log('Building (a minute or so the first time) …');
  await buildApp();
}

export function hasBuild(): boolean {
  return existsSync(`${distFolder()}/BUILD_ID`) && existsSync(inRoot('.vault', 'vault-worker.js'));
}

function hashSources(): string {
  const hash = createHash('sha256');
  for (const file of SOURCES.flatMap(filesOf).sort())
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(inRoot(file)));
  return hash.digest('hex');
}

function filesOf(path: string): string[] {
  if (!existsSync(inRoot(path))) return [];
  if (statSync(inRoot(path)).isFile()) return [path];
  return readdirSync(inRoot(path), { recursive: true, withFileTypes: true })
    .filter(
      (entry) =>
        entry.isFile() && !/\.test\.tsx?$/.test(entry.name) && !entry.parentPath.includes('db/generated'),
    )
    .map((entry) => `${entry.parentPath.slice(inRoot().length + 1)}/${entry.name}`);
}

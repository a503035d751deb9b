import { existsSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { runChild } from './children.ts';
import { inRoot } from './paths.ts';

interface Step {
  name: string;
  commands: string[][];
}

const FOLDERS = ['app', 'components', 'lib', 'prisma', 'scripts', 'e2e', 'proxy.ts', 'instrumentation.ts'];

/** Everything that is checked without running the product, the longest first. */
const steps = (): Step[] => [
  { name: 'eslint', commands: [['eslint', '--max-warnings=0', '.']] },
  // The types of routes are generated, and a fresh clone has none yet.
  {
    name: 'types',
    commands: [
      ['next', 'typegen'],
      ['tsc', '--noEmit', '-p', '.'],
    ],
  },
  { name: 'dead code', commands: [['knip', '--no-progress']] },
  { name: 'format', commands: [['prettier', '--check', '--log-level=warn', '.']] },
  {
    name: 'dependency direction',
    commands: [
      [
        'depcruise',
        '--config',
        '.dependency-cruiser.cjs',
        ...FOLDERS.filter((path) => existsSync(inRoot(path))),
      ],
    ],
  },
];

/** Runs them side by side, one line each; what a step says is shown only when it fails. */
export async function runStaticChecks(): Promise<boolean> {
  const waiting = steps();
  const results: boolean[] = [];
  const worker = async (): Promise<void> => {
    for (let step = waiting.shift(); step; step = waiting.shift()) results.push(await runStep(step));
  };
  await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, worker));
  return results.every(Boolean);
}

async function runStep({ name, commands }: Step): Promise<boolean> {
  const started = performance.now();
  // Left by a development server for routes that may be gone since.
  if (name === 'types') rmSync(inRoot('.next/dev/types'), { recursive: true, force: true });
  for (const [program = '', ...args] of commands) {
    const { code, output } = await runChild(program, args);
    if (code === 0) continue;
    console.log(`✗ ${name} ${seconds(started)}\n${output.trimEnd()}\n`);
    return false;
  }
  console.log(`✓ ${name} ${seconds(started)}`);
  return true;
}

const seconds = (started: number): string => `${((performance.now() - started) / 1000).toFixed(1)} s`;

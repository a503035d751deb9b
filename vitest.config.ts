import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const root = fileURLToPath(new URL('.', import.meta.url));
const resolve = {
  alias: {
    '@': root,
    // The real packages throw outside the bundler; in tests the boundary is checked by the build instead.
    'server-only': `${root}node_modules/server-only/empty.js`,
    'client-only': `${root}node_modules/client-only/index.js`,
  },
};

/** The longest time that a test in the file asks for. */
function askedMs({ moduleId }: TestSpecification): number {
  const times = readFileSync(moduleId, 'utf8').matchAll(/(?:timeout: |^\s*\},? )([\d_]{6,})/gm);
  return Math.max(0, ...Array.from(times, ([, digits = '']) => Number(digits.replaceAll('_', ''))));
}

/** What runs for minutes begins first: at the end it would run alone, with nothing for the other worker to do. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const asked = new Map(sorted.map((file) => [file, askedMs(file)]));
    return sorted.sort((one, other) => (asked.get(other) ?? 0) - (asked.get(one) ?? 0));
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        resolve,
        test: {
          name: 'unit',
          testTimeout: 30_000,
          include: ['**/*.test.{ts,tsx}'],
          exclude: ['**/*.db.test.ts', 'node_modules/**', '.next/**', '.test/**', '.data/**', 'e2e/**'],
        },
      },
      {
        resolve,
        test: {
          name: 'database',
          include: ['**/*.db.test.ts'],
          exclude: ['node_modules/**', '.next/**', '.test/**', '.data/**', 'e2e/**'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          maxWorkers: 3,
        },
      },
    ],
  },
});

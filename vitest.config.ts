import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('.', import.meta.url));
const resolve = {
  alias: {
    '@': root,
    // The real packages throw outside the bundler; in tests the boundary is checked by the build instead.
    'server-only': `${root}node_modules/server-only/empty.js`,
    'client-only': `${root}node_modules/client-only/index.js`,
  },
};

export default defineConfig({
  test: {
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
          maxWorkers: 2,
        },
      },
    ],
  },
});

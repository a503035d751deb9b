import tseslint from 'typescript-eslint';

const USE_SERVER = 'Program > ExpressionStatement[directive="use server"]';
const ONLY_ACTIONS = 'Export only serverAction(command): every export here is a public endpoint.';
const ENVIRONMENT = {
  selector: 'MemberExpression[object.name="process"][property.name="env"]',
  message: 'Read lib/env.ts instead.',
};

export default tseslint.config(
  {
    ignores: [
      '.next',
      '.data',
      '.test',
      '.vault',
      'lib/db/generated',
      '**/*.cjs',
      '**/*.mjs',
      '*.config.js',
      'next-env.d.ts',
    ],
  },
  ...tseslint.configs.strictTypeChecked.map((config) => ({ ...config, files: ['**/*.ts', '**/*.tsx'] })),
  {
    files: ['**/*.ts', '**/*.tsx'],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
      'no-restricted-syntax': [
        'error',
        { selector: USE_SERVER, message: 'Only *-actions.ts files are entrances from the browser.' },
        ENVIRONMENT,
      ],
    },
  },
  {
    files: ['**/*-actions.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportNamedDeclaration > FunctionDeclaration', message: ONLY_ACTIONS },
        {
          selector:
            'ExportNamedDeclaration > VariableDeclaration > VariableDeclarator:not([init.callee.name="serverAction"])',
          message: ONLY_ACTIONS,
        },
        ENVIRONMENT,
      ],
    },
  },
  {
    files: [
      'lib/env.ts',
      'lib/db/test-database.ts',
      '*.config.ts',
      '**/*.test.ts',
      '**/*.test.tsx',
      'scripts/**',
      'e2e/**',
    ],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['**/*.test.ts', '**/*.test.tsx', 'e2e/**'],
    rules: { 'max-lines-per-function': 'off', '@typescript-eslint/no-non-null-assertion': 'off' },
  },
);

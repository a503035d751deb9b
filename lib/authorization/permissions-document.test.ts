import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { permissionsDocument } from './permissions-document';

const PATH = 'docs/permissions.md';

test('docs/permissions.md says what the code says (UPDATE_DOCS=1 writes it)', () => {
  if (process.env['UPDATE_DOCS']) writeFileSync(PATH, permissionsDocument());
  expect(readFileSync(PATH, 'utf8')).toBe(permissionsDocument());
});

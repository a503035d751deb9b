import { mkdtempSync, readdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importJWK } from 'jose';
import { expect, test } from 'vitest';
import { ensureSecrets } from './secrets.ts';

test('secrets are made once, for the owner only, and their keys sign', async () => {
  const directory = join(mkdtempSync(join(tmpdir(), 'wellkept-')), 'secrets');
  const secrets = await ensureSecrets(directory);
  expect(await ensureSecrets(directory)).toEqual(secrets);
  expect(statSync(directory).mode & 0o777).toBe(0o700);
  for (const name of readdirSync(directory)) expect(statSync(join(directory, name)).mode & 0o777).toBe(0o600);
  expect(Buffer.from(secrets.sessionSecret, 'base64')).toHaveLength(32);
  expect(Buffer.from(secrets.factorKey, 'base64')).toHaveLength(32);
  for (const text of [secrets.auditSigningKey, secrets.auditWitnessKey, secrets.receiptSigningKey]) {
    const jwk = JSON.parse(text) as Record<string, string>;
    await expect(importJWK(jwk)).resolves.toMatchObject({ type: 'private' });
  }
});

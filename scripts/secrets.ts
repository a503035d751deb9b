import { randomBytes, webcrypto } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What only this installation knows. Made once; whoever has the folder is the server. */
export interface Secrets {
  sessionSecret: string;
  auditSigningKey: string;
  auditWitnessKey: string;
  receiptSigningKey: string;
  factorKey: string;
  appPassword: string;
  sealerPassword: string;
  postgresPassword: string;
  /** Proves that whoever makes the first administrator runs this server. */
  setUpCode: string;
}

const ES256 = { name: 'ECDSA', namedCurve: 'P-256' };

export async function ensureSecrets(directory: string): Promise<Secrets> {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  chmodSync(directory, 0o700);
  const secret = (name: string, make: () => Promise<string> | string) => ensure(join(directory, name), make);
  return {
    sessionSecret: await secret('session-secret', () => randomBytes(32).toString('base64')),
    auditSigningKey: await secret('audit-signing-key.json', () => privateJwk(ES256, 'ES256')),
    auditWitnessKey: await secret('audit-witness-key.json', () => privateJwk({ name: 'Ed25519' }, 'EdDSA')),
    receiptSigningKey: await secret('receipt-signing-key.json', () => privateJwk(ES256, 'ES256')),
    factorKey: await secret('factor-key', () => randomBytes(32).toString('base64')),
    appPassword: await secret('app-password', password),
    sealerPassword: await secret('sealer-password', password),
    postgresPassword: await secret('postgres-password', password),
    setUpCode: await secret('set-up-code', setUpCode),
  };
}

async function ensure(file: string, make: () => Promise<string> | string): Promise<string> {
  if (!existsSync(file)) writeFileSync(file, `${await make()}\n`, { mode: 0o600, flag: 'wx' });
  return readFileSync(file, 'utf8').trim();
}

/** Hexadecimal, so that it needs no escaping in an address or in SQL. */
const password = (): string => randomBytes(24).toString('hex');

/** Eighty bits in groups that can be read aloud. */
const setUpCode = (): string => (randomBytes(10).toString('hex').match(/.{5}/g) ?? []).join('-');

async function privateJwk(algorithm: { name: string; namedCurve?: string }, alg: string): Promise<string> {
  const pair = (await webcrypto.subtle.generateKey(algorithm, true, [
    'sign',
    'verify',
  ])) as webcrypto.CryptoKeyPair;
  const { kty, crv, x, y, d } = await webcrypto.subtle.exportKey('jwk', pair.privateKey);
  return JSON.stringify({ kty, crv, x, y, d, alg });
}

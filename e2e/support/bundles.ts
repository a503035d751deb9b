import { globSync, readFileSync } from 'node:fs';
import type { APIRequestContext } from '@playwright/test';
import { PEOPLE } from './people';
import { DIST } from './server-actions';

export type Bundle = { name: string; text: string };

/** What only the server has a use for: the roles, tables and functions of the database, and what reaches them. */
const SERVER_ONLY = [
  'wellkept_app',
  'wellkept_owner',
  'wellkept_sealer',
  'gate_read',
  'find_target',
  'authorization_facts',
  'password_hash',
  'bearer_hash',
  'rate_limit',
  'PrismaClient',
  '@prisma/',
  'server-only',
  'set_config(',
  'node:crypto',
  'BEGIN PRIVATE KEY',
];

/** Each name in lib/env.ts, but for the one that React and its libraries ask for as well. */
function environmentNames(): string[] {
  const source = readFileSync('lib/env.ts', 'utf8');
  return [...source.matchAll(/^ {2}([A-Z][A-Z_]{4,}): z/gm)]
    .map(([, name]) => name!)
    .filter((name) => name !== 'NODE_ENV');
}

/** Passphrases are only typed. Passwords of the demo are left out: the sign-in page offers its accounts by them. */
const canaryTexts = () => [
  ...SERVER_ONLY,
  ...environmentNames(),
  ...Object.values(PEOPLE).flatMap(({ passphrase }) => (passphrase === '' ? [] : [passphrase])),
];

export function canariesIn({ name, text }: Bundle): string[] {
  return canaryTexts()
    .filter((canary) => text.includes(canary))
    .map((canary) => `${canary} in ${name}`);
}

/** Everything of the build that any page may load. */
export function pageBundles(): Bundle[] {
  return globSync('static/**/*.{js,css,json,map}', { cwd: DIST }).map((name) => ({
    name,
    text: readFileSync(`${DIST}/${name}`, 'utf8'),
  }));
}

/** The worker as the server hands it out to somebody who is signed in. */
export async function vaultBundle(request: APIRequestContext): Promise<Bundle> {
  const { workerUrl } = (await (await request.get('/vault/mount')).json()) as { workerUrl: string };
  return { name: workerUrl, text: await (await request.get(workerUrl)).text() };
}

import { globSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { anonymousPrincipal } from '@/lib/auth/anonymous';
import { closeLimits } from '@/lib/auth/rate-limit';
import type { Principal } from '@/lib/authorization/question';
import { execute, type Command } from '@/lib/command';
import { testDatabase, type TestDatabase } from '@/lib/db/test-database';
import { AppError } from '@/lib/errors';

vi.hoisted(() => (process.env['LOG_LEVEL'] = 'silent'));
// The framework's request, not ours: nobody's, with what proxy.ts would have set claimed by the caller.
vi.mock('next/headers', () => ({
  cookies: () => Promise.resolve({ get: () => undefined, delete: () => undefined }),
  headers: () =>
    Promise.resolve(new Headers({ 'x-path': '/', 'x-nonce': 'claimed', 'x-user-id': 'claimed' })),
}));

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(async () => {
  await closeLimits();
  await database.close();
});

type Handler = (request: Request, context: { params: Promise<Record<string, unknown>> }) => Promise<Response>;
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** What is the same for everybody, and has nothing of anybody in it. */
const OPEN: Record<string, number> = {
  'GET api/health': 200,
  'GET api/health/ready': 200,
  'GET audit/checkpoint': 404,
  'GET receipts/keys.json': 200,
  'GET malformed-address': 400,
  'POST api/auth/sign-out': 204,
  // Of next-auth only two addresses are open, and this is neither.
  'GET api/auth/[...nextauth]': 404,
  'POST api/auth/[...nextauth]': 404,
  // The set-up code is the authority, and this body does not even have its fields.
  'POST (public)/set-up/administrator': 400,
  // Who asks for a new password need not be known, and the link's secret is the authority; these bodies lack both.
  'POST api/auth/recover': 400,
  'POST api/auth/recover/finish': 400,
  // An invitation's secret is the authority, and nobody made this one.
  'POST (public)/invite/[token]/code': 404,
  'POST (public)/invite/[token]/check': 404,
  'POST (public)/invite/[token]/accept': 404,
};

/** The vault's bundle is a file of the build, the same for everybody; the browser tests ask for it. */
const files = globSync('app/**/route.ts').filter((file) => file !== 'app/vault/worker.js/route.ts');

test('there are route handlers, and each of the open ones exists', () => {
  expect(files.length).toBeGreaterThan(20);
  const names = files.map((file) => file.slice('app/'.length, -'/route.ts'.length));
  for (const open of Object.keys(OPEN)) expect(names).toContain(open.split(' ')[1]);
});

describe.each(files)('%s, called past proxy.ts without a session', (file) => {
  test('has nothing for nobody', async () => {
    const handlers = (await import(/* @vite-ignore */ `../${file}`)) as Record<string, Handler>;
    const id = randomUUID();
    const names = [...file.matchAll(/\[(?:\.\.\.)?(\w+)\]/g)].map(([, name]) => name!);
    const values = Object.fromEntries(names.map((name) => [name, name === 'nextauth' ? ['session'] : id]));
    for (const method of METHODS.filter((each) => each in handlers)) {
      const request = new Request(`http://localhost/?part=state`, {
        method,
        headers: { 'content-type': 'application/json' },
        ...(method !== 'GET' && {
          body: '{"code":"000000","name":"x","password":"nine bridges and a boat"}',
        }),
      });
      const answer = await handlers[method]!(request, { params: Promise.resolve(values) });
      const name = `${method} ${file.slice('app/'.length, -'/route.ts'.length)}`;
      expect(answer.status, name).toBe(OPEN[name] ?? 401);
    }
  });
});

type AnyCommand = Command<never, never, unknown>;
const isCommand = (value: unknown): value is AnyCommand =>
  typeof value === 'object' && value !== null && 'permission' in value && 'run' in value;

async function everyCommand(): Promise<AnyCommand[]> {
  const modules = await Promise.all(
    globSync('lib/**/*-commands.ts').map((file) => import(/* @vite-ignore */ `../${file}`)),
  );
  return modules.flatMap((each) => Object.values(each as object).filter(isCommand));
}

async function codeOf(command: AnyCommand, principal: Principal | null): Promise<string> {
  try {
    await execute(command, principal, {});
    return 'ok';
  } catch (error) {
    return error instanceof AppError ? error.code : String(error);
  }
}

test('every command, called directly, knows nobody', async () => {
  const commands = await everyCommand();
  expect(commands.length).toBeGreaterThan(20);
  for (const command of commands) expect(await codeOf(command, null), command.name).toBe('UNAUTHENTICATED');
});

test('and a session that was ended, or never was, changes nothing', async () => {
  const made: Principal = {
    ...anonymousPrincipal(randomUUID()),
    userId: randomUUID(),
    userType: 'practitioner',
    ceiling: 'session',
    suspended: true,
  };
  for (const command of await everyCommand())
    expect(['UNAUTHENTICATED', 'INVALID_INPUT'], command.name).toContain(await codeOf(command, made));
});

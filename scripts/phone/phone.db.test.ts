import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { PUT } from '@/app/api/v1/data-groups/[dataGroupId]/device-key/route';
import { GET } from '@/app/api/v1/data-groups/[dataGroupId]/public-keyset/route';
import { POST } from '@/app/api/v1/data-groups/[dataGroupId]/uploads/route';
import { execute } from '@/lib/command';
import { testDatabase, type TestDatabase } from '@/lib/db/test-database';
import { addDevice } from '@/lib/observations/device-commands';
import { observationWorld, type ObservationWorld } from '@/lib/observations/test-world';
import { inRoot } from '../paths.ts';

/** The phone as a program of its own, over a real socket, against the real routes and database. */
const HANDLERS = { 'PUT device-key': PUT, 'GET public-keyset': GET, 'POST uploads': POST };
const PATH = /^\/api\/v1\/data-groups\/([^/]+)\/([a-z-]+)$/;

let database: TestDatabase;
let server: Server;
let world: ObservationWorld;
let device: { deviceId: string; dataGroupId: string; bearer: string };
let folder: string;

beforeAll(async () => {
  database = await testDatabase();
  server = createServer((request, response) => {
    void answer(request).then(async (answered) => {
      response.writeHead(answered.status, Object.fromEntries(answered.headers));
      response.end(Buffer.from(await answered.arrayBuffer()));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  server.close();
  await database.close();
});
beforeEach(async () => {
  world = await observationWorld(database.admin);
  const { patient, enrollmentId } = world.participant;
  device = await execute(addDevice, patient, { enrollmentId, name: 'Phone' });
  folder = mkdtempSync(join(tmpdir(), 'phone-'));
  return () => rmSync(folder, { recursive: true });
});

async function answer(request: IncomingMessage): Promise<Response> {
  const [, dataGroupId = '', what = ''] = PATH.exec(request.url ?? '') ?? [];
  const handler = HANDLERS[`${request.method ?? ''} ${what}` as keyof typeof HANDLERS];
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const init = { method: request.method ?? 'GET', headers: request.headers as Record<string, string> };
  const body = Buffer.concat(chunks);
  const asked = new Request(`http://localhost${request.url ?? ''}`, {
    ...init,
    ...(body.length > 0 && { body }),
  });
  return handler(asked, { params: Promise.resolve({ dataGroupId }) });
}

function play(...args: string[]): Promise<{ code: number | null; said: string }> {
  const { port } = server.address() as AddressInfo;
  const child = spawn(
    process.execPath,
    ['--conditions=react-server', '--import', 'tsx', inRoot('scripts/phone.ts'), ...args],
    {
      cwd: inRoot(),
      env: {
        ...process.env,
        DATA_DIR: folder,
        WELLKEPT_SERVER: `http://127.0.0.1:${port}`,
        WELLKEPT_DATA_GROUP: device.dataGroupId,
        WELLKEPT_BEARER: device.bearer,
      },
    },
  );
  let said = '';
  child.stdout.on('data', (data: Buffer) => (said += data.toString()));
  child.stderr.on('data', (data: Buffer) => (said += data.toString()));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, said })));
}

async function uploads(): Promise<{ signed: boolean; scope: string }[]> {
  const { rows } = await database.admin.query<{ signed: boolean; scope: string }>(
    `SELECT b.signature IS NOT NULL AS signed, s.code AS scope FROM observation o
       JOIN upload_batch b ON b.id = o.batch_id JOIN scope s ON s.id = o.scope_id
      WHERE b.device_id = $1 ORDER BY o.id`,
    [device.deviceId],
  );
  return rows;
}

test('it makes a key, keeps it, and uploads signed readings of both kinds', async () => {
  const first = await play('--count', '2', '--every', '0.1');
  expect(first).toMatchObject({
    code: 0,
    said: expect.stringMatching(/glucose \d+ mg\/dL: sealed, signed, stored/) as unknown,
  });
  const again = await play('--count', '1');
  expect(again.code).toBe(0);
  const stored = await uploads();
  expect(stored).toHaveLength(6);
  expect(stored.every(({ signed }) => signed)).toBe(true);
  expect(new Set(stored.map(({ scope }) => scope)).size).toBe(2);
});

test('it leaves out what the study does not ask for', async () => {
  await database.admin.query(
    'UPDATE scope_request SET removed_at = now() WHERE study_id = $1 AND scope_id = 2',
    [world.studyId],
  );
  const { code, said } = await play('--count', '2', '--every', '0.1');
  expect({ code, said }).toMatchObject({
    code: 0,
    said: expect.stringContaining('does not ask for heart rate') as unknown,
  });
  expect(await uploads()).toHaveLength(2);
});

test('it says when the device is registered with another key', async () => {
  await play('--count', '1');
  rmSync(join(folder, 'phone'), { recursive: true });
  expect(await play('--count', '1')).toMatchObject({
    code: 1,
    said: expect.stringContaining('signs with a key from another place') as unknown,
  });
});

test.each<[string, string[], () => Promise<unknown>]>([
  [
    'does not accept this bearer',
    [],
    () => database.admin.query('UPDATE device SET revoked_at = now() WHERE id = $1', [device.deviceId]),
  ],
  [
    'not active',
    [],
    () => database.admin.query(`UPDATE study SET state = 'paused' WHERE id = $1`, [world.studyId]),
  ],
  ['No server answers at http://127.0.0.1:9', ['--server', 'http://127.0.0.1:9'], () => Promise.resolve()],
  ['--count must be a number above 0', ['--count', '0'], () => Promise.resolve()],
  ['--server must be an address', ['--server', 'here'], () => Promise.resolve()],
])('it says "%s" in one sentence and stops', async (sentence, args, arrange) => {
  await arrange();
  const { code, said } = await play('--count', '1', ...args);
  expect(code).toBe(1);
  expect(said).toContain(sentence);
  expect(said.trim().split('\n')).toHaveLength(1);
  expect(said).not.toContain(device.bearer);
});

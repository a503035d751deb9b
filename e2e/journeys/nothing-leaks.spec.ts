import { existsSync, readFileSync, statSync } from 'node:fs';
import { CanarySearch, type Canary, type Find } from '../support/canaries';
import { withDatabase } from '../support/database';
import { freshManager } from '../support/fresh-manager';
import { acceptInvitation } from '../support/invitee';
import { connectPhone, glucoseReadings, uploadFrom } from '../support/phone';
import { signInOver } from '../support/sign-in';
import { storageOf } from '../support/storage';
import { createStudy, invitePatient } from '../support/studies';
import { expect, test } from '../support/test';
import { recordTraffic } from '../support/traffic';
import { spyOnWorkers } from '../support/worker-spy';

/** Where scripts/test-end-to-end.ts has the server write its log. */
const SERVER_LOG = process.env['E2E_SERVER_LOG'] ?? '.test/server.log';
const PASSPHRASE = 'canary violin sleeps under seven bridges';
/** A value that no other reading of the installation has. */
const VALUE = 137.4242424242;

/**
 * From a person's first keys to a drawn chart, everything that leaves the browser or stays in it is recorded, and then no
 * secret of that person, that study or that patient may be found in it, nor in the server's log or database.
 */
test('no passphrase, recovery code, key or reading leaves the browser or reaches the server', async ({
  stranger,
  baseURL,
}) => {
  test.slow();
  const person = await freshManager();
  const page = await stranger();
  await signInOver(page.request, person);
  const notes = await spyOnWorkers(page.context());
  const traffic = recordTraffic(page.context());
  const logBefore = existsSync(SERVER_LOG) ? statSync(SERVER_LOG).size : 0;
  const firstTransaction = await nextTransaction();
  const stored: string[] = [];
  const canaries: Canary[] = [{ what: 'passphrase', bytes: Buffer.from(PASSPHRASE) }];

  await test.step('first keys', async () => {
    await page.goto('/welcome/keys');
    await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
    await page.getByLabel('Type it again').fill(PASSPHRASE);
    await page.getByRole('button', { name: 'Make my keys' }).click();
    const code = await page.getByText(/^([0-9A-Z]{4}-){7}[0-9A-Z]{4}$/).innerText({ timeout: 30_000 });
    canaries.push({ what: 'recovery code', bytes: Buffer.from(code) });
    canaries.push({ what: 'recovery code', bytes: Buffer.from(code.replaceAll('-', '')) });
    await page.getByRole('button', { name: 'I saved it' }).click();
    await page.getByLabel('Recovery code').fill(code);
    stored.push(await storageOf(page));
    await page.getByRole('button', { name: 'Finish' }).click();
    await expect(page.getByRole('button', { name: /^Unlocked/ })).toBeVisible();
    stored.push(await storageOf(page));
  });

  await test.step('a reload, and unlocking with the passphrase', async () => {
    await page.reload();
    await expect(page.getByRole('button', { name: /^Unlocked/ })).toBeVisible();
    await page.getByRole('button', { name: 'Lock now' }).click();
    await page.getByRole('button', { name: 'Locked. Unlock' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
    await dialog.getByRole('button', { name: 'Unlock', exact: true }).click();
    await expect(page.getByRole('button', { name: /^Unlocked/ })).toBeVisible();
    stored.push(await storageOf(page));
  });

  await test.step('a study, a patient, a phone, an opened chart', async () => {
    const run = Date.now().toString(36);
    const asks = [{ scope: 'Blood glucose', reason: 'To see how your blood sugar moves.' }];
    await createStudy(page, { name: `Canary ${run}`, asks });
    const patient = {
      name: `Cana Leaks-${run}`,
      email: `cana.${run}@demo.wellkept.example`,
      password: 'a bird in a mine',
    };
    const link = await invitePatient(page, patient);
    await expect(() =>
      expect(notes.some(isStudyKey), 'the study key, sealed for a member').toBe(true),
    ).toPass();
    const patientPage = await stranger();
    await acceptInvitation(patientPage, { link, ...patient });
    await patientPage.getByRole('radio', { name: 'Share', exact: true }).check();
    await patientPage.getByRole('button', { name: 'Send my answers' }).click();
    await expect(patientPage.getByRole('button', { name: 'Stop sharing' })).toBeVisible();
    const readings = glucoseReadings(12).map(({ at }) => ({
      at,
      measures: [{ name: 'blood_glucose', value: VALUE, unit: 'mg/dL' }],
    }));
    await uploadFrom(await connectPhone(patientPage), baseURL!, 'omh:blood-glucose:4.0', readings);
    await page.getByRole('link', { name: 'Patients', exact: true }).first().click();
    await page.getByRole('searchbox', { name: 'Find a patient' }).fill(patient.name);
    await page.getByRole('button', { name: 'Find', exact: true }).click();
    await page.getByRole('link', { name: patient.name }).click();
    await page.getByRole('link', { name: 'Data', exact: true }).click();
    await expect(page.getByText('showing 12 of 12')).toBeVisible();
    canaries.push({ what: 'plaintext', bytes: Buffer.from(String(VALUE)) });
    stored.push(await storageOf(page));
  });

  await test.step('nothing of it is found', async () => {
    const secrets = [...canaries, ...notes];
    const search = new CanarySearch(secrets);
    expect(kindsOf(secrets)).toEqual(
      expect.arrayContaining(['private key', 'AES-GCM key', 'what was opened']),
    );
    const sent = await traffic();
    // The recording is not blind: it has what was sent on purpose.
    expect(sent.some(({ content }) => content.includes('Canary '))).toBe(true);
    const finds = [
      ...sent.flatMap(({ where, content }) => search.in(content, where)),
      ...stored.flatMap((text, n) => search.in(text, `browser storage ${n}`)),
      ...logFinds(search, logBefore),
      ...(await databaseFinds(search, firstTransaction)),
    ];
    expect(finds).toEqual([]);
  });
});

test('the search finds a planted secret in each of its forms', () => {
  const secret = Buffer.from('00f1e2d3c4b5a6978877665544332211ffeeddccbbaa99887766554433221100', 'hex');
  const search = new CanarySearch([
    { what: 'key', bytes: secret },
    { what: 'passphrase', bytes: Buffer.from(PASSPHRASE) },
  ]);
  const pem = `-----BEGIN PRIVATE KEY-----\n${Buffer.concat([
    Buffer.alloc(36, 7),
    secret,
    Buffer.alloc(70, 9),
  ])
    .toString('base64')
    .replace(/(.{64})/g, '$1\n')}\n-----END PRIVATE KEY-----`;
  const planted: (string | Buffer)[] = [
    Buffer.concat([Buffer.from('head'), secret, Buffer.from('tail')]),
    `x=${secret.toString('hex')}`,
    `\\x${Buffer.concat([Buffer.alloc(5), secret]).toString('hex')}`,
    secret.toString('base64'),
    JSON.stringify({ kty: 'EC', crv: 'P-256', d: secret.toString('base64url') }),
    ...[0, 1, 2, 3, 4].map((n) =>
      Buffer.concat([Buffer.alloc(n, 1), secret, Buffer.alloc(n, 2)]).toString('base64url'),
    ),
    pem,
    JSON.stringify({ pem }),
    `{"note":"${PASSPHRASE}"}`,
    `passphrase=${PASSPHRASE.replaceAll(' ', '+')}`,
    encodeURIComponent(PASSPHRASE),
  ];
  for (const content of planted)
    expect(search.in(content, 'planted').length, String(content)).toBeGreaterThan(0);
  expect(search.in('nothing to see: 00f1e2d3c4b5a697', 'clean')).toEqual([]);
});

test('the search reads every table, and what is written while it runs', async () => {
  const before = await nextTransaction();
  const secret = Buffer.from('planted in the database, and taken out again');
  const finds = await withDatabase(async (client) => {
    await client.query('BEGIN');
    await client.query(
      `INSERT INTO mail (to_address, subject, body_text) VALUES ('nobody@demo.wellkept.example', 'Planted', $1)`,
      [secret.toString('hex')],
    );
    const found = await tableFinds(client, new CanarySearch([{ what: 'planted', bytes: secret }]), before);
    await client.query('ROLLBACK');
    return found;
  });
  expect(finds).toContainEqual({ what: 'planted', form: 'hex', where: 'table mail' });
});

/** A binary keyset of template AES256_GCM, before it is sealed for somebody. */
const isStudyKey = ({ what, bytes }: Canary) => what === 'what was sealed' && bytes.length === 108;

const kindsOf = (canaries: Canary[]) => [...new Set(canaries.map(({ what }) => what))];

function logFinds(search: CanarySearch, from: number): Find[] {
  expect(existsSync(SERVER_LOG), `the server's log ${SERVER_LOG}`).toBe(true);
  return search.in(readFileSync(SERVER_LOG).subarray(from), 'server log');
}

function nextTransaction(): Promise<string> {
  return withDatabase(async (client) => {
    const { rows } = await client.query<{ xid: string }>('SELECT pg_current_xact_id()::xid::text AS xid');
    return rows[0]!.xid;
  });
}

type Client = Parameters<Parameters<typeof withDatabase>[0]>[0];

const databaseFinds = (search: CanarySearch, since: string) =>
  withDatabase((client) => tableFinds(client, search, since));

/** Every row of every table that was written since: an older row cannot hold a secret that is younger than it. */
async function tableFinds(client: Client, search: CanarySearch, since: string): Promise<Find[]> {
  const { rows: tables } = await client.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
      WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
  );
  expect(tables.length).toBeGreaterThan(20);
  const finds: Find[] = [];
  for (const { name } of tables) {
    const { rows } = await client.query<{ row: string }>(
      `SELECT t::text AS row FROM ${name} t WHERE age(t.xmin) <= age($1::xid)`,
      [since],
    );
    for (const { row } of rows) finds.push(...search.in(row, `table ${name.replace('public.', '')}`));
  }
  return finds;
}

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { inTransaction, NIL } from '@/lib/db/transaction';
import { testDatabase, type TestDatabase } from '@/lib/db/test-database';
import { queueMail } from './mail-store';
import { oneRound } from './postman';
import { takeMail } from './postman-store';
import { smtpSender } from './smtp';
import { testSmtp, type TestSmtp } from './test-smtp';

const TOKEN = 'k'.repeat(43);

let database: TestDatabase;
let smtp: TestSmtp;

beforeAll(async () => {
  database = await testDatabase();
  smtp = await testSmtp();
});
afterAll(async () => {
  await smtp.close();
  await database.close();
});
beforeEach(async () => {
  smtp.arrived.length = 0;
  smtp.answer = null;
  await database.admin.query('DELETE FROM mail');
});

const queue = (letter: Partial<Parameters<typeof queueMail>[1]> = {}) =>
  inTransaction(NIL, (tx) =>
    queueMail(tx, {
      toAddress: 'who@example.org',
      subject: 'Your code: 123456',
      bodyText: `Héllo <you>,\n\nYour code is 123456\n\nhttps://example.org/recover/${TOKEN}\n\nWellkept\n`,
      ...letter,
    }),
  );

async function kept() {
  const { rows } = await database.admin.query<Record<string, unknown>>(
    `SELECT subject, body_text, body_html, sent_at IS NOT NULL AS sent, failed_at IS NOT NULL AS failed, attempts, last_error,
            next_attempt_at IS NOT NULL AS waits, forgotten_at IS NOT NULL AS forgotten FROM mail ORDER BY created_at`,
  );
  return rows;
}
const due = () =>
  database.admin.query('UPDATE mail SET next_attempt_at = now() WHERE next_attempt_at IS NOT NULL');

test('a letter reaches a real server in text and HTML, and its code and link are then forgotten', async () => {
  await queue();
  expect(await oneRound(smtp.sender)).toBe(1);
  expect(smtp.arrived).toHaveLength(1);
  const [{ to, source } = { to: [], source: '' }] = smtp.arrived;
  expect(to).toEqual(['who@example.org']);
  expect(source).toMatch(/^From: Wellkept <no-reply@example\.org>/m);
  expect(source).toMatch(/^Content-Type: multipart\/alternative/m);
  expect(source).toMatch(/^Content-Type: text\/plain/m);
  expect(source).toMatch(/^Content-Type: text\/html/m);
  expect(source).toContain('&lt;you&gt;');
  expect(source).toContain('123456');
  const [row] = await kept();
  expect(row).toMatchObject({ sent: true, waits: false, forgotten: true, subject: 'Your code: •••' });
  expect(JSON.stringify(row)).not.toMatch(new RegExp(`123456|${TOKEN}`));
  await due();
  expect(await oneRound(smtp.sender)).toBe(0);
});

test('refused for now it is tried again later, refused for good it is not, and no address is noted', async () => {
  await queue();
  smtp.answer = 451;
  await oneRound(smtp.sender);
  expect((await kept())[0]).toMatchObject({ sent: false, failed: false, waits: true, attempts: 1 });
  expect(await oneRound(smtp.sender)).toBe(0); // not due yet
  await due();
  smtp.answer = 550;
  await oneRound(smtp.sender);
  const [row] = await kept();
  expect(row).toMatchObject({ failed: true, waits: false, attempts: 2, last_error: 'EENVELOPE 550' });
  await oneRound(smtp.sender);
  expect((await kept())[0]).toMatchObject({ forgotten: true, subject: 'Your code: •••' });
  expect(smtp.arrived).toEqual([]);
});

test('nobody listening is not the end of a letter, and a day is', async () => {
  await queue();
  const nowhere = smtpSender({ url: 'smtp://127.0.0.1:1', from: 'a@example.org' });
  await oneRound(nowhere);
  nowhere.close();
  expect((await kept())[0]).toMatchObject({ failed: false, waits: true, last_error: 'ESOCKET' });
  await database.admin.query(`UPDATE mail SET created_at = now() - interval '25 hours'`);
  await due();
  expect(await oneRound(smtp.sender)).toBe(0);
  expect((await kept())[0]).toMatchObject({ failed: true, waits: false });
  expect(smtp.arrived).toEqual([]);
});

test('an address that looks like two stays one recipient', async () => {
  await queue({ toAddress: 'a@example.org, b@example.org' });
  await oneRound(smtp.sender);
  expect(smtp.arrived.flatMap(({ to }) => to)).not.toContain('b@example.org');
});

test('two postmen never take the same letter', async () => {
  for (let n = 0; n < 30; n += 1) await queue();
  const taken = await Promise.all(
    Array.from({ length: 4 }, () => inTransaction(NIL, (tx) => takeMail(tx, 10))),
  );
  const ids = taken.flat().map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toHaveLength(30);
});

test('without a server a code is forgotten when it no longer works, and not before', async () => {
  await queue({ secretMinutes: 10 });
  await oneRound(null);
  expect((await kept())[0]).toMatchObject({ forgotten: false, subject: 'Your code: 123456' });
  await database.admin.query(`UPDATE mail SET forget_at = now() - interval '1 second'`);
  await oneRound(null);
  const [row] = await kept();
  expect(row).toMatchObject({ forgotten: true, sent: false });
  expect(JSON.stringify(row)).not.toMatch(new RegExp(`123456|${TOKEN}`));
});

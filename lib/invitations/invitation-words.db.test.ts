import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeLimits } from '@/lib/auth/rate-limit';
import { execute } from '@/lib/command';
import { testDatabase, type TestDatabase } from '@/lib/db/test-database';
import { mailHtml } from '@/lib/mail/mail-html';
import {
  again,
  managementWorld,
  refusalOf,
  type ManagementWorld,
} from '@/lib/organizations/management-world';
import { createPatient } from '@/lib/patients/patient-commands';
import { createStudy } from '@/lib/studies/study-commands';
import { sendInvitation } from './invitation-commands';
import { enrolled, newEmail } from './invitation-world';

let database: TestDatabase;
let world: ManagementWorld;

beforeAll(async () => {
  database = await testDatabase();
  world = await managementWorld(database.admin);
});
afterAll(async () => {
  await closeLimits();
  await database.close();
});

const SCRIPT = '<script>alert(1)</script><a href="https://evil.example">';
const WORDS = `=1+1 ${SCRIPT} {link}`;

test('what people write stays words in the letter and on the card', async () => {
  const { studyId, enrollmentId } = await enrolled(database.admin, world);
  await database.admin.query('UPDATE study SET name = $2, contact = $2 WHERE id = $1', [studyId, WORDS]);
  const email = newEmail();
  const { card, link } = await execute(sendInvitation, again(world.manager), { enrollmentId, email });
  const { rows } = await database.admin.query<{ subject: string; body_text: string }>(
    'SELECT subject, body_text FROM mail WHERE to_address = $1',
    [email],
  );
  const [letter] = rows;
  expect(letter?.subject).toContain(SCRIPT);
  expect(letter?.body_text).toContain(WORDS);
  expect(letter?.body_text.split(link)).toHaveLength(2);
  const html = mailHtml({ subject: letter?.subject ?? '', bodyText: letter?.body_text ?? '' });
  expect(html).not.toMatch(/<script|evil\.example">/);
  expect(html).toContain('&lt;script&gt;');
  expect(card.title).toContain(WORDS);
  expect(card.notes.at(-1)).toContain(WORDS);
});

test.each(['Two\r\nBcc: everybody@example.org', 'Bell\u0007', 'Next\u0085line'])(
  'a name of more than one line, %j, is a name of nothing',
  async (name) => {
    const { organizationId } = world;
    expect(await refusalOf(execute(createStudy, again(world.manager), { organizationId, name }))).toBe(
      'INVALID_INPUT',
    );
    expect(await refusalOf(execute(createPatient, again(world.member), { organizationId, name }))).toBe(
      'INVALID_INPUT',
    );
    const identifiers = [{ system: 'MRN', value: name }];
    const numbered = { organizationId, name: 'Ada', identifiers };
    expect(await refusalOf(execute(createPatient, again(world.member), numbered))).toBe('INVALID_INPUT');
  },
);

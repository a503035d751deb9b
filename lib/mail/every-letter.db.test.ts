import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import {
  emailChangedLetters,
  newAddressLetter,
  newDeviceLetter,
  noticeLetter,
  oldAddressLetter,
  recoveryLetter,
} from '@/lib/auth/account-letters';
import { ROLES } from '@/lib/authorization/permissions';
import type { Principal } from '@/lib/authorization/question';
import { askedLetter, type Asked } from '@/lib/consents/asked-letter';
import { tellBothSides, type ConsentNews } from '@/lib/consents/consent-letter';
import { reminderLetter } from '@/lib/consents/reminder';
import { testDatabase, type TestDatabase } from '@/lib/db/test-database';
import { inTransaction, type Tx } from '@/lib/db/transaction';
import type { Emergency } from '@/lib/emergencies/emergency';
import { emergencyLetter, type EmergencyNews } from '@/lib/emergencies/emergency-letter';
import { LOCALES, type Locale } from '@/lib/i18n/locale';
import { MESSAGES } from '@/lib/i18n/messages';
import { codeLetter, patientLetter, practitionerLetter } from '@/lib/invitations/invitation-letter';
import { observationWorld, person, type ObservationWorld } from '@/lib/observations/test-world';
import { mailAboutRole } from '@/lib/organizations/role-letters';
import { enrollmentTarget } from '@/lib/patients/enrollment-store';
import { ask } from '@/lib/query';
import { queueMail, type Letter } from './mail-store';
import { outboxLetter, outboxList } from './outbox-queries';
import { oneRound } from './postman';
import { readMail, testSmtp, type TestSmtp } from './test-smtp';
import { templatesOf } from './test-templates';

/** Every kind of letter there is, in both languages, with something hostile in each word that a person can type. */
const WORDS = `=cmd|calc <script>alert(1)</script><a href="https://evil.example">x</a> {link} {{7*7}} "'&lt;`;
const ESCAPED = WORDS.replaceAll('&', '&amp;')
  .replaceAll('<', '&lt;')
  .replaceAll('>', '&gt;')
  .replaceAll('"', '&quot;')
  .replaceAll("'", '&#39;');
const TOKEN = 'k'.repeat(43);
const CODE = '123456';
/** As hostile as an address can be and still be one. */
const [ADDRESS, NEW_ADDRESS] = ["o'hara&co+old@example.org", "o'hara&co+new@example.org"];

const NOTICES: Record<Parameters<typeof noticeLetter>[1], true> = {
  password: true,
  factorAdded: true,
  factorRemoved: true,
  resetAsked: true,
  reset: true,
  resetRefused: true,
};
const EMERGENCY_NEWS: Record<EmergencyNews, true> = { requested: true, begun: true };
const CONSENT_NEWS: Record<ConsentNews, true> = {
  answered: true,
  recorded: true,
  confirmed: true,
  disputed: true,
  stopped: true,
  started: true,
  renewed: true,
  paused: true,
  resumed: true,
  left: true,
};
type RoleNews = Parameters<typeof mailAboutRole>[2];
const ROLE_NEWS: Record<RoleNews['kind'], RoleNews[]> = {
  changed: ROLES.map((role) => ({ kind: 'changed', role })),
  ends: [
    { kind: 'ends', lastDay: '2030-02-03' },
    { kind: 'ends', lastDay: null },
  ],
  removed: [{ kind: 'removed' }],
};
const ASKED: Record<Asked['kind'], Asked> = {
  text: { kind: 'text' },
  request: { kind: 'request', scopeId: 1 },
  new: { kind: 'new', scopeId: 1 },
};
const keysOf = <K extends string>(record: Record<K, unknown>) => Object.keys(record) as K[];

let database: TestDatabase;
let world: ObservationWorld;
let member: Principal;
let smtp: TestSmtp;

type Kept = { id: string; subject: string; text: string; html: string; to: string };
let kept: Kept[];

beforeAll(async () => {
  // Read with the rest of the environment, at its first use.
  vi.stubEnv('DEMO', '1');
  database = await testDatabase();
  smtp = await testSmtp();
  world = await observationWorld(database.admin);
  const { organizationId } = world;
  member = await person(database.admin, 'practitioner', { organizationId, role: 'member' });
  await database.admin.query('UPDATE user_account SET name = $1', [WORDS]);
  await database.admin.query('UPDATE study SET name = $1', [WORDS]);
  await database.admin.query('UPDATE organization SET name = $2 WHERE id = $1', [organizationId, WORDS]);
  await database.admin.query('DELETE FROM mail');
  for (const locale of LOCALES) {
    await database.admin.query('UPDATE user_account SET locale = $1', [locale]);
    await inTransaction(member.userId, (tx) => writeAll(tx, locale));
  }
  const { rows } = await database.admin.query<Kept>(
    `SELECT id, subject, body_text AS text, body_html AS html, to_address AS to FROM mail ORDER BY created_at, id`,
  );
  kept = rows;
});
afterAll(async () => {
  await smtp.close();
  await database.close();
  vi.unstubAllEnvs();
});

async function writeAll(tx: Tx, locale: Locale): Promise<void> {
  for (const letter of lettersIn(locale)) await queueMail(tx, letter);
  const { organizationId, participant } = world;
  for (const news of Object.values(ROLE_NEWS).flat())
    await mailAboutRole(tx, { userId: member.userId, organizationId }, news);
  const target = await enrollmentTarget(tx, participant.enrollmentId);
  for (const news of keysOf(CONSENT_NEWS)) await tellBothSides(tx, target!, news);
}

function lettersIn(locale: Locale): Letter[] {
  const owner = { email: ADDRESS, name: WORDS, locale };
  const change = { ...owner, newEmail: NEW_ADDRESS };
  const link = `http://localhost:3000/invite/${TOKEN}`;
  const inviting = { email: ADDRESS, link, locale, inviterName: WORDS, organizationName: WORDS };
  const emergency = {
    organizationId: world.organizationId,
    organizationName: WORDS,
    requesterName: WORDS,
    deciderName: WORDS,
    studyName: WORDS,
    minutes: 30,
  } as Emergency;
  return [
    ...keysOf(NOTICES).map((notice) => noticeLetter(owner, notice)),
    newDeviceLetter(owner, WORDS),
    newDeviceLetter(owner, null),
    recoveryLetter(owner, TOKEN),
    oldAddressLetter(change, TOKEN),
    newAddressLetter(change, TOKEN),
    ...emailChangedLetters(change),
    patientLetter({ ...inviting, studyName: WORDS }),
    ...ROLES.map((role) => practitionerLetter({ ...inviting, role })),
    codeLetter(ADDRESS, CODE, locale),
    ...Object.values(ASKED).map((asked) => askedLetter(owner, WORDS, asked)),
    reminderLetter({ ...owner, studyId: world.studyId, studyName: WORDS, endsAt: new Date('2030-02-03') }),
    ...keysOf(EMERGENCY_NEWS).map((news) => emergencyLetter(news, owner, emergency)),
  ];
}

describe('no kind of letter is forgotten here', () => {
  test('each function that makes one is called above, and only known files put one into the mail', () => {
    const sources = readdirSync('lib', { recursive: true, encoding: 'utf8' })
      .filter((file) => /(?<!\.test|-world)\.ts$/.test(file) && !file.startsWith('db/generated'))
      .map((file) => ({ file, source: readFileSync(`lib/${file}`, 'utf8') }));
    const makers = sources.flatMap(({ file, source }) =>
      [...source.matchAll(/function (\w+)\([^)]*\): Letter(?:\[\])? \{/g)].map(
        ([, name]) => `${file} ${name}`,
      ),
    );
    expect(makers.toSorted()).toEqual([
      'auth/account-letters.ts emailChangedLetters',
      'auth/account-letters.ts newAddressLetter',
      'auth/account-letters.ts newDeviceLetter',
      'auth/account-letters.ts noticeLetter',
      'auth/account-letters.ts oldAddressLetter',
      'auth/account-letters.ts recoveryLetter',
      'consents/asked-letter.ts askedLetter',
      'consents/consent-letter.ts patientLetter',
      'consents/consent-letter.ts watcherLetter',
      'consents/reminder.ts reminderLetter',
      'emergencies/emergency-letter.ts emergencyLetter',
      'invitations/invitation-letter.ts codeLetter',
      'invitations/invitation-letter.ts patientLetter',
      'invitations/invitation-letter.ts practitionerLetter',
      'organizations/role-letters.ts roleLetter',
    ]);
    // Whatever is put into the mail was made by one of them.
    for (const { file, source } of sources)
      for (const [, each] of source.matchAll(/await queueMails?\(\s*tx,\s*([^;]+);/g))
        expect(each, file).toMatch(/^[\w.]*[lL]etter\b|^\w+\.map\((?:\(\w+\) => )?\w+Letter\b/);
  });

  test.each(LOCALES)('every template of a letter was written, in %s', (locale) => {
    const templates = templatesOf(MESSAGES, locale);
    expect(templates.length).toBeGreaterThan(45);
    const unwritten = templates.filter(
      ({ words }) => !kept.some(({ subject, text }) => words.test(subject) || words.test(text)),
    );
    expect(unwritten.map(({ key }) => key)).toEqual([]);
  });
});

/** Nothing but what the one template writes: no other element, attribute or place to go. */
const TAG =
  /^<(?:!doctype html|\/?(?:html|head|body|main|p|a|title|style|span)|br|meta [^<>]*|(?:p|span) class="(?:plain|code)"|a (?:class="button" )?href="http:\/\/localhost:3000\/[^"<>]*")>$/;

describe('each, in its two forms', () => {
  test('has what a person typed as they typed it, and only as words', () => {
    for (const { subject, text, html } of kept) {
      const where = `${subject}\n${text}`;
      if (!subject.includes(CODE)) {
        expect(text, where).toContain(WORDS);
        expect(html, where).toContain(ESCAPED);
      }
      for (const [tag] of html.matchAll(/<[^>]*>/g)) expect(tag, where).toMatch(TAG);
      expect(html.match(/<title>/g), where).toHaveLength(1);
    }
  });

  test('stands in the outbox of a demo, for a super admin and nobody else', async () => {
    const listed = await ask(outboxList, world.superAdmin);
    expect(listed.map(({ id }) => id).toSorted()).toEqual(kept.map(({ id }) => id).toSorted());
    for (const { id, subject, text, html } of kept) {
      const shown = await ask(outboxLetter(id), world.superAdmin);
      expect(shown).toMatchObject({ subject, bodyText: text, bodyHtml: html });
    }
    for (const who of [member, world.participant.patient])
      await expect(ask(outboxLetter(kept[0]!.id), who)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('reaches a real mail server whole, one recipient each, and nothing typed becomes a header', async () => {
    while ((await oneRound(smtp.sender)) > 0);
    expect(smtp.arrived).toHaveLength(kept.length);
    const { rows } = await database.admin.query(
      'SELECT FROM mail WHERE sent_at IS NULL OR last_error IS NOT NULL',
    );
    expect(rows).toHaveLength(0);
    for (const { to, source } of smtp.arrived) {
      const { headers, subject, text, html } = readMail(source);
      const id = /^<([^@]+)@/.exec(headers.get('message-id') ?? '')?.[1];
      const letter = kept.find((each) => each.id === id)!;
      expect({ to, subject, text, html }, letter.subject).toEqual({
        to: [letter.to],
        subject: letter.subject,
        text: letter.text,
        html: letter.html,
      });
      expect([...headers.keys()].toSorted()).toEqual(HEADERS);
    }
  });
});

const HEADERS = [
  'auto-submitted',
  'content-type',
  'date',
  'from',
  'message-id',
  'mime-version',
  'subject',
  'to',
];

test('a line break in a subject begins no header', async () => {
  smtp.arrived.length = 0;
  const letter = {
    toAddress: 'who@example.org',
    bodyText: 'Hello',
    subject: 'Hi\r\nBcc: everybody@example.org\r\n\r\nWords',
  };
  await inTransaction(member.userId, (tx) => queueMail(tx, letter));
  await oneRound(smtp.sender);
  const [{ to, source } = { to: [], source: '' }] = smtp.arrived;
  expect(to).toEqual(['who@example.org']);
  expect([...readMail(source).headers.keys()].toSorted()).toEqual(HEADERS);
  expect(readMail(source).text).toBe('Hello');
});

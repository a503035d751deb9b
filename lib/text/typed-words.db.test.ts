import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Principal } from '@/lib/authorization/question';
import { execute } from '@/lib/command';
import { answerRequest, recordOnBehalf } from '@/lib/consents/consent-commands';
import { consentFileOf, type ExportRequest } from '@/lib/consents/consent-export-queries';
import { stopSharing } from '@/lib/consents/sharing-commands';
import { readCsv } from '@/lib/csv/csv';
import { testDatabase, type TestDatabase } from '@/lib/db/test-database';
import { requestEmergency } from '@/lib/emergencies/emergency-commands';
import { sendInvitation } from '@/lib/invitations/invitation-commands';
import { invitePractitioner } from '@/lib/invitations/practitioner-invitation-commands';
import {
  addParticipant,
  GLUCOSE,
  HEART_RATE,
  observationWorld,
  person,
  type ObservationWorld,
  type Participant,
} from '@/lib/observations/test-world';
import { changeRole } from '@/lib/organizations/membership-commands';
import { again } from '@/lib/organizations/management-world';
import { ask } from '@/lib/query';
import { receiptOf } from '@/lib/receipts/receipt-queries';
import { receiptPublicKeys } from '@/lib/receipts/receipt-signature';
import { verifyReceipt } from '@/lib/receipts/verify-receipt';

/**
 * Every text of the database that a person types, each with hostile words of its own, through everything that carries texts
 * out of the product: files, letters, receipts, the card, the log. Each says which of them it carries, as words and no more.
 */
const TYPED = {
  'consent_decision.document_reference': 'document',
  'consent_decision.witness': 'witness',
  'data_source.name': 'source',
  'device.name': 'device',
  'emergency_access.reason': 'emergency',
  'organization.contact': 'orgContact',
  'organization.description': 'orgWords',
  'organization.name': 'orgName',
  'organization.type': 'orgType',
  'passkey.name': 'passkey',
  'patient.name': 'patient',
  'patient_identifier.system': 'idSystem',
  'patient_identifier.value': 'idValue',
  'scope_request.reason': 'reason',
  'study.contact': 'contact',
  'study.ethics_number': 'ethics',
  'study.name': 'study',
  'study.purpose': 'purpose',
  'study_information.body': 'body',
  'user_account.name': 'account',
  'user_session.user_agent': 'agent',
} as const;
type Word = (typeof TYPED)[keyof typeof TYPED];
const WORDS = Object.values(TYPED);

/** Texts that nobody types: keys and codes, choices of a list, addresses that a rule keeps in shape, and copies of the above. */
const NOT_TYPED = [
  'consent_confirmation.answer',
  'consent_decision.method',
  'data_group_key.public_keyset',
  'data_source.kind',
  'device.signing_public_keyset',
  'email_change.new_email',
  'factor_reset.decision',
  'invitation.email',
  'invitation.locale',
  'mail.body_html',
  'mail.body_text',
  'mail.last_error',
  'mail.subject',
  'mail.to_address',
  'passkey.credential_id',
  'patient.email',
  'rate_limit.key',
  'receipt.jws',
  'role_permission.permission',
  'rotation_task.reason',
  'scope.code',
  'scope.name',
  'scope.plain_name_en',
  'scope.plain_name_es',
  'scope_request_version.reason',
  'study_information.language',
  'unlock_slot.kdf',
  'unlock_slot.label',
  'user_account.email',
  'user_account.locale',
  'user_account.password_hash',
  'user_key.encryption_public_keyset',
  'user_key.signing_public_keyset',
  'user_session.challenge',
];

/** A formula, a script and a template at once, short enough for the shortest field. */
const hostile = (word: Word) => `=${word}|<script>ran('${word}')</script>{x}`;
const wordsIn = (text: string) => WORDS.filter((word) => text.includes(hostile(word))).toSorted();

let database: TestDatabase;
let world: ObservationWorld;
let other: Participant;
let manager: Principal;
let member: Principal;
let nurse: Principal;
let own = '';

const set = (table: string, column: string, word: Word, where = 'true') =>
  database.admin.query(`UPDATE ${table} SET ${column} = $1 WHERE ${where}`, [hostile(word)]);

beforeAll(async () => {
  database = await testDatabase();
  world = await observationWorld(database.admin);
  const { organizationId, studyId, participant } = world;
  manager = await person(database.admin, 'practitioner', { organizationId, role: 'manager' });
  member = await person(database.admin, 'practitioner', { organizationId, role: 'member' });
  nurse = await person(database.admin, 'practitioner', { organizationId, role: 'viewer' });
  other = await addParticipant(database.admin, studyId, manager.userId);
  const ofOrganization = `id = '${organizationId}'`;
  await set('organization', 'name', 'orgName', ofOrganization);
  await set('organization', 'contact', 'orgContact', ofOrganization);
  await set('organization', 'description', 'orgWords', ofOrganization);
  await set('organization', 'type', 'orgType', ofOrganization);
  await set('study', 'name', 'study');
  await set('study', 'purpose', 'purpose');
  await set('study', 'contact', 'contact');
  await set('study', 'ethics_number', 'ethics');
  await set('scope_request', 'reason', 'reason');
  await set('patient', 'name', 'patient');
  await set('user_account', 'name', 'account');
  await set('user_session', 'user_agent', 'agent');
  await set('device', 'name', 'device');
  await set('data_source', 'name', 'source', `name = (SELECT min(name) FROM data_source)`);
  await database.admin.query(
    `INSERT INTO patient_identifier (patient_id, organization_id, system, value) VALUES ($1, $2, $3, $4)`,
    [participant.patientId, organizationId, hostile('idSystem'), hostile('idValue')],
  );
  await database.admin.query(`INSERT INTO study_information (study_id, version, body) VALUES ($1, 1, $2)`, [
    studyId,
    hostile('body'),
  ]);
  await database.admin.query(
    `INSERT INTO passkey (user_id, credential_id, public_key, name) VALUES ($1, 'x', '\\x00', $2)`,
    [manager.userId, hostile('passkey')],
  );
});
afterAll(() => database.close());

test('every text column is known here: typed by a person, or not', async () => {
  const { rows } = await database.admin.query<{ name: string }>(
    `SELECT c.table_name || '.' || c.column_name AS name FROM information_schema.columns c
       JOIN information_schema.tables t USING (table_schema, table_name)
      WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND t.table_name <> '_prisma_migrations'
        AND c.data_type IN ('text', 'character varying', 'json', 'jsonb')
      ORDER BY 1`,
  );
  const known = [...Object.keys(TYPED), ...NOT_TYPED].toSorted();
  expect(rows.map(({ name }) => name).toSorted()).toEqual(known);
});

/** What is done so that there is something to carry out; its letters go out on the way. */
async function live(): Promise<void> {
  const { organizationId, studyId, participant } = world;
  const { enrollmentId, patient } = participant;
  const asked = { enrollmentId, informationVersion: 1 };
  const { decisionIds } = await execute(answerRequest, again(patient), {
    ...asked,
    answers: [{ scope: GLUCOSE.code, answer: 'share' }],
  });
  own = decisionIds[0] ?? '';
  await execute(recordOnBehalf, again(member), {
    ...asked,
    scope: HEART_RATE.code,
    answer: 'share',
    method: 'paper',
    spokenAt: '2026-01-02T10:00:00Z',
    documentReference: hostile('document'),
    witness: hostile('witness'),
  });
  await execute(stopSharing, again(patient), { enrollmentId, scope: GLUCOSE.code });
  await execute(requestEmergency, again(world.superAdmin), {
    studyId,
    reason: hostile('emergency'),
    minutes: 30,
  });
  const email = 'new@example.org';
  await execute(invitePractitioner, again(manager), { organizationId, email, role: 'viewer' });
  const { rows } = await database.admin.query<{ id: string }>(
    'SELECT id FROM membership WHERE user_id = $1',
    [nurse.userId],
  );
  await execute(changeRole, again(manager), { membershipId: rows[0]!.id, role: 'member' });
}

describe('what leaves the product', () => {
  beforeAll(live);

  const fileOf = async (what: ExportRequest['what'], format: ExportRequest['format']) => {
    const wanted = { studyId: world.studyId, what, format, purpose: 'audit' } as const;
    return (await ask(consentFileOf(wanted, false), again(world.viewer))).body;
  };

  test.each([
    ['matrix', ['patient']],
    ['decisions', ['account', 'document', 'patient', 'witness']],
  ] as [ExportRequest['what'], Word[]][])('the table of %s computes nothing', async (what, carried) => {
    const body = await fileOf(what, 'csv');
    expect(wordsIn(body)).toEqual(carried);
    const cells = readCsv(body).flatMap((row) => row.cells);
    expect(cells.length).toBeGreaterThan(10);
    for (const cell of cells) expect(cell).not.toMatch(/^[\s\u00a0]*[=+\-@|%]/);
    for (const word of carried) expect(cells).toContain(`'${hostile(word)}`);
  });

  test.each(['matrix', 'decisions'] as const)('FHIR of %s is one record a line', async (what) => {
    const body = await fileOf(what, 'fhir');
    expect(wordsIn(body)).toEqual(['document']);
    const types = body
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { resourceType: string }).resourceType);
    expect(new Set(types)).toEqual(new Set(['Consent']));
  });

  test('a receipt signs the words as they are, and its two files are believed', async () => {
    const { jws, payload, plainName, keyId } = await receiptOf(again(world.participant.patient), own);
    expect(jws).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
    expect(wordsIn(Object.values(payload.consent_record.purposes[0]!).join('\n'))).toEqual([
      'reason',
      'study',
    ]);
    expect(payload.consent_record.pii_controllers).toEqual([
      { name: hostile('orgName'), contact: hostile('orgContact') },
    ]);
    expect(JSON.stringify({ plainName, keyId })).not.toContain('script');
    const genuine = { isGenuine: true, payload, keyId };
    const keys = await receiptPublicKeys();
    expect(await verifyReceipt(jws, keys)).toEqual(genuine);
    expect(await verifyReceipt(JSON.stringify({ receipt: jws, says: payload }, null, 2), keys)).toEqual(
      genuine,
    );
  });

  test('the card and the letters have them as words', async () => {
    await database.admin.query(`UPDATE enrollment SET state = 'withdrawn' WHERE id = $1`, [
      other.enrollmentId,
    ]);
    await database.admin.query(`UPDATE enrollment SET state = 'invited' WHERE id = $1`, [other.enrollmentId]);
    const { rows: accounts } = await database.admin.query<{ email: string }>(
      'SELECT email FROM user_account WHERE id = $1',
      [other.patient.userId],
    );
    const input = { enrollmentId: other.enrollmentId, email: accounts[0]!.email };
    const { card } = await execute(sendInvitation, again(manager), input);
    const printed = [card.title, card.from, ...card.steps, ...card.notes, card.typed].join('\n');
    expect(wordsIn(printed)).toEqual(['contact', 'orgName', 'study']);
    const { rows } = await database.admin.query<{ subject: string; text: string; html: string }>(
      'SELECT subject, body_text AS text, body_html AS html FROM mail',
    );
    expect(rows.length).toBeGreaterThan(8);
    expect(wordsIn(rows.map(({ text }) => text).join('\n'))).toEqual(['account', 'orgName', 'study']);
    for (const { subject, html } of rows) expect(html, subject).not.toMatch(/<script/);
  });

  test('the log has none of them: ids and codes alone', async () => {
    const { rows } = await database.admin.query<{ body: string }>(
      `SELECT convert_from(body, 'UTF8') AS body FROM audit.event`,
    );
    expect(rows.length).toBeGreaterThan(10);
    expect(rows.map(({ body }) => body).join('\n')).not.toMatch(/script|ran\(/);
  });
});

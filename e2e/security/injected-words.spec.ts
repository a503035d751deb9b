import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { mailHtml } from '@/lib/mail/mail-html';
import { withDatabase } from '../support/database';
import { tenantWithPatients } from '../support/planted-patients';
import { signInOver } from '../support/sign-in';
import type { Tenant } from '../support/tenant';
import { SCOPES } from '../support/tenant-studies';
import { expect, test } from '../support/test';

/** One word for each way in which a text could become something else; every field of studies and patients gets all of them. */
const SCRIPT = `<img src=x onerror="window.__ran=1"><script>window.__ran=1</script>`;
const FORMULA = '=cmd|calc';
const TEMPLATE = '{{7*7}}${7*7}';
const WORDS = `${FORMULA} ${SCRIPT} ${TEMPLATE} "'><b>`;

async function poison({ organizationId, studyId, patientId, draftStudyId }: Tenant): Promise<void> {
  await withDatabase(async (client) => {
    for (const id of [studyId, draftStudyId])
      await client.query(
        `UPDATE study SET name = left($2 || id, 120), purpose = $2, contact = $2, ethics_number = left($2, 120) WHERE id = $1`,
        [id, WORDS],
      );
    await client.query('UPDATE scope_request SET reason = $2 WHERE study_id = $1', [studyId, WORDS]);
    await client.query(`INSERT INTO study_information (study_id, version, body) VALUES ($1, 9, $2)`, [
      studyId,
      `# ${WORDS}\n\n[a](javascript:window.__ran=1) ![b](https://evil.example/pixel.png)\n\n${WORDS}`,
    ]);
    await client.query('UPDATE patient SET name = $2 WHERE id = $1', [patientId, WORDS]);
    await client.query(
      `INSERT INTO patient_identifier (patient_id, organization_id, system, value) VALUES ($1, $2, $3, $3)`,
      [patientId, organizationId, WORDS],
    );
  });
}

/** Of the organization and its people, what was written down on behalf, and a letter; the decision of the patient and the letter. */
async function poisonPeople(tenant: Tenant): Promise<{ decisionId: string; mailId: string }> {
  const { organizationId, manager, member, viewer, patient, enrollmentId, studyId, mark } = tenant;
  return withDatabase(async (client) => {
    await client.query(
      `UPDATE organization SET name = left($2 || id, 120), type = left($2, 60), contact = $2, description = $2 WHERE id = $1`,
      [organizationId, WORDS],
    );
    const people = [manager, member, viewer, patient].map(({ userId }) => userId);
    await client.query('UPDATE user_account SET name = $2 WHERE id = ANY($1)', [people, WORDS]);
    await client.query(
      `INSERT INTO consent_decision (enrollment_id, scope_id, decision, decided_by, decided_as, request_version,
                                     information_version, method, spoken_at, document_reference, witness)
       SELECT $1, s.id, 'granted', $2, 'on_behalf', r.version, 9, 'paper', now(), $3, $3
         FROM scope s JOIN scope_request r ON r.scope_id = s.id AND r.study_id = $4 WHERE s.code = $5`,
      [enrollmentId, member.userId, WORDS, studyId, SCOPES.unanswered],
    );
    const { rows } = await client.query<{ id: string }>(
      `SELECT d.id FROM consent_decision d JOIN scope s ON s.id = d.scope_id
        WHERE d.enrollment_id = $1 AND s.code = $2 AND d.decision = 'granted'`,
      [enrollmentId, SCOPES.shared],
    );
    const mailId = randomUUID();
    const letter = { subject: WORDS, bodyText: `Hello ${WORDS},\n\n${WORDS}\n` };
    await client.query(
      'INSERT INTO mail (id, to_address, subject, body_text, body_html) VALUES ($1, $2, $3, $4, $5)',
      [mailId, `${mark}@demo.wellkept.example`, letter.subject, letter.bodyText, mailHtml(letter)],
    );
    return { decisionId: rows[0]!.id, mailId };
  });
}

const ran = (page: Page) => page.evaluate(() => '__ran' in window);

/** Words are in text or in the value of a field, and everywhere as they were typed. */
async function expectWords(page: Page, paths: string[]): Promise<void> {
  for (const path of paths) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 }).first(), path).toBeVisible();
    expect(await page.content(), path).toContain('window.__ran');
    expect(await ran(page), path).toBe(false);
    await expect(page.locator('img[src="x"], a[href^="javascript"], main script'), path).toHaveCount(0);
  }
}

test('what people write stays words on every page of studies and patients', async ({ stranger }) => {
  test.slow();
  const page = await stranger();
  const tenant = await tenantWithPatients(page);
  await poison(tenant);
  const requested: string[] = [];
  page.on('request', (request) => requested.push(request.url()));
  const home = `/o/${tenant.organizationId}`;
  const study = `${home}/studies/${tenant.studyId}`;
  const patient = `${home}/patients/${tenant.patientId}`;
  const pages = [
    `${home}/studies`,
    study,
    `${study}/patients`,
    `${study}/preview`,
    `${study}/settings`,
    `${study}/activity`,
    `${home}/studies/${tenant.draftStudyId}`,
    `${home}/patients`,
    patient,
    `${patient}/edit`,
    `${patient}/data`,
    `${patient}/consent`,
    `${patient}/activity`,
    `${home}/audit`,
  ];
  await expectWords(page, pages);
  await page.goto(study);
  await page.getByRole('button', { name: 'Change state' }).click();
  await page.getByRole('menuitem', { name: 'Close…' }).click();
  await expect(page.getByRole('alertdialog')).toContainText(SCRIPT);
  expect(await ran(page)).toBe(false);
  expect(requested.filter((url) => url.includes('evil.example'))).toEqual([]);
});

test('and of the organization, of its people and of what they wrote down', async ({ stranger }) => {
  test.slow();
  const page = await stranger();
  const tenant = await tenantWithPatients(page);
  await poison(tenant);
  await poisonPeople(tenant);
  const { organizationId, studyId, patientId, childId, member } = tenant;
  const home = `/o/${organizationId}`;
  const consent = `${home}/studies/${studyId}/consent`;
  await expectWords(page, [
    home,
    `${home}/tree`,
    `${home}/tree/${organizationId}`,
    `${home}/tree/${childId}/move`,
    `${home}/people`,
    `${home}/people/${member.userId}`,
    `${home}/people/${member.userId}/why`,
    `${home}/people/invitations`,
    `${home}/emergency`,
    consent,
    `${consent}/record?patient=${patientId}`,
    '/account',
  ]);
  await page.goto(consent);
  await page.getByRole('button', { name: /Blood glucose: Sharing not confirmed/ }).click();
  await expect(page.getByRole('dialog')).toContainText(SCRIPT);
  expect(await ran(page)).toBe(false);
});

test('and on the pages of a patient, in a receipt and in the outbox', async ({ stranger, pageOf }) => {
  test.slow();
  const page = await stranger();
  const tenant = await tenantWithPatients(page);
  await poison(tenant);
  const { decisionId, mailId } = await poisonPeople(tenant);
  await page.context().clearCookies();
  await page.goto('/sign-in');
  await signInOver(page.request, tenant.patient);
  await expectWords(page, [
    '/me',
    `/me/studies/${tenant.studyId}`,
    '/me/history',
    `/me/receipts/${decisionId}`,
    '/account',
  ]);
  const admin = await pageOf('admin');
  await expectWords(admin, [
    '/admin?q=cmd%7Ccalc',
    '/admin/outbox',
    `/admin/outbox/${mailId}`,
    '/dev/outbox',
  ]);
  await admin.goto(`/admin/outbox/${mailId}`);
  const letter = admin.frameLocator('iframe');
  await expect(letter.locator('main')).toContainText(SCRIPT);
  await expect(letter.locator('img, script')).toHaveCount(0);
});

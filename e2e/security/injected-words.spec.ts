import type { Page } from '@playwright/test';
import { withDatabase } from '../support/database';
import { tenantWithPatients } from '../support/planted-patients';
import type { Tenant } from '../support/tenant';
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

const ran = (page: Page) => page.evaluate(() => '__ran' in window);

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
  for (const path of pages) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 }), path).toBeVisible();
    // Words are in text or in the value of a field, and everywhere as they were typed.
    expect(await page.content(), path).toContain('window.__ran');
    expect(await ran(page), path).toBe(false);
    await expect(page.locator('img[src="x"], a[href^="javascript"], main script'), path).toHaveCount(0);
  }
  await page.goto(study);
  await page.getByRole('button', { name: 'Change state' }).click();
  await page.getByRole('menuitem', { name: 'Close…' }).click();
  await expect(page.getByRole('alertdialog')).toContainText(SCRIPT);
  expect(await ran(page)).toBe(false);
  expect(requested.filter((url) => url.includes('evil.example'))).toEqual([]);
});

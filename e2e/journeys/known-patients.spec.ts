import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { withDatabase } from '../support/database';
import { enrolledIn, tenantWithPatients } from '../support/planted-patients';
import { Presses } from '../support/presses';
import { signInOver } from '../support/sign-in';
import { expect, test } from '../support/test';

const FIVE = ['Ada', 'Bo', 'Cem', 'Dara', 'Edo'];
const link = (page: Page, name: string) => page.getByRole('link', { name, exact: true }).first();

test('enrolls 5 known patients with 8 presses, and none twice', async ({ stranger }) => {
  const page = await stranger();
  const tenant = await tenantWithPatients(page, FIVE);
  const studyId = await withDatabase(async (client) => {
    const { rows } = await client.query<{ id: string }>(
      `INSERT INTO study (organization_id, name, purpose, state, created_by) VALUES ($1, 'Second study', 'x', 'active', $2) RETURNING id`,
      [tenant.organizationId, tenant.manager.userId],
    );
    return rows[0]!.id;
  });
  await page.goto(`/o/${tenant.organizationId}`);
  const presses = new Presses();
  await presses.on(link(page, 'Patients'));
  for (const name of FIVE) await presses.on(page.getByLabel(`Select ${name}`, { exact: true }));
  await presses.on(page.getByRole('button', { name: 'Add to study' }));
  await presses.on(page.getByRole('menuitem', { name: 'Second study' }));
  await expect(page.getByText('5 patients added to Second study')).toBeVisible();
  presses.expectAtMost(8);
  expect(await enrolledIn(studyId)).toEqual(FIVE);

  await page.getByLabel('Select Ada', { exact: true }).check();
  await page.getByRole('button', { name: 'Add to study' }).click();
  await page.getByRole('menuitem', { name: 'Second study' }).click();
  await expect(page.getByText('All of them are invited or take part already.')).toBeVisible();
});

test('from the study’s side, by keyboard alone', async ({ stranger }) => {
  const page = await stranger();
  const tenant = await tenantWithPatients(page, FIVE);
  await page.goto(`/o/${tenant.organizationId}/studies/${tenant.studyId}/patients`);
  await press(page, link(page, 'Add known patients'));
  await expect(page.getByRole('heading', { name: 'Add patients you know already' })).toBeVisible();
  for (const name of ['Ada', 'Edo']) {
    await tabTo(page, page.getByLabel(`Select ${name}`, { exact: true }));
    await page.keyboard.press('Space');
  }
  await page.keyboard.press('Control+Home');
  await tabTo(page, page.getByRole('button', { name: /^Add to A active study/ }), 'Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^2 patients added to/)).toBeVisible();
  await expect(page.getByRole('link', { name: 'Ada', exact: true })).toHaveCount(0);
  expect(await enrolledIn(tenant.studyId)).toEqual(expect.arrayContaining(['Ada', 'Edo']));
});

test('a patient is withdrawn after the consequences were read, and the history stays', async ({
  stranger,
}) => {
  const page = await stranger();
  const tenant = await tenantWithPatients(page);
  await page.goto(`/o/${tenant.organizationId}/patients/${tenant.patientId}`);
  await page
    .getByRole('button', { name: /^Actions for A patient/ })
    .first()
    .click();
  await page.getByRole('menuitem', { name: 'Withdraw from the study…' }).click();
  const dialog = page.getByRole('alertdialog');
  await expect(dialog).toContainText('nobody can read this patient’s data in this study');
  await expect(dialog).toContainText('Nothing is deleted.');
  await dialog.getByRole('button', { name: 'Withdraw', exact: true }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText('Withdrawn', { exact: true })).toBeVisible();
});

test('the details are changed, and an identifier of somebody else is refused at its field', async ({
  stranger,
}) => {
  const page = await stranger();
  const tenant = await tenantWithPatients(page, ['Ada', 'Bo']);
  const home = `/o/${tenant.organizationId}/patients`;
  await page.goto(home);
  await link(page, 'Bo').click();
  await link(page, 'Change').click();
  await page.getByLabel('Identifier', { exact: true }).fill('B-1');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('MRN B-1')).toBeVisible();
  await page.goto(home);
  await link(page, 'Ada').click();
  await link(page, 'Change').click();
  await page.getByLabel('Name', { exact: true }).fill('Ada Byron');
  await page.getByLabel('Identifier', { exact: true }).fill('B-1');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(
    page.getByText('Another patient of this organization has this identifier.').first(),
  ).toBeVisible();
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Ada Byron');
  await page.getByLabel('Identifier', { exact: true }).fill('A-1');
  await page.getByRole('button', { name: 'Another identifier' }).click();
  await page.getByLabel('Number system 2').fill('NHS');
  await page.getByRole('textbox', { name: 'Identifier 2' }).fill('943 476 5919');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Ada Byron' })).toBeVisible();
  await expect(page.getByText('NHS 943 476 5919')).toBeVisible();
});

test('the second to change a patient keeps what they typed and reads what the first wrote', async ({
  stranger,
}) => {
  const page = await stranger();
  const tenant = await tenantWithPatients(page, ['Ada']);
  await page.goto(`/o/${tenant.organizationId}/patients`);
  await link(page, 'Ada').click();
  await link(page, 'Change').click();
  await page.getByLabel('Name', { exact: true }).fill('Ada Second');
  await withDatabase((client) =>
    client.query(
      `UPDATE patient SET name = 'Ada First' WHERE name = 'Ada' AND id IN
         (SELECT patient_id FROM patient_organization WHERE organization_id = $1)`,
      [tenant.organizationId],
    ),
  );
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('main').getByText('It is now “Ada First”.').first()).toBeVisible();
  await expect(page.getByRole('heading', { level: 1, name: 'Ada First' })).toBeVisible();
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Ada Second');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Ada Second' })).toBeVisible();
});

test('every answer of a patient, by study, each with an address', async ({ stranger }) => {
  const page = await stranger();
  const tenant = await tenantWithPatients(page);
  await page.context().clearCookies();
  await signInOver(page.request, tenant.viewer);
  await page.goto(`/o/${tenant.organizationId}/patients/${tenant.patientId}`);
  await page.getByRole('link', { name: 'Consent', exact: true }).first().click();
  const answers = page.getByRole('list', { name: 'Decisions, newest first' }).locator(':scope > li');
  await expect(answers.first()).toBeVisible();
  const all = await answers.count();
  await expect(page.getByText(/^Written down by/).first()).toBeVisible();
  const oldest = await answers.last().getAttribute('id');
  await answers.last().getByRole('link', { name: 'Link to this decision' }).click();
  await expect(page).toHaveURL(new RegExp(`before=\\d+#${oldest}$`));
  await expect(answers).toHaveCount(1);
  await page.getByRole('link', { name: 'Newest' }).click();
  await expect(answers).toHaveCount(all);
  await page.getByLabel('Study', { exact: true }).selectOption({ label: `A active study, ${tenant.mark}` });
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`study=${tenant.studyId}`));
  await expect(answers.first()).toBeVisible();
});

test('all of one person’s accesses to one patient with 2 presses from the patient', async ({ stranger }) => {
  const page = await stranger();
  const tenant = await tenantWithPatients(page, ['Ada']);
  await page.goto(`/o/${tenant.organizationId}/patients`);
  await link(page, 'Ada').click();
  await expect(page.getByRole('heading', { level: 1, name: 'Ada' })).toBeVisible();
  const presses = new Presses();
  await presses.on(link(page, 'Activity'));
  await presses.on(page.getByRole('link', { name: `Somebody manager.${tenant.mark}` }).first());
  await expect(page.getByRole('link', { name: 'Show everybody' })).toBeVisible();
  await expect(page.getByText('opened the page of Ada').first()).toBeVisible();
  presses.expectAtMost(2);
});

test('an import says what is wrong by row, stores nothing until all is right, and then everything', async ({
  stranger,
}) => {
  const page = await stranger();
  const tenant = await tenantWithPatients(page, ['Known Person']);
  await page.goto(`/o/${tenant.organizationId}/patients`);
  await link(page, 'Import').click();
  const file = (text: string) => ({ name: 'patients.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  const rows = ['=cmd|calc,31.12.1990,', 'Known person,1980-02-03,', 'Good One,1990-12-31,7', 'Twice,,7'];
  await page
    .getByLabel('CSV file')
    .setInputFiles(file(`Name;DOB;MRN\n${rows.join('\n').replaceAll(',', ';')}`));
  await page.getByRole('button', { name: 'Check the rows' }).click();
  await expect(page.getByText('2 of 4 rows cannot be stored, so none is')).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: 'The same as in line 4.' })).toContainText('Twice');
  await expect(page.getByText('1 row looks like somebody who is here already (line 3)')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Import \d/ })).toHaveCount(0);

  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save these rows' }).click();
  const saved = await readFile(await (await download).path(), 'utf8');
  expect(saved).toContain(`"'=cmd|calc"`);
  expect(saved).not.toMatch(/(^|,)"?=/m);

  await page
    .getByLabel('CSV file')
    .setInputFiles(file('Name,DOB,MRN\nKnown person,1980-02-03,\nGood One,1990-12-31,7'));
  await page.getByRole('button', { name: 'Check the rows' }).click();
  await page.getByRole('button', { name: 'Import 1 patient' }).click();
  await expect(page.getByRole('link', { name: 'Good One' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Known person', exact: true })).toHaveCount(0);
});

test('hidden names are on no screen and in nothing that the browser is sent', async ({ stranger }) => {
  const page = await stranger();
  const tenant = await tenantWithPatients(page, ['Secret Person']);
  await page.goto(`/o/${tenant.organizationId}/patients`);
  const secret = link(page, 'Secret Person');
  const address = new URL((await secret.getAttribute('href'))!, page.url()).pathname;
  await page.getByRole('button', { name: 'Hide patients’ names' }).click();
  await expect(page.getByRole('button', { name: 'Names hidden. Show them' })).toBeVisible();
  const pseudonym = await page.getByRole('rowheader').filter({ hasText: /^P-/ }).last().innerText();
  expect(pseudonym).toMatch(/^P-[0-9A-HJKMNP-TV-Z]{8}$/);
  for (const path of [
    `/o/${tenant.organizationId}/patients?q=secret`,
    address,
    `${address}/data`,
    `${address}/edit`,
    `${address}/consent`,
    `/o/${tenant.organizationId}/patients/${tenant.patientId}/consent`,
    `${address}/activity`,
    `/o/${tenant.organizationId}/studies/${tenant.studyId}/patients`,
    `/o/${tenant.organizationId}/studies/${tenant.studyId}/patients/add`,
    `/o/${tenant.organizationId}/studies/${tenant.studyId}/activity`,
    `/o/${tenant.organizationId}/audit`,
    `/api/v1/search?q=secret&organization=${tenant.organizationId}`,
  ]) {
    const answer = await page.request.get(path);
    expect(answer.status(), path).toBe(200);
    const text = await answer.text();
    expect(text, path).not.toContain('Secret Person');
    expect(text, path).not.toContain(`A patient, ${tenant.mark}`);
    expect(text, path).not.toContain('1980-02-03');
  }
  await page.goto(address);
  await expect(page.getByRole('heading', { level: 1, name: /^P-/ })).toBeVisible();
  await page.getByRole('button', { name: 'Names hidden. Show them' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Secret Person' })).toBeVisible();
});

test('a viewer is offered none of it', async ({ stranger }) => {
  const page = await stranger();
  const tenant = await tenantWithPatients(page, ['Ada']);
  await page.context().clearCookies();
  await signInOver(page.request, tenant.viewer);
  const home = `/o/${tenant.organizationId}`;
  await page.goto(`${home}/patients`);
  await expect(link(page, 'Ada')).toBeVisible();
  for (const name of ['Import', 'New patient']) await expect(page.getByRole('link', { name })).toHaveCount(0);
  await expect(page.getByRole('checkbox')).toHaveCount(0);
  await link(page, 'Ada').click();
  await expect(page.getByRole('heading', { level: 1, name: 'Ada' })).toBeVisible();
  for (const name of ['Change', 'Activity'])
    await expect(page.getByRole('link', { name, exact: true })).toHaveCount(0);
  await page.goto(`${home}/studies/${tenant.studyId}`);
  await expect(page.getByRole('button', { name: 'Change state' })).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'Activity', exact: true })).toHaveCount(0);
  await expect(page.getByRole('form', { name: 'Ask for more' })).toHaveCount(0);
  // Below a frame that streams the status is sent before the page has asked; what is shown is what counts.
  for (const [path, title] of [
    [`/patients/import`, 'Not found'],
    [`/patients/new`, 'Not found'],
    [`/patients/${tenant.patientId}/edit`, 'Not found'],
    [`/patients/${tenant.patientId}/activity`, 'No access'],
    [`/studies/new`, 'Not found'],
    [`/studies/${tenant.studyId}/patients/add`, 'No access'],
    [`/studies/${tenant.studyId}/activity`, 'No access'],
  ] as const) {
    await page.goto(`${home}${path}`);
    await expect(page.getByRole('heading', { name: title }), path).toBeVisible();
    await expect(page.getByRole('main').getByRole('textbox'), path).toHaveCount(0);
    await expect(page.getByRole('table'), path).toHaveCount(0);
  }
});

/** Reaches it with the tab key, as somebody without a mouse does. */
async function tabTo(page: Page, target: ReturnType<Page['locator']>, key = 'Tab'): Promise<void> {
  await target.first().waitFor();
  for (let tries = 0; tries < 80; tries += 1) {
    if (await target.first().evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  throw new Error('the tab key does not lead there');
}

async function press(page: Page, target: ReturnType<Page['locator']>): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press('Enter');
}

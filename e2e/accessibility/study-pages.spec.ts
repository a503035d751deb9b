import type { Page } from '@playwright/test';
import { look } from '../support/look';
import { tenantWithPatients } from '../support/planted-patients';
import { expect, test } from '../support/test';

test.describe.configure({ mode: 'parallel' });
test.slow();

const heading = (page: Page, name: string | RegExp) =>
  expect(page.getByRole('heading', { name })).toBeVisible();

test('a study: the preview in both languages, a step, a changed request', async ({ stranger }) => {
  const page = await stranger();
  const { organizationId, studyId } = await tenantWithPatients(page);
  const study = `/o/${organizationId}/studies/${studyId}`;
  await page.goto(`${study}/preview`);
  await expect(page.getByRole('region', { name: 'What a patient sees' })).toBeVisible();
  await look(page, 'study-preview', { tablet: true });
  await page.goto(`${study}/preview?language=es`);
  await look(page, 'study-preview-es', { tablet: true });
  await page.goto(study);
  await page.getByRole('button', { name: 'Change state' }).click();
  await page.getByRole('menuitem', { name: 'Close…' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Close', exact: true }).last().click();
  await expect(page.getByText('Write the name exactly as it is shown.')).toBeVisible();
  await look(page, 'study-close', { tablet: true });
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Actions for Heart rate' }).click();
  await page.getByRole('menuitem', { name: 'Change…' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await look(page, 'study-request', { tablet: true });
  await page.keyboard.press('Escape');
  await page.getByLabel('Find a kind of data').fill('nothing like this');
  await look(page, 'study-scope-none', { tablet: true });
});

test('a study: a new text, its preview, and what a closed one shows', async ({ stranger }) => {
  const page = await stranger();
  const { organizationId, studyId, draftStudyId } = await tenantWithPatients(page);
  await page.goto(`/o/${organizationId}/studies/${studyId}/settings`);
  await page.getByLabel('English').fill('# A heading\n\n- a point\n- [a link](https://example.org)');
  await page.getByRole('button', { name: 'See it as patients do' }).click();
  await expect(page.getByRole('dialog').getByRole('heading', { name: 'A heading' })).toBeVisible();
  await look(page, 'study-text-preview', { tablet: true });
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Publish as a new version' }).click();
  await expect(page.getByRole('alertdialog')).toBeVisible();
  await look(page, 'study-publish', { tablet: true });
  await page.goto(`/o/${organizationId}/studies/${draftStudyId}/preview`);
  await look(page, 'study-preview-draft', { tablet: true });
});

test('adding known patients, from both sides', async ({ stranger }) => {
  const page = await stranger();
  const { organizationId, studyId } = await tenantWithPatients(page, ['Ada', 'Bo']);
  await page.goto(`/o/${organizationId}/patients`);
  await page.getByLabel('Select Ada', { exact: true }).check();
  await expect(page.getByText('1 selected')).toBeVisible();
  await look(page, 'patients-selected', { tablet: true });
  await page.goto(`/o/${organizationId}/studies/${studyId}/patients/add`);
  await heading(page, 'Add patients you know already');
  await page.getByLabel('Select Ada', { exact: true }).check();
  await page.getByRole('button', { name: /^Add to/ }).click();
  await expect(page.getByText(/^1 patient added to/)).toBeVisible();
  await look(page, 'study-add-patients', { tablet: true });
  await page.goto(`/o/${organizationId}/studies/${studyId}/patients`);
  await expect(page.getByText(/enrolled without an invitation$/)).toBeVisible();
  await look(page, 'study-patients-unsent', { tablet: true });
});

test('an import: empty, wrong and right', async ({ stranger }) => {
  const page = await stranger();
  const { organizationId } = await tenantWithPatients(page, ['Ada']);
  await page.goto(`/o/${organizationId}/patients/import`);
  await heading(page, 'Import patients');
  await look(page, 'patients-import', { tablet: true });
  await page.getByLabel('Or paste the rows').fill('name,born\nAda,\nBad,31.12.1990');
  await page.getByRole('button', { name: 'Check the rows' }).click();
  await expect(page.getByText('1 of 2 rows cannot be stored')).toBeVisible();
  await look(page, 'patients-import-wrong', { tablet: true });
  await page.getByLabel('Or paste the rows').fill('name,born\nCem,1990-12-31');
  await page.getByRole('button', { name: 'Check the rows' }).click();
  await expect(page.getByText('1 patient can be stored')).toBeVisible();
  await look(page, 'patients-import-right', { tablet: true });
});

test('a patient: changing, activity, withdrawing, hidden names', async ({ stranger }) => {
  const page = await stranger();
  const { organizationId, patientId } = await tenantWithPatients(page);
  const patient = `/o/${organizationId}/patients/${patientId}`;
  await page.goto(`${patient}/edit`);
  await page.getByRole('button', { name: 'Another identifier' }).click();
  await look(page, 'patient-change', { tablet: true });
  await page.goto(`${patient}/consent`);
  await expect(page.getByRole('search', { name: 'Filter the decisions' })).toBeVisible();
  await look(page, 'patient-consent', { tablet: true });
  await page.goto(`${patient}/activity`);
  await expect(page.getByRole('table', { name: 'Activity' })).toBeVisible();
  await look(page, 'patient-activity', { tablet: true });
  await page.goto(patient);
  await page
    .getByRole('button', { name: /^Actions for/ })
    .first()
    .click();
  await page.getByRole('menuitem', { name: 'Withdraw from the study…' }).click();
  await expect(page.getByRole('alertdialog')).toBeVisible();
  await look(page, 'patient-withdraw', { tablet: true });
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Hide patients’ names' }).click();
  await expect(page.getByRole('heading', { level: 1, name: /^P-/ })).toBeVisible();
  await look(page, 'patient-hidden', { tablet: true });
  await page.goto(`${patient}/edit`);
  await expect(page.getByText('Names are hidden in this browser')).toBeVisible();
  await look(page, 'patient-change-hidden', { tablet: true });
});

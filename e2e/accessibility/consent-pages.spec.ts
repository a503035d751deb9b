import { look } from '../support/look';
import { tenantWithPatients } from '../support/planted-patients';
import { expect, test } from '../support/test';

test.describe.configure({ mode: 'parallel' });
test.slow();

test('the consent matrix: now, then, a cell, the file dialog, nobody like that', async ({ stranger }) => {
  const page = await stranger();
  const { organizationId, studyId } = await tenantWithPatients(page);
  const matrix = `/o/${organizationId}/studies/${studyId}/consent`;
  await page.goto(matrix);
  await expect(page.getByRole('button', { name: /Heart rate: Paused/ })).toBeVisible();
  await look(page, 'consent-matrix', { tablet: true });
  await page.getByRole('button', { name: /Heart rate: Paused/ }).click();
  await expect(page.getByRole('dialog').getByText('Said yes').first()).toBeVisible();
  await look(page, 'consent-cell', { tablet: true });
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Export' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await look(page, 'consent-export', { tablet: true });
  await page.keyboard.press('Escape');
  await page.goto(`${matrix}?at=2020-01-01T00:00:00Z`);
  await expect(page.getByText('Nobody was in this study then')).toBeVisible();
  await look(page, 'consent-matrix-then', { tablet: true });
  await page.goto(`${matrix}?q=nobody-like-that`);
  await expect(page.getByText('No patient is like that')).toBeVisible();
  await look(page, 'consent-matrix-none', { tablet: true });
});

test('writing down what a patient said', async ({ stranger }) => {
  const page = await stranger();
  const { organizationId, studyId, patientId } = await tenantWithPatients(page);
  await page.goto(`/o/${organizationId}/studies/${studyId}/consent/record?patient=${patientId}`);
  await page.getByRole('button', { name: 'Record', exact: true }).click();
  await expect(page.getByRole('alert').first()).toBeFocused();
  await look(page, 'consent-record', { tablet: true });
});

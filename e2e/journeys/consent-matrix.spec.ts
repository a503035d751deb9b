import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { tenantWithPatients } from '../support/planted-patients';
import { Presses } from '../support/presses';
import { signInOver } from '../support/sign-in';
import { expect, test } from '../support/test';

const cell = (page: Page, words: RegExp) => page.getByRole('button', { name: words });
/** A day of the past as the field is typed. */
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 16);

test('the consent of a study on a day, with 3 presses', async ({ pageOf, keep }) => {
  const page = await pageOf('manager');
  await page.goto('/o');
  await page.getByRole('link', { name: 'Studies', exact: true }).click();
  const presses = new Presses();
  await presses.on(page.getByRole('link', { name: 'CGM Home' }));
  await presses.on(page.getByRole('link', { name: 'Consent', exact: true }));
  await expect(cell(page, /Blood glucose: Sharing/).first()).toBeVisible();
  const now = await page.getByRole('row').count();
  await keep(page, 'consent-matrix');
  await presses.on(page.getByLabel('As it was on'));
  await page.getByLabel('As it was on').fill(daysAgo(200));
  await expect(page).toHaveURL(/[?&]at=/);
  await expect(page.getByText('Nobody was in this study then')).toBeVisible();
  presses.expectAtMost(3);
  await page.getByRole('button', { name: 'Back to now' }).click();
  await expect(page.getByRole('row')).toHaveCount(now);
});

test('a filter stays in the address, and a cell tells what it was made from', async ({ stranger }) => {
  const page = await stranger();
  const { organizationId, studyId } = await tenantWithPatients(page);
  const matrix = `/o/${organizationId}/studies/${studyId}/consent`;
  await page.goto(matrix);
  await expect(page.getByRole('status').filter({ hasText: '3 patients' })).toBeVisible();
  await page.getByLabel('State', { exact: true }).selectOption({ label: 'Paused' });
  await expect(page.getByText('1 of 3 patients')).toBeVisible();
  await page.reload();
  await expect(page.getByText('1 of 3 patients')).toBeVisible();
  await cell(page, /Heart rate: Paused/).click();
  const drawer = page.getByRole('dialog');
  await expect(drawer.getByRole('listitem').filter({ hasText: 'Said yes' })).toContainText(
    'Request version 1',
  );
  await page.keyboard.press('Escape');
  await expect(cell(page, /Heart rate: Paused/)).toBeFocused();
  await page.getByLabel('State', { exact: true }).selectOption({ label: 'Ended' });
  await page.getByRole('button', { name: 'Show all' }).click();
  await expect(page.getByRole('status').filter({ hasText: '3 patients' })).toBeVisible();
});

test('a file is saved once somebody has said what it is for', async ({ stranger }) => {
  const page = await stranger();
  const { organizationId, studyId, patientId } = await tenantWithPatients(page);
  await page.goto(`/o/${organizationId}/studies/${studyId}/consent`);
  await page.getByRole('button', { name: 'Export' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: 'Download' })).toBeDisabled();
  await dialog.getByLabel('What is it for?').selectOption({ label: 'An audit or inspection' });
  const saving = page.waitForEvent('download');
  await dialog.getByRole('link', { name: 'Download' }).click();
  const file = await saving;
  expect(file.suggestedFilename()).toMatch(/^consent-matrix-\d{4}-\d\d-\d\d\.csv$/);
  expect(readFileSync(await file.path(), 'utf8')).toContain(patientId);
});

test('a member writes down what a patient said, and the patient is asked whether it is right', async ({
  stranger,
  keep,
}) => {
  const page = await stranger();
  const { organizationId, studyId, member, viewer, patient, patientId } = await tenantWithPatients(page);
  const colleague = await stranger();
  await colleague.goto('/sign-in');
  await signInOver(colleague.request, member);
  await colleague.goto(
    `/o/${organizationId}/studies/${studyId}/consent/record?patient=${patientId}&scope=omh:blood-glucose:4.0`,
  );
  await expect(colleague.getByText('You can say no. You can change your mind at any time.')).toBeVisible();
  await colleague.getByRole('button', { name: 'Record', exact: true }).click();
  await expect(colleague.getByRole('alert').first()).toBeFocused();
  await colleague.getByLabel('Yes, share it').check();
  await colleague.getByLabel('On the telephone').check();
  await colleague.getByLabel('When?').fill(daysAgo(1));
  await colleague.getByLabel('Witness').fill('Nurse Test');
  await keep(colleague, 'consent-record');
  await colleague.getByRole('button', { name: 'Record', exact: true }).click();
  await expect(colleague).toHaveURL(/\/consent$/);
  await expect(cell(colleague, /Blood glucose: Sharing not confirmed/)).toBeVisible();

  const own = await stranger();
  await own.goto('/sign-in');
  await signInOver(own.request, patient);
  await own.goto('/me');
  await expect(own.getByText(/wrote down your choice/).first()).toBeVisible();

  const looker = await stranger();
  await looker.goto('/sign-in');
  await signInOver(looker.request, viewer);
  await looker.goto(`/o/${organizationId}/studies/${studyId}/consent/record?patient=${patientId}`);
  await expect(looker.getByRole('heading', { name: 'No access' })).toBeVisible();
  await expect(looker.getByRole('button', { name: 'Record', exact: true })).toHaveCount(0);
});

test('whoever hides names reads none in the matrix, its cells or its files', async ({ stranger }) => {
  const page = await stranger();
  const { organizationId, studyId, mark } = await tenantWithPatients(page);
  await page.context().addCookies([{ name: 'names', value: 'hidden', url: page.url() }]);
  await page.goto(`/o/${organizationId}/studies/${studyId}/consent`);
  await expect(cell(page, /Heart rate: Paused/)).toBeVisible();
  const table = await page.getByRole('table').innerText();
  expect(table).not.toContain(mark);
});

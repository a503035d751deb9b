import type { Page } from '@playwright/test';
import { giveCodeApp } from '../support/code-app';
import { freshManager } from '../support/fresh-manager';
import { plantInvitation } from '../support/invitations';
import { look } from '../support/look';
import { onOneSheet } from '../support/paper';
import { DECLINING_PATIENT, PEOPLE, SHARING_PATIENT } from '../support/people';
import { chip, signInByForm, signInOver, unlock } from '../support/sign-in';
import { plantTenant } from '../support/tenant';
import { expect, test } from '../support/test';

test.describe.configure({ mode: 'parallel' });
test.slow();

const heading = (page: Page, name: string | RegExp) =>
  expect(page.getByRole('heading', { level: 1, name })).toBeVisible();

test('sign-in and what a visitor may run into', async ({ stranger }) => {
  const page = await stranger();
  await page.goto('/sign-in');
  await look(page, 'sign-in');
  await signInByForm(page, { email: PEOPLE.viewer.email, password: 'not the password' });
  await expect(page.getByRole('alert').filter({ hasText: 'E-mail or password is not right' })).toBeVisible();
  await look(page, 'sign-in-wrong');
  await page.getByLabel('Language').selectOption({ label: 'Español' });
  await heading(page, 'Iniciar sesión');
  await look(page, 'sign-in-es');
  await page.context().clearCookies();
  await page.goto('/nowhere');
  await heading(page, 'Not found');
  await look(page, 'not-found');
});

test('invitations: open, unknown, too old, taken back, and the outbox', async ({ stranger }) => {
  const page = await stranger();
  await page.goto(`/invite/${await plantInvitation('open')}`);
  await heading(page, /You are invited to/);
  await look(page, 'invitation');
  await page.getByLabel('Language').selectOption({ label: 'Español' });
  await expect(page.locator('html')).toHaveAttribute('lang', 'es');
  await look(page, 'invitation-es');
  await page.context().clearCookies();
  await page.reload();
  await page.getByRole('button', { name: 'Send me a code' }).click();
  await page.getByLabel('Code', { exact: true }).fill('000000');
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByText('That is not the code.')).toBeVisible();
  await look(page, 'invitation-wrong-code');
  await page.goto('/invite/nothing-that-was-ever-sent');
  await heading(page, 'We do not know this link');
  await look(page, 'invitation-unknown');
  await page.goto(`/invite/${await plantInvitation('expired')}`);
  await heading(page, 'This link is too old');
  await look(page, 'invitation-expired');
  await page.goto(`/invite/${await plantInvitation('revoked')}`);
  await heading(page, 'This invitation was taken back');
  await page.goto('/dev/outbox');
  await heading(page, 'Mail outbox');
  await look(page, 'outbox');
});

test('a manager: overview, studies, a study', async ({ pageOf }) => {
  const page = await pageOf('manager');
  const home = await homeOf(page);
  await look(page, 'overview');
  await page.goto(`${home}/studies`);
  await heading(page, 'Studies');
  await look(page, 'studies');
  await page.getByRole('link', { name: 'CGM Home' }).click();
  await heading(page, 'CGM Home');
  await look(page, 'study');
  await page.getByRole('button', { name: 'Invite patient' }).first().click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await look(page, 'study-invite');
});

test('a manager: the patients and settings of a study, drafts, a new one', async ({ pageOf }) => {
  const page = await pageOf('manager');
  const home = await homeOf(page);
  await page.goto(`${home}/studies`);
  await page.getByRole('link', { name: 'CGM Home' }).click();
  await heading(page, 'CGM Home');
  const study = page.url();
  await page.goto(`${study}/patients`);
  await expect(page.getByRole('table', { name: 'Patients of the study' })).toBeVisible();
  await look(page, 'study-patients');
  await page.goto(`${study}/settings`);
  await expect(page.getByLabel('Spanish')).toBeVisible();
  await look(page, 'study-settings');
  await page.goto(`${study}/activity`);
  await expect(page.getByRole('table', { name: 'Activity' })).toBeVisible();
  await look(page, 'study-activity');
  await page.goto(`${home}/studies?state=draft`);
  await page.getByRole('link', { name: 'Night Shift Sleep' }).click();
  await heading(page, 'Night Shift Sleep');
  await look(page, 'study-draft');
  await page.goto(`${home}/studies/new`);
  await heading(page, 'New study');
  await look(page, 'study-new');
});

test('a manager: patients, a patient', async ({ pageOf }) => {
  const page = await pageOf('manager');
  const home = await homeOf(page);
  await page.goto(`${home}/patients`);
  await heading(page, 'Patients');
  await look(page, 'patients');
  await page.goto(`${home}/patients?q=nobody+of+this+name`);
  await look(page, 'patients-none');
  await page.goto(`${home}/patients/new`);
  await heading(page, 'New patient');
  await look(page, 'patient-new');
  await page.goto(`${home}/patients`);
  await page.getByRole('link', { name: SHARING_PATIENT }).click();
  await heading(page, SHARING_PATIENT);
  await look(page, 'patient');
});

test('a manager: the audit log, the account', async ({ pageOf }) => {
  const page = await pageOf('manager');
  await page.goto(`${await homeOf(page)}/audit`);
  await heading(page, 'Audit log');
  await look(page, 'audit-log');
  await page.goto('/account');
  await heading(page, 'Your account');
  await look(page, 'account');
});

test('readings: locked, unlocking, open, as a table, not shared', async ({ pageOf }) => {
  const page = await pageOf('viewer');
  await page.goto('/');
  await openData(page, SHARING_PATIENT);
  await expect(page.getByText(/readings are locked/)).toBeVisible();
  await look(page, 'data-locked');
  await chip(page, 'Locked').click();
  await expect(page.getByRole('dialog', { name: 'Unlock your data' })).toBeVisible();
  await look(page, 'unlock-dialog');
  await page.keyboard.press('Escape');
  await unlock(page, PEOPLE.viewer);
  await expect(page.getByRole('application', { name: 'Blood glucose' })).toBeVisible({ timeout: 30_000 });
  await look(page, 'data-open');
  await page.getByRole('button', { name: 'Show as table' }).click();
  await expect(page.getByRole('table', { name: 'Blood glucose' })).toBeVisible();
  await look(page, 'data-table');
  await page.goto('/');
  await openData(page, DECLINING_PATIENT);
  await expect(page.getByText('Blood glucose is not shared')).toBeVisible();
  await look(page, 'data-not-shared');
});

test('what a viewer may not open, and the unlock page', async ({ pageOf }) => {
  const page = await pageOf('viewer');
  const home = await homeOf(page);
  await page.goto(`${home}/audit`);
  await heading(page, 'No access');
  await look(page, 'no-access');
  await page.goto(`${home}/studies/00000000-0000-4000-8000-000000000000`);
  await heading(page, 'Not found');
  await look(page, 'study-not-found');
  await page.goto('/unlock');
  await heading(page, 'Unlock your data');
  await expect(page.getByLabel('Passphrase', { exact: true })).toBeVisible();
  await look(page, 'unlock');
});

test('the first keys', async ({ stranger }) => {
  const page = await stranger();
  await signInOver(page.request, await freshManager());
  await page.goto('/welcome/keys');
  await expect(page.getByLabel('Passphrase', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Make my keys' }).click();
  await look(page, 'keys-passphrase');
  for (const label of ['Passphrase', 'Type it again'])
    await page.getByLabel(label, { exact: true }).fill('seven plain words that nobody ever guesses');
  await page.getByRole('button', { name: 'Make my keys' }).click();
  await expect(page.getByRole('button', { name: 'I saved it' })).toBeVisible({ timeout: 30_000 });
  await page.getByRole('button', { name: 'Go on without a recovery code' }).click();
  await look(page, 'keys-recovery-code');
  await page.getByRole('button', { name: 'I saved it' }).click();
  await expect(page.getByLabel('Recovery code')).toBeVisible();
  await look(page, 'keys-check');
});

for (const [language, words] of [
  ['en', { title: 'My sharing', stop: 'Stop sharing', receipt: /^Receipt for/, yours: 'Your receipt' }],
  ['es', { title: 'Lo que comparto', stop: 'Dejar de compartir', receipt: /^Recibo:/, yours: 'Su recibo' }],
] as const) {
  test(`a patient: sharing, stopping, a receipt (${language})`, async ({ pageOf, baseURL }) => {
    const page = await pageOf('patient');
    await page.context().addCookies([{ name: 'locale', value: language, url: baseURL! }]);
    await page.goto('/me');
    await heading(page, words.title);
    await look(page, `my-sharing-${language}`, { tablet: true });
    await page.getByRole('button', { name: words.stop }).first().click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await look(page, `my-sharing-stop-${language}`, { tablet: true });
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: words.receipt }).first().click();
    await heading(page, words.yours);
    await look(page, `my-receipt-${language}`, { tablet: true });
    await onOneSheet(page, `my-receipt-${language}`, [
      words.yours,
      /^omh:[a-z-]+:\d/,
      /^eyJ[\w-]+\.[\w-]+\.[\w-]+$/,
    ]);
  });

  test(`a patient: every consent state, a study, a day of the past, a check (${language})`, async ({
    stranger,
    baseURL,
  }) => {
    const page = await stranger();
    await page.context().addCookies([{ name: 'locale', value: language, url: baseURL! }]);
    const { patient, studyId } = await plantTenant();
    await signInOver(page.request, patient);
    await page.goto('/me');
    await heading(page, words.title);
    await look(page, `my-sharing-states-${language}`, { tablet: true });
    await page.goto(`/me/studies/${studyId}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await look(page, `my-study-${language}`, { tablet: true });
    await page.goto(`/me/history?on=${new Date().toISOString().slice(0, 10)}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await look(page, `my-history-day-${language}`, { tablet: true });
    await page.goto('/verify');
    await page.getByRole('textbox').fill('eyJ');
    await page.locator('main').getByRole('button').first().click();
    await look(page, `verify-refused-${language}`);
  });

  test(`a patient: views, history, help, account (${language})`, async ({ pageOf, baseURL }) => {
    const page = await pageOf('patient');
    await page.context().addCookies([{ name: 'locale', value: language, url: baseURL! }]);
    for (const name of ['views', 'history', 'help']) {
      await page.goto(`/me/${name}`);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await look(page, `my-${name}-${language}`, { tablet: true });
    }
    await page.goto('/account');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await look(page, `my-account-${language}`);
    for (const name of ['security', 'notifications', 'appearance', 'email/nothing-that-was-ever-sent']) {
      await page.goto(`/account/${name}`);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await look(page, `my-account-${name.split('/')[0]}-${language}`);
    }
  });
}

test('a forgotten password, and the second step of signing in', async ({ stranger }) => {
  const page = await stranger();
  await page.goto('/recover');
  await heading(page, 'Choose a new password');
  await look(page, 'recover');
  await page.goto('/recover/nothing-that-was-ever-sent');
  await heading(page, 'This link does not work any more.');
  await look(page, 'recover-gone');
  const person = await freshManager();
  await giveCodeApp(person.email);
  await signInByForm(page, person);
  await heading(page, 'One more step');
  await look(page, 'second-step');
  await page.getByRole('button', { name: 'I lost my second step' }).click();
  await look(page, 'second-step-lost');
});

test('the security settings of an organization', async ({ pageOf }) => {
  const page = await pageOf('manager');
  await page.goto('/');
  await page.getByRole('link', { name: 'Security', exact: true }).click();
  await heading(page, 'Security');
  await look(page, 'organization-security');
});

/** The address that everything of the person's organization is below. */
async function homeOf(page: Page): Promise<string> {
  await page.goto('/');
  await expect(chip(page, 'Locked')).toBeVisible();
  return page.url();
}

async function openData(page: Page, patientName: string): Promise<void> {
  await page.getByRole('link', { name: 'Patients', exact: true }).first().click();
  await page.getByRole('link', { name: patientName }).click();
  await page.getByRole('link', { name: 'Data', exact: true }).click();
}

import { expect, type Page } from '@playwright/test';

export type Ask = { scope: string; reason: string; isRequired?: boolean };

/** Creates a study, asks and opens it, as a manager whose keys are open, from anywhere in the console. */
export async function createStudy(page: Page, { name, asks }: { name: string; asks: Ask[] }): Promise<void> {
  await page.getByRole('link', { name: 'Studies', exact: true }).first().click();
  await page.getByRole('link', { name: 'New study' }).click();
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('Purpose').fill('To learn how walking changes blood sugar.');
  await page.getByLabel('Contact').fill('study@demo.wellkept.example');
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  for (const ask of asks) await addScopeRequest(page, ask);
  await page.getByRole('button', { name: 'Open the study…' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Open the study' }).click();
  await expect(page.getByRole('button', { name: 'Invite patient' })).toBeVisible();
}

async function addScopeRequest(page: Page, { scope, reason, isRequired = false }: Ask): Promise<void> {
  const form = page.getByRole('form', { name: 'Ask for more' });
  await form.getByRole('radio', { name: scope, exact: true }).check();
  await form.getByLabel('Why the study needs it').fill(reason);
  await form.getByLabel('Required to take part').setChecked(isRequired);
  await form.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByRole('button', { name: `Actions for ${scope}` })).toBeVisible();
}

/** Invites somebody new from the study's page; the link that the page shows once. */
export async function invitePatient(page: Page, patient: { name: string; email: string }): Promise<string> {
  await page.getByRole('button', { name: 'Invite patient' }).click();
  const dialog = page.getByRole('dialog', { name: /^Invite a patient to/ });
  await dialog.getByLabel('Name', { exact: true }).fill(patient.name);
  await dialog.getByLabel('E-mail').fill(patient.email);
  await dialog.getByRole('button', { name: 'Send invitation' }).click();
  await expect(dialog.getByRole('status')).toContainText('The invitation is on its way');
  const link = await dialog.getByText(/^https?:\/\/\S+\/invite\//).innerText();
  await page.keyboard.press('Escape');
  return link;
}

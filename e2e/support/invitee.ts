import { expect, type Page } from '@playwright/test';

/** The newest letter to an address, from the outbox that stands in for mail. */
export async function newestLetter(page: Page, to: string): Promise<string> {
  const outbox = await page.context().newPage();
  await outbox.goto('/dev/outbox');
  const letter = outbox
    .getByRole('region')
    .or(outbox.locator('section'))
    .filter({ hasText: `to ${to}` })
    .first();
  const text = await letter.innerText();
  await outbox.close();
  return text;
}

/** Opens the link, proves the address with the code of the mail, chooses a password, and arrives at My sharing. */
export async function acceptInvitation(
  page: Page,
  { link, email, password }: { link: string; email: string; password: string },
  onStep: (name: string) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  await page.goto(link);
  await onStep('invitation');
  await page.getByRole('button', { name: 'Send me a code' }).click();
  await expect(page.getByRole('status')).toContainText('We sent a code');
  const [, code = ''] = /Your code is (\d+)/.exec(await newestLetter(page, email)) ?? [];
  await page.getByLabel('Code', { exact: true }).fill(code);
  await onStep('code');
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByLabel('Choose a password').fill(password);
  await onStep('password');
  await page.getByRole('button', { name: 'Accept', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'My sharing' })).toBeVisible({ timeout: 20_000 });
}

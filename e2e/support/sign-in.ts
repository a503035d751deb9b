import { expect, type APIRequestContext, type Page } from '@playwright/test';
import type { Person } from './people';

type Credentials = Pick<Person, 'email' | 'password'>;

/** As the sign-in form does, without drawing it: the cookies go where the request's own are. */
export async function signInOver(
  request: APIRequestContext,
  { email, password }: Credentials,
): Promise<void> {
  const token = await request.get('/api/auth/csrf');
  const { csrfToken } = (await token.json()) as { csrfToken: string };
  const answer = await request.post('/api/auth/callback/credentials', {
    form: { email, password, csrfToken, json: 'true' },
    headers: { origin: new URL(token.url()).origin },
  });
  expect(answer.ok(), `${email} can sign in`).toBe(true);
}

/** The form itself. */
export async function signInByForm(page: Page, { email, password }: Credentials): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** The lock chip of the side bar. */
export const chip = (page: Page, state: 'Locked' | 'Unlocked') =>
  state === 'Locked'
    ? page.getByRole('button', { name: 'Locked. Unlock' })
    : page.getByRole('button', { name: /^Unlocked/ });

export async function unlock(page: Page, { passphrase }: Pick<Person, 'passphrase'>): Promise<void> {
  await chip(page, 'Locked').click();
  const dialog = page.getByRole('dialog', { name: 'Unlock your data' });
  await dialog.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await dialog.getByRole('button', { name: 'Unlock', exact: true }).click();
  await expect(chip(page, 'Unlocked')).toBeVisible({ timeout: 20_000 });
}

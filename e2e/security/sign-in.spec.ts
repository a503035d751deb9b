import { randomUUID } from 'node:crypto';
import type { APIRequestContext } from '@playwright/test';
import { freshManager } from '../support/fresh-manager';
import { PEOPLE } from '../support/people';
import { chip, signInByForm, signInOver } from '../support/sign-in';
import { expect, test } from '../support/test';

async function tryToSignIn(request: APIRequestContext, form: Record<string, string>, withToken = true) {
  const token = await request.get('/api/auth/csrf');
  const { csrfToken } = (await token.json()) as { csrfToken: string };
  return request.post('/api/auth/callback/credentials', {
    form: { json: 'true', ...(withToken && { csrfToken }), ...form },
    headers: { origin: new URL(token.url()).origin },
  });
}

test.describe('the sign-in page', () => {
  test('keeps the address after a wrong password, says so, and takes the focus there', async ({
    stranger,
  }) => {
    const page = await stranger();
    await signInByForm(page, { email: 'nobody@example.org', password: 'not the password' });
    const alert = page.getByRole('alert').filter({ hasText: 'E-mail or password is not right.' });
    await expect(alert).toBeFocused();
    await expect(page.getByLabel('E-mail')).toHaveValue('nobody@example.org');
    await expect(page.getByLabel('Password', { exact: true })).toHaveValue('');
  });

  test('leads back to the page that was asked for', async ({ stranger }) => {
    const page = await stranger();
    await page.goto('/account?from=mail');
    await expect(page).toHaveURL(/\/sign-in\?to=%2Faccount%3Ffrom%3Dmail$/);
    await page.getByLabel('E-mail').fill(PEOPLE.viewer.email);
    await page.getByLabel('Password', { exact: true }).fill(PEOPLE.viewer.password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(page).toHaveURL(/\/account\?from=mail$/);
  });

  for (const to of ['//evil.example/', 'https://evil.example/', '/\\evil.example', 'javascript:alert(1)']) {
    test(`does not lead to ${to}`, async ({ pageOf, baseURL }) => {
      const page = await pageOf('viewer');
      await page.goto(`/sign-in?to=${encodeURIComponent(to)}`);
      await expect(page).toHaveURL(/\/o\/[0-9a-f-]{36}$/);
      expect(new URL(page.url()).origin).toBe(baseURL);
    });
  }

  test('one press on a card of the demo signs in and unlocks, and a reload keeps both', async ({
    stranger,
  }) => {
    test.slow(); // the passphrase is stretched in the browser, on a machine that does other things as well
    const page = await stranger();
    await page.goto('/sign-in');
    await expect(page.getByText(PEOPLE.viewer.passphrase)).toBeVisible();
    await page.getByRole('button', { name: 'Enter as Vera' }).click();
    await expect(page).toHaveURL(/\/o\/[0-9a-f-]{36}$/, { timeout: 90_000 });
    await expect(chip(page, 'Unlocked')).toBeVisible();
    await page.reload();
    await expect(chip(page, 'Unlocked')).toBeVisible();
  });

  test('speaks Spanish to whoever reads Spanish', async ({ browser }) => {
    const context = await browser.newContext({ locale: 'es-MX' });
    const page = await context.newPage();
    await page.goto('/sign-in');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Iniciar sesión');
    await expect(page.locator('html')).toHaveAttribute('lang', 'es');
    await page.getByLabel('Idioma').selectOption('en');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in');
    await context.close();
  });
});

test.describe('signing in', () => {
  test('an unknown address is answered like a wrong password, and neither starts a session', async ({
    playwright,
    baseURL,
  }) => {
    const request = await playwright.request.newContext({ baseURL: baseURL ?? '' });
    const known = await tryToSignIn(request, { email: PEOPLE.viewer.email, password: 'not it' });
    const unknown = await tryToSignIn(request, { email: `${randomUUID()}@example.org`, password: 'not it' });
    expect([known.status(), unknown.status()]).toEqual([401, 401]);
    expect(await known.json()).toEqual(await unknown.json());
    const { cookies } = await request.storageState();
    expect(cookies.map(({ name }) => name).filter((name) => name.endsWith('session'))).toEqual([]);
    await request.dispose();
  });

  test('without the form’s token nothing happens', async ({ playwright, baseURL }) => {
    const request = await playwright.request.newContext({ baseURL: baseURL ?? '' });
    const { email, password } = PEOPLE.viewer;
    const answer = await tryToSignIn(request, { email, password }, false);
    expect(answer.status()).toBe(401);
    expect((await request.storageState()).cookies.some(({ name }) => name.endsWith('session'))).toBe(false);
    await request.dispose();
  });

  test('guessing at one account stops after five, with the minutes to wait', async ({
    playwright,
    baseURL,
  }) => {
    const request = await playwright.request.newContext({ baseURL: baseURL ?? '' });
    const form = { email: `${randomUUID()}@example.org`, password: 'a guess' };
    for (let guess = 0; guess < 5; guess += 1) expect((await tryToSignIn(request, form)).status()).toBe(401);
    const answer = await tryToSignIn(request, form);
    expect(answer.status()).toBe(429);
    expect(Number(answer.headers()['retry-after'])).toBeGreaterThan(600);
    expect(await answer.json()).toMatchObject({
      code: 'RATE_LIMITED',
      title: expect.stringMatching(/^Too many attempts\. Try again in \d+ minutes\.$/),
    });
    await request.dispose();
  });

  for (const path of [
    'session',
    'providers',
    'signin',
    'signout',
    'error',
    'verify-request',
    'csrf/x',
    'callback/github',
  ]) {
    test(`the address ${path} of the sign-in library is closed`, async ({ request, baseURL }) => {
      expect((await request.get(`/api/auth/${path}`)).status()).toBe(404);
      const posted = await request.post(`/api/auth/${path}`, {
        headers: { origin: baseURL ?? '' },
        form: {},
      });
      expect(posted.status()).toBe(404);
    });
  }
});

test.describe('sessions', () => {
  test('signing out ends the session itself: its cookie is worth nothing afterwards', async ({
    stranger,
    browser,
  }) => {
    const page = await stranger();
    await signInByForm(page, PEOPLE.viewer);
    await expect(page).toHaveURL(/\/o\//);
    const stolen = await page.context().storageState();
    await page.getByRole('button', { name: `Account of ${PEOPLE.viewer.name}` }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await expect(page).toHaveURL(/\/sign-in\?signed-out$/);
    await expect(page.getByText('You are signed out.')).toBeVisible();
    expect((await page.context().cookies()).some(({ name }) => name.endsWith('session'))).toBe(false);
    const thief = await browser.newContext({ storageState: stolen });
    const theirs = await thief.newPage();
    await theirs.goto('/account');
    await expect(theirs).toHaveURL(/\/sign-in/);
    await thief.close();
  });

  test('ended from another device, one ends at its next request', async ({ stranger }) => {
    const [here, there] = [await stranger(), await stranger()];
    const person = await freshManager();
    await signInOver(here.request, person);
    await signInOver(there.request, person);
    await there.goto('/account/security');
    await expect(there.getByRole('heading', { level: 1 })).toHaveText('Security');
    await here.goto('/account/security');
    await here.getByRole('button', { name: 'Sign out everywhere else' }).click();
    await expect(here.getByRole('main').getByText(/sessions? ha(s|ve) ended\./)).toBeVisible();
    await there.reload();
    await expect(there).toHaveURL(/\/sign-in/);
    await here.reload();
    await expect(here.getByText('This device')).toBeVisible();
  });
});

import type { Page } from '@playwright/test';
import { SHARING_PATIENT } from '../support/people';
import { expect, test } from '../support/test';

const NARROWEST = { width: 320, height: 640 };

/** WCAG 1.4.10: at 320 px nothing is read by scrolling sideways, in light and in dark. */
async function expectNoSidewaysScroll(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeAttached();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect.soft(width, `${path}, ${colorScheme}`).toBeLessThanOrEqual(NARROWEST.width);
  }
}

async function walk(page: Page, paths: readonly string[]): Promise<void> {
  await page.setViewportSize(NARROWEST);
  for (const path of paths) await expectNoSidewaysScroll(page, path);
}

test('a manager’s pages fit into 320 px', async ({ pageOf }) => {
  test.slow();
  const page = await pageOf('manager');
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const home = new URL(page.url()).pathname;
  await page.goto(`${home}/studies`);
  const study = (await page.getByRole('link', { name: 'CGM Home' }).getAttribute('href'))!;
  await page.goto(`${home}/patients`);
  const patient = (await page.getByRole('link', { name: SHARING_PATIENT }).getAttribute('href'))!;
  await walk(page, [
    home,
    ...['studies', 'studies/new', 'patients', 'patients/new', 'audit'].map((part) => `${home}/${part}`),
    ...['', '/patients', '/settings'].map((part) => study + part),
    ...['', '/data'].map((part) => patient + part),
    '/account',
    '/unlock',
    `${home}/nowhere`,
  ]);
});

test('a patient’s pages and those before the product fit into 320 px', async ({
  pageOf,
  stranger,
  baseURL,
}) => {
  test.slow();
  const page = await pageOf('patient');
  for (const language of ['en', 'es']) {
    await page.context().addCookies([{ name: 'locale', value: language, url: baseURL! }]);
    await walk(page, ['/me', '/me/views', '/me/history', '/me/help', '/account', '/me/nowhere']);
  }
  await walk(await stranger(), [
    '/sign-in',
    '/verify',
    '/dev/outbox',
    '/invite/nothing-that-was-ever-sent',
    '/nowhere',
  ]);
});

test('the system’s pages fit into 320 px', async ({ pageOf }) => {
  const parts = ['', '/organizations/new', '/accounts', '/catalogue', '/health', '/audit'];
  await walk(
    await pageOf('admin'),
    parts.map((part) => `/admin${part}`),
  );
});

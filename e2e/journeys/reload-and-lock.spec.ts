import type { Page } from '@playwright/test';
import { PEOPLE } from '../support/people';
import { chip, signInOver, unlock } from '../support/sign-in';
import { expect, test } from '../support/test';

test.describe('keys', () => {
  test('stay open over a reload and in a second tab, and lock in both at once', async ({ pageOf }) => {
    const page = await pageOf('viewer');
    await page.goto('/');
    await expect(chip(page, 'Locked')).toBeVisible();
    await unlock(page, PEOPLE.viewer);
    await page.reload();
    await expect(chip(page, 'Unlocked')).toBeVisible();
    const second = await page.context().newPage();
    await second.goto('/');
    await expect(chip(second, 'Unlocked')).toBeVisible();
    await page.getByRole('button', { name: 'Lock now' }).click();
    await expect(chip(page, 'Locked')).toBeVisible();
    await expect(chip(second, 'Locked')).toBeVisible();
    await second.reload();
    await expect(chip(second, 'Locked')).toBeVisible();
    expect(await leftOfKeys(page)).toEqual({ halves: 0, session: [] });
  });

  test('a wrong passphrase opens nothing and says what to do', async ({ pageOf, keep }) => {
    const page = await pageOf('viewer');
    await page.goto('/');
    await chip(page, 'Locked').click();
    const dialog = page.getByRole('dialog', { name: 'Unlock your data' });
    await dialog.getByLabel('Passphrase', { exact: true }).fill('four words that differ');
    await dialog.getByRole('button', { name: 'Unlock', exact: true }).click();
    await expect(dialog.getByRole('alert')).toContainText(
      'Wrong passphrase. Try again, or use your recovery code.',
    );
    await keep(page, 'unlock-wrong-passphrase');
    await page.keyboard.press('Escape');
    await expect(chip(page, 'Locked')).toBeVisible();
  });

  test('are wiped with everything else at sign-out, in every tab', async ({ stranger }) => {
    const page = await stranger();
    await signInOver(page.request, PEOPLE.member);
    await page.goto('/');
    await unlock(page, PEOPLE.member);
    const second = await page.context().newPage();
    await second.goto('/');
    await expect(chip(second, 'Unlocked')).toBeVisible();
    expect(await leftOfKeys(page)).toMatchObject({ halves: 1 });
    await page.getByRole('button', { name: `Account of ${PEOPLE.member.name}` }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await expect(page.getByText('You are signed out.')).toBeVisible();
    expect(await leftOfKeys(page)).toEqual({ halves: 0, session: [] });
    expect((await page.context().cookies()).filter(({ name }) => name.includes('session'))).toEqual([]);
    await expect(chip(second, 'Unlocked')).toHaveCount(0);
    expect(await leftOfKeys(second)).toEqual({ halves: 0, session: [] });
    await second.reload();
    await expect(second).toHaveURL(/\/sign-in/);
  });
});

test('a patient changes the language, and it stays', async ({ stranger }) => {
  const page = await stranger();
  await signInOver(page.request, PEOPLE.otherPatient);
  await page.goto('/me');
  await expect(page.getByRole('heading', { level: 1, name: 'My sharing' })).toBeVisible();
  await page.getByLabel('Language').selectOption({ label: 'Español' });
  await expect(page.getByRole('heading', { level: 1, name: 'Lo que comparto' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'Lo que comparto' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'es');
  await page.getByLabel('Idioma').selectOption({ label: 'English' });
  await expect(page.getByRole('heading', { level: 1, name: 'My sharing' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});

test('a visitor reads the sign-in page in the language of the browser', async ({ browser }) => {
  const context = await browser.newContext({ locale: 'es-MX' });
  const page = await context.newPage();
  await page.goto('/sign-in');
  await expect(page.locator('html')).toHaveAttribute('lang', 'es');
  await page.getByLabel('Idioma').selectOption({ label: 'English' });
  await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();
  await context.close();
});

/** What this tab and this browser still hold of the keys: halves in IndexedDB, names in sessionStorage. */
function leftOfKeys(page: Page): Promise<{ halves: number; session: string[] }> {
  return page.evaluate(async () => {
    const settled = <R>(request: IDBRequest<R>) =>
      new Promise<R>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error('IndexedDB'));
      });
    const names = (await indexedDB.databases()).map(({ name }) => name);
    let halves = 0;
    if (names.includes('wellkept-vault')) {
      const database = await settled(indexedDB.open('wellkept-vault'));
      halves = await settled(database.transaction('halves').objectStore('halves').count());
      database.close();
    }
    return { halves, session: Object.keys(sessionStorage) };
  });
}

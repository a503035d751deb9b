import { expect, test } from '../support/test';

test('the tour ticks itself, and can be hidden', async ({ pageOf }) => {
  const page = await pageOf('topManager');
  await page.goto('/');
  const home = page.url();
  const tour = page.locator('section', {
    has: page.getByRole('heading', { name: 'Look around in 5 minutes' }),
  });
  const log = tour.getByRole('listitem').filter({ hasText: 'Find that event in the audit log' });
  await expect(log).toBeVisible();
  await page.goto(`${home}/audit`);
  await expect(page.getByRole('table', { name: 'Audit log' })).toBeVisible();
  await page.goto(home);
  await expect(log).toContainText('(done)');
  await tour.getByRole('button', { name: 'Hide this list' }).click();
  await expect(tour).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(tour).toHaveCount(0);
});

test('the banner says how to start again, with commands to copy', async ({ pageOf }) => {
  const page = await pageOf('viewer');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/');
  await page.getByRole('button', { name: 'Reset or start empty' }).click();
  const panel = page.getByRole('dialog', { name: 'Reset or start empty' });
  await expect(panel.getByText('npm run demo -- --reset', { exact: true })).toBeVisible();
  await panel.getByRole('button', { name: 'Copy' }).last().click();
  await expect(panel.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('DEMO=0 npm run demo -- --reset');
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
});

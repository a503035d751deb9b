import type { Page } from '@playwright/test';
import { look } from '../support/look';
import { ORGANIZATION, PEOPLE, SHARING_PATIENT } from '../support/people';
import { chip, unlock } from '../support/sign-in';
import { expect, test } from '../support/test';

const field = (page: Page) => page.getByRole('combobox', { name: 'Search pages and names' });
const results = (page: Page) => page.getByRole('listbox', { name: 'Results' }).getByRole('option');
const chosen = (page: Page) =>
  page.getByRole('listbox', { name: 'Results' }).getByRole('option', { selected: true });

/** Nothing here is clicked: what a person without a pointer has. */
async function find(page: Page, text: string, expected: string | RegExp): Promise<void> {
  await page.keyboard.press('Control+k');
  await expect(field(page)).toBeFocused();
  await page.keyboard.type(text);
  await expect(chosen(page)).toContainText(expected);
  await expect(field(page)).toHaveValue(text);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Search' })).toHaveCount(0);
}

async function homeOf(page: Page): Promise<string> {
  await page.goto('/');
  await expect(chip(page, 'Locked')).toBeVisible();
  return new URL(page.url()).pathname;
}

/** A moment for the page's script; the key is then heard. */
async function ready(page: Page): Promise<void> {
  await expect(async () => {
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible({ timeout: 500 });
  }).toPass();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toHaveCount(0);
}

test('by keyboard alone: a page, a patient, a study, a person', async ({ pageOf }) => {
  const page = await pageOf('manager');
  const home = await homeOf(page);
  await ready(page);
  await find(page, 'pati', 'Patients');
  await expect(page).toHaveURL(`${home}/patients`);
  await find(page, SHARING_PATIENT.slice(0, 8), SHARING_PATIENT);
  await expect(page.getByRole('heading', { level: 1, name: SHARING_PATIENT })).toBeVisible();
  await find(page, 'cgm ho', 'CGM Home');
  await expect(page.getByRole('heading', { level: 1, name: 'CGM Home' })).toBeVisible();
  await find(page, PEOPLE.viewer.name.slice(0, 9), PEOPLE.viewer.name);
  await expect(page).toHaveURL(new RegExp(`${home}/people/[0-9a-f-]{36}$`));
});

test('by keyboard alone: another organization, and the arrows choose', async ({ pageOf }) => {
  const page = await pageOf('topManager');
  const home = await homeOf(page);
  await ready(page);
  await find(page, 'city heart', 'City Heart Lab (demo)');
  await expect(page.getByRole('heading', { level: 1, name: 'City Heart Lab (demo)' })).toBeVisible();
  expect(new URL(page.url()).pathname).not.toBe(home);
  await page.keyboard.press('Control+k');
  await expect(field(page)).toBeFocused();
  const options = results(page);
  await expect(options.first()).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('ArrowDown');
  await expect(options.nth(1)).toHaveAttribute('aria-selected', 'true');
  await expect(field(page)).toHaveAttribute(
    'aria-activedescendant',
    (await options.nth(1).getAttribute('id'))!,
  );
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect(options.last()).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Control+k');
  await expect(field(page)).toHaveCount(0);
});

test('what was open lately comes first, and a name nobody may see is not found', async ({ pageOf }) => {
  const page = await pageOf('viewer');
  const home = await homeOf(page);
  await ready(page);
  const main = page.getByRole('navigation', { name: 'Main' });
  await main.getByRole('link', { name: 'Studies' }).click();
  await expect(page).toHaveURL(`${home}/studies`);
  await main.getByRole('link', { name: 'Patients' }).click();
  await expect(page).toHaveURL(`${home}/patients`);
  await page.keyboard.press('Control+k');
  const recent = page.getByRole('group', { name: 'Recent' }).getByRole('option');
  await expect(recent.first()).toContainText('Studies');
  await page.keyboard.type('Nobody of this name');
  await expect(page.getByText('Nothing of this name that you may see.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(field(page)).toHaveCount(0);
});

test('single keys: go, focus the search, lock; never while writing, and not when switched off', async ({
  pageOf,
}) => {
  const page = await pageOf('viewer');
  const home = await homeOf(page);
  await unlock(page, PEOPLE.viewer);
  await ready(page);
  await page.keyboard.press('g');
  await page.keyboard.press('p');
  await expect(page).toHaveURL(`${home}/patients`);
  await page.keyboard.press('/');
  const search = page.getByRole('searchbox', { name: 'Find a patient' });
  await expect(search).toBeFocused();
  await page.keyboard.type('l?gs');
  await expect(search).toHaveValue('l?gs');
  await expect(chip(page, 'Unlocked')).toBeVisible();
  await search.evaluate((field) => field.blur());
  await page.keyboard.press('g');
  await page.keyboard.press('s');
  await expect(page).toHaveURL(`${home}/studies`);
  await page.keyboard.press('l');
  await expect(chip(page, 'Locked')).toBeVisible();

  await page.keyboard.press('?');
  const toggle = page.getByRole('checkbox', { name: 'Use single keys' });
  await toggle.uncheck();
  await page.keyboard.press('Escape');
  await expect(toggle).toHaveCount(0);
  await page.keyboard.press('?');
  await page.keyboard.press('g');
  await page.keyboard.press('o');
  await page.keyboard.press('Control+k');
  await expect(field(page)).toBeFocused();
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toHaveCount(0);
  expect(new URL(page.url()).pathname).toBe(`${home}/studies`);
});

test('the choice holds after a reload, and the account page has it too', async ({ pageOf }) => {
  const page = await pageOf('viewer');
  const home = await homeOf(page);
  await page.goto('/account/appearance');
  const choice = page.getByRole('checkbox', { name: 'Single-key shortcuts' });
  // Before the page's script is there, a tick is only a tick.
  await expect(async () => {
    await choice.check();
    await choice.uncheck();
    expect(await page.evaluate(() => localStorage.getItem('wellkept.shortcuts'))).toBe('off');
  }).toPass();
  await page.goto(home);
  await page.getByRole('button', { name: 'Keyboard shortcuts' }).press('Enter');
  await expect(page.getByRole('checkbox', { name: 'Use single keys' })).not.toBeChecked();
});

test('breadcrumbs lead up from every page below a list', async ({ pageOf }) => {
  const page = await pageOf('manager');
  const home = await homeOf(page);
  await page.goto(`${home}/studies`);
  await page.getByRole('link', { name: 'CGM Home' }).click();
  await page.getByRole('link', { name: 'Text and settings' }).click();
  const way = page.getByRole('navigation', { name: 'Breadcrumb' });
  await expect(way.getByRole('listitem')).toHaveText([
    ORGANIZATION,
    'Studies',
    'CGM Home',
    'Text and settings',
  ]);
  await expect(way.locator('[aria-current="page"]')).toHaveText('Text and settings');
  await way.getByRole('link', { name: 'CGM Home' }).click();
  await expect(page).toHaveURL(/\/studies\/[0-9a-f-]{36}$/);
  await way.getByRole('link', { name: 'Studies' }).click();
  await expect(page).toHaveURL(`${home}/studies`);
  await page.goto(`${home}/patients/new`);
  await way.getByRole('link', { name: 'Patients' }).click();
  await expect(page).toHaveURL(`${home}/patients`);
  await page.getByRole('link', { name: SHARING_PATIENT }).click();
  await page.getByRole('link', { name: 'Data', exact: true }).click();
  await expect(way.getByRole('listitem')).toHaveText([ORGANIZATION, 'Patients', SHARING_PATIENT, 'Data']);
  await page.setViewportSize({ width: 390, height: 844 });
  await way.getByRole('link', { name: SHARING_PATIENT }).click();
  await expect(page).toHaveURL(/\/patients\/[0-9a-f-]{36}$/);
  await way
    .getByRole('link', { name: ORGANIZATION })
    .or(way.getByRole('link', { name: 'Patients' }))
    .click();
  await expect(page).toHaveURL(`${home}/patients`);
});

test('the system’s pages have the palette too, without anybody’s patients', async ({ pageOf }) => {
  const page = await pageOf('admin');
  await page.goto('/admin');
  await ready(page);
  await find(page, 'heal', 'Health');
  await expect(page).toHaveURL('/admin/health');
  await page.keyboard.press('g');
  await page.keyboard.press('a');
  await expect(page).toHaveURL('/admin/audit');
  await page.keyboard.press('Control+k');
  await page.keyboard.type(SHARING_PATIENT.slice(0, 8));
  await expect(page.getByText('Nothing of this name that you may see.')).toBeVisible();
});

test('the palette, its results and the sheet are right for everybody who looks or listens', async ({
  pageOf,
}) => {
  test.slow();
  const page = await pageOf('manager');
  await homeOf(page);
  await ready(page);
  await page.keyboard.press('Control+k');
  await expect(field(page)).toBeFocused();
  await look(page, 'palette');
  await page.keyboard.type('an');
  await expect(page.getByRole('group', { name: 'Patients' })).toBeVisible();
  await look(page, 'palette-results');
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await look(page, 'shortcut-sheet');
});

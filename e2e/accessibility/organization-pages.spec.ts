import type { Page } from '@playwright/test';
import { plantEmptyOrganization } from '../support/empty-organization';
import { look } from '../support/look';
import { PEOPLE, SHARING_PATIENT } from '../support/people';
import { chip, signInOver } from '../support/sign-in';
import { expect, test } from '../support/test';

test.describe.configure({ mode: 'parallel' });
test.slow();

const heading = (page: Page, name: string | RegExp) =>
  expect(page.getByRole('heading', { level: 1, name })).toBeVisible();

/** The address that everything of the person's organization is below. */
async function homeOf(page: Page): Promise<string> {
  await page.goto('/');
  await expect(chip(page, 'Locked')).toBeVisible();
  return page.url();
}

test('a manager: people, invitations, roles, a person', async ({ pageOf }) => {
  const page = await pageOf('manager');
  const home = await homeOf(page);
  await page.goto(`${home}/people`);
  await heading(page, 'People');
  await look(page, 'people');
  await page.getByRole('button', { name: 'Invite', exact: true }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await look(page, 'people-invite');
  await page.keyboard.press('Escape');
  await page.getByLabel('Select all rows').check();
  await page.getByRole('button', { name: 'Remove…' }).click();
  await expect(page.getByRole('alertdialog')).toBeVisible();
  await look(page, 'people-remove');
  await page.goto(`${home}/people?q=nobody+of+this+name`);
  await look(page, 'people-none');
  await page.goto(`${home}/people/invitations`);
  await heading(page, 'Invitations');
  await look(page, 'people-invitations');
  await page.goto(`${home}/people/invite`);
  await page.getByRole('textbox', { name: 'People' }).fill('ada@example.org, member\nnobody');
  await look(page, 'people-invite-several');
  await page.goto(`${home}/people/roles`);
  await heading(page, 'Role matrix');
  await look(page, 'people-roles');
});

test('a manager: a person, why, and why not', async ({ pageOf }) => {
  const page = await pageOf('manager');
  const home = await homeOf(page);
  await page.goto(`${home}/people`);
  await page.getByRole('link', { name: PEOPLE.viewer.name }).click();
  await heading(page, PEOPLE.viewer.name);
  await look(page, 'person');
  await page.getByRole('link', { name: 'Why can they see this?' }).click();
  await page.getByLabel('Study').selectOption({ label: 'CGM Home' });
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByLabel('Patient', { exact: true }).selectOption({ label: SHARING_PATIENT });
  await page.getByLabel('Kind of data').selectOption({ label: 'Blood glucose' });
  await page.getByRole('button', { name: 'Explain' }).click();
  await expect(page.getByText('can open these readings now.')).toBeVisible();
  await look(page, 'person-why');
  await page.goto(`${home}/audit?outcome=refused`);
  await page.getByRole('row').nth(1).getByRole('button').first().click();
  await page.getByRole('link', { name: 'Why was this refused?' }).click();
  await heading(page, 'Why was this refused?');
  await look(page, 'audit-why');
});

test('a manager: the tree, an organization of it, moving it', async ({ pageOf }) => {
  const page = await pageOf('topManager');
  const home = await homeOf(page);
  await page.goto(`${home}/tree`);
  await expect(page.getByRole('tree')).toBeVisible();
  await look(page, 'tree');
  await page.getByLabel('Find an organization').fill('nothing like this');
  await look(page, 'tree-none');
  await page.goto(`${home}/tree`);
  await page.getByRole('treeitem', { name: 'Home Monitoring Unit (demo)' }).click();
  await heading(page, 'Home Monitoring Unit (demo)');
  await look(page, 'tree-organization');
  await page.getByRole('button', { name: 'Archive…' }).click();
  await expect(page.getByRole('alertdialog')).toBeVisible();
  await look(page, 'tree-archive');
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'Move…' }).click();
  await page.getByLabel('Where to').fill('heart');
  await expect(page.getByRole('heading', { name: /What changes when/ })).toBeVisible();
  await look(page, 'tree-move');
  await page.goto(`${home}/tree`);
  await page.getByRole('link', { name: 'New organization' }).click();
  await heading(page, 'New organization');
  await look(page, 'tree-new');
});

const EMPTY_PAGES = [
  '',
  '/people',
  '/people/invitations',
  '/tree',
  '/studies',
  '/patients',
  '/emergency',
  '/settings/security',
  '/audit',
];

test('an organization with nothing in it says on each page what comes first', async ({ stranger }) => {
  const { organizationId, ...manager } = await plantEmptyOrganization();
  const page = await stranger();
  await signInOver(page.request, manager);
  for (const path of EMPTY_PAGES) {
    await page.goto(`/o/${organizationId}${path}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await look(page, `empty${path.replaceAll('/', '-')}`);
  }
});

test('the switcher asks for its list when it is opened, and the page before has none of it', async ({
  pageOf,
}) => {
  const page = await pageOf('topManager');
  const home = await homeOf(page);
  const other = 'City Heart Lab (demo)';
  const answer = await page.request.get(`${home}/people/roles`);
  expect(await answer.text()).not.toContain(other);
  await page.goto(`${home}/people/roles`);
  const switcher = page.getByRole('dialog', { name: 'Organizations' });
  await page.getByRole('button', { name: /^Organization: / }).click();
  await expect(switcher.getByRole('link', { name: other })).toBeVisible();
  await look(page, 'switcher');
  await page.reload();
  await page.getByRole('button', { name: /^Organization: / }).click();
  await switcher.getByRole('link', { name: other }).click();
  await expect(page.getByRole('heading', { level: 1, name: other })).toBeVisible();
});

import type { Locator, Page } from '@playwright/test';
import { ownTree, roleOf } from '../support/own-tree';
import { expect, test } from '../support/test';

test.slow();

/** The five things a manager does most, by somebody who has no pointer: nothing in this file is clicked or filled. */
const MOST_STOPS = 90;

/** Tab by Tab, as far as it takes; where the focus is can be seen. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press('Tab');
  }
  await expect(target).toBeFocused();
  expect(await target.evaluate((element) => element.matches(':focus-visible')), 'the focus shows').toBe(true);
}

async function enter(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press('Enter');
}

/** Also on the dialog itself. */
async function expectFocusIn(dialog: Locator): Promise<void> {
  await expect.poll(() => dialog.evaluate((box) => box.contains(document.activeElement))).toBe(true);
}

const link = (page: Page, name: string) => page.getByRole('link', { name, exact: true }).first();
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });

/** An element that a script has not taken over yet hears no key; whoever sees nothing happen presses again. */
async function enterUntil(page: Page, target: Locator, result: Locator): Promise<void> {
  await expect(async () => {
    if (!(await result.isVisible())) await enter(page, target);
    await expect(result).toBeVisible({ timeout: 2_000 });
  }).toPass();
}

test('invites a practitioner, with the focus kept in the dialog', async ({ stranger }) => {
  const page = await stranger();
  const { tree, at } = await ownTree(page);
  await page.goto(at);
  await enterUntil(page, link(page, 'People'), heading(page, 'People'));
  const dialog = page.getByRole('dialog');
  await enterUntil(page, button(page, 'Invite'), dialog);
  await expectFocusIn(dialog);
  const email = `keys.${tree.mark}@demo.wellkept.example`;
  await tabTo(page, dialog.getByLabel('E-mail'));
  await page.keyboard.type(email);
  await tabTo(page, dialog.getByLabel('Role'));
  await page.keyboard.press('ArrowDown');
  await expect(dialog.getByLabel('Role')).toHaveValue('member');
  await enter(page, dialog.getByRole('button', { name: 'Send', exact: true }));
  await expect(page.getByText('The invitation is on its way')).toBeVisible();
  await expectFocusIn(dialog);
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  const invitations = page.getByRole('link', { name: /^Invitations/ }).first();
  await enterUntil(page, invitations, heading(page, 'Invitations'));
  await expect(page.getByRole('row').filter({ hasText: email })).toContainText('Member');
});

test('changes a role where it stands', async ({ stranger }) => {
  const page = await stranger();
  const { tree, at } = await ownTree(page);
  await page.goto(at);
  await enterUntil(page, link(page, 'People'), heading(page, 'People'));
  await tabTo(page, page.getByLabel('Find a person'));
  await page.keyboard.type('colleague');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/q=colleague/);
  const role = page.getByLabel(`Role of The colleague of ${tree.mark}`);
  await tabTo(page, role);
  await page.keyboard.press('ArrowDown');
  await expect(role).toHaveValue('member');
  await expect(page.getByText(`The colleague of ${tree.mark} is a member now.`)).toBeAttached();
  await expect(role).toBeFocused();
  expect(await roleOf(tree.colleague.membershipId)).toBe('member');
});

test('creates an organization below their own', async ({ stranger }) => {
  const page = await stranger();
  const { tree, at } = await ownTree(page);
  await page.goto(at);
  await enterUntil(page, link(page, 'Organization tree'), page.getByRole('tree'));
  await enterUntil(page, link(page, 'New organization'), heading(page, 'New organization'));
  await tabTo(page, page.getByLabel('Name', { exact: true }));
  await page.keyboard.type(`Typed in ${tree.mark}`);
  await page.keyboard.press('Enter');
  await expect(heading(page, `Typed in ${tree.mark}`)).toBeVisible();
});

test('moves an organization after a look at what follows', async ({ stranger }) => {
  const page = await stranger();
  const { tree, at } = await ownTree(page);
  await page.goto(`${at}/tree`);
  await tabTo(page, page.getByRole('tree'));
  await expect(async () => {
    await page.keyboard.press('Home');
    // Not the whole name: a space opens what is selected so far.
    await page.keyboard.type('Oth');
    await expect(page.getByRole('treeitem', { selected: true })).toContainText('Other child', {
      timeout: 500,
    });
  }).toPass();
  await page.keyboard.press('Enter');
  await expect(heading(page, `Other child ${tree.mark}`)).toBeVisible();
  await enterUntil(page, link(page, 'Move…'), page.getByLabel('Where to'));
  await tabTo(page, page.getByLabel('Where to'));
  await page.keyboard.type(`Sibling ${tree.mark}`);
  await expect(page.getByRole('heading', { name: /What changes when/ })).toBeVisible();
  await expect(page.getByText(`The sibling member of ${tree.mark}`)).toBeVisible();
  await enter(page, button(page, 'Confirm the move'));
  await expect(page.getByRole('tree')).toBeVisible();
  await expect(page.getByRole('treeitem', { name: `Other child ${tree.mark}` })).toHaveCount(0);
});

test('removes a person, after a look at what follows', async ({ stranger }) => {
  const page = await stranger();
  const { tree, at } = await ownTree(page);
  await page.goto(`${at}/people?q=colleague`);
  const menu = button(page, `Actions for The colleague of ${tree.mark}`);
  const remove = page.getByRole('menuitem', { name: 'Remove…' });
  await enterUntil(page, menu, remove);
  await page.keyboard.press('End');
  await expect(remove).toBeFocused();
  const dialog = page.getByRole('alertdialog');
  await page.keyboard.press('Enter');
  await expect(dialog).toContainText(`The colleague of ${tree.mark} is no viewer here any more.`);
  await expectFocusIn(dialog);
  await enter(page, dialog.getByRole('button', { name: 'Remove', exact: true }));
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText('Nobody here fits')).toBeVisible();
  expect(await roleOf(tree.colleague.membershipId)).toBeUndefined();
});

import type { Page } from '@playwright/test';
import { withDatabase } from '../support/database';
import { ownTree, roleOf } from '../support/own-tree';
import { ORGANIZATION } from '../support/people';
import { Presses } from '../support/presses';
import { signInOver } from '../support/sign-in';
import { expect, test } from '../support/test';

/** From the manager's home: nothing may take more presses than experience.md section 3 says. */
async function home(page: Page): Promise<string> {
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1, name: ORGANIZATION })).toBeVisible();
  return page.url();
}

const link = (page: Page, name: string) => page.getByRole('link', { name, exact: true }).first();

test('invites a practitioner with 3 presses, and the invitation waits in the list', async ({ pageOf }) => {
  const page = await pageOf('manager');
  await home(page);
  const email = `budget.${Date.now().toString(36)}@demo.wellkept.example`;
  const presses = new Presses();
  await presses.on(link(page, 'People'));
  await presses.on(page.getByRole('button', { name: 'Invite', exact: true }));
  await page.getByRole('dialog').getByLabel('E-mail').fill(email);
  await presses.on(page.getByRole('button', { name: 'Send', exact: true }));
  await expect(page.getByText('The invitation is on its way')).toBeVisible();
  presses.expectAtMost(3);
  await page.keyboard.press('Escape');
  await link(page, 'Invitations')
    .or(page.getByRole('link', { name: /^Invitations/ }))
    .first()
    .click();
  await expect(page.getByRole('row').filter({ hasText: email })).toContainText('Sent');
});

test('changes a role with 3 presses, at once for whoever is asked next', async ({ stranger }) => {
  const page = await stranger();
  const { tree, at } = await ownTree(page);
  await page.goto(at);
  const name = `The colleague of ${tree.mark}`;
  const presses = new Presses();
  await presses.on(link(page, 'People'));
  await page.getByLabel('Find a person').fill('colleague');
  await page.getByLabel('Find a person').press('Enter');
  await presses.choose(page.getByLabel(`Role of ${name}`), 'Member');
  await expect(page.getByLabel(`Role of ${name}`)).toHaveValue('member');
  await expect(page.getByText('Saving…')).toHaveCount(0);
  presses.expectAtMost(3);
  expect(await roleOf(tree.colleague.membershipId)).toBe('member');
});

test('creates an organization with 4 presses, and moves one with 4', async ({ stranger }) => {
  const page = await stranger();
  const { tree, at } = await ownTree(page);
  await page.goto(at);
  const creating = new Presses();
  await creating.on(link(page, 'Organization tree'));
  await creating.on(page.getByRole('link', { name: 'New organization' }));
  await page.getByLabel('Name', { exact: true }).fill(`New in ${tree.mark}`);
  await creating.on(page.getByRole('button', { name: 'Create', exact: true }));
  await expect(page.getByRole('heading', { level: 1, name: `New in ${tree.mark}` })).toBeVisible();
  creating.expectAtMost(4);

  await page.goto(at);
  const moving = new Presses();
  await moving.on(link(page, 'Organization tree'));
  await moving.on(page.getByRole('treeitem', { name: `New in ${tree.mark}` }));
  await moving.on(link(page, 'Move…'));
  await page.getByLabel('Where to').fill(`Sibling ${tree.mark}`);
  await expect(page.getByRole('heading', { name: /What changes when/ })).toBeVisible();
  await expect(page.getByText(`The sibling member of ${tree.mark}`)).toBeVisible();
  await expect(page.getByText(`The organization member of ${tree.mark}`)).toBeVisible();
  await moving.on(page.getByRole('button', { name: 'Confirm the move' }));
  await expect(page.getByRole('tree')).toBeVisible();
  await expect(page.getByRole('treeitem', { name: `New in ${tree.mark}` })).toHaveCount(0);
  moving.expectAtMost(4);
});

test('removes several people after a look at what follows, and they are out at once', async ({
  stranger,
  playwright,
  baseURL,
}) => {
  const page = await stranger();
  const { tree, at } = await ownTree(page);
  const viewer = tree.askers.find(({ name }) => name === 'organization viewer')!;
  const theirs = await playwright.request.newContext({ baseURL: baseURL! });
  await signInOver(theirs, viewer);
  expect((await theirs.get(`${at}/people`)).status()).toBe(200);
  await page.goto(`${at}/people?q=organization`);
  for (const name of ['viewer', 'member'])
    await page.getByLabel(`Select The organization ${name} of ${tree.mark}`).check();
  await page.getByRole('button', { name: 'Remove…' }).click();
  const dialog = page.getByRole('alertdialog');
  await expect(dialog).toContainText(`The organization viewer of ${tree.mark} is no viewer here any more.`);
  await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText(`The organization viewer of ${tree.mark}`)).toHaveCount(0);
  const after = await theirs.get(`${at}/people`, { maxRedirects: 0 });
  expect(after.status()).toBe(307);
  await theirs.dispose();
});

test('the last manager stays, with the reason', async ({ stranger }) => {
  const page = await stranger();
  const { tree } = await ownTree(page);
  await page.goto(`/o/${tree.places.parent}/people?q=parent+manager`);
  await page.getByRole('button', { name: `Actions for The parent manager of ${tree.mark}` }).click();
  await page.getByRole('menuitem', { name: 'Leave…' }).click();
  await page.getByRole('button', { name: 'Leave', exact: true }).click();
  await expect(page.getByText('This is the last manager. Make somebody else a manager first.')).toBeVisible();
});

test('two managers at once: the second keeps what was typed and hears what changed', async ({ stranger }) => {
  const page = await stranger();
  const { tree, at } = await ownTree(page);
  await page.goto(`${at}/tree/${tree.places.child}`);
  await page.getByLabel('Contact').fill('Room 4');
  await withDatabase((client) =>
    client.query(`UPDATE organization SET name = $1 WHERE id = $2`, [
      `Renamed ${tree.mark}`,
      tree.places.child,
    ]),
  );
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText(`It is now “Renamed ${tree.mark}”.`).first()).toBeVisible();
  await expect(page.getByLabel('Contact')).toHaveValue('Room 4');
});

test('many at once: every row is looked at, and nothing goes out before all are right', async ({
  stranger,
}) => {
  const page = await stranger();
  const { tree, at } = await ownTree(page);
  await page.goto(`${at}/people/invite`);
  const known = `organization.viewer.${tree.mark}@demo.wellkept.example`;
  const list = page.getByRole('textbox', { name: 'People' });
  await list.fill(`new.${tree.mark}@demo.wellkept.example, member\nnobody`);
  await expect(page.getByText('This line has no e-mail address.')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Send/ })).toBeDisabled();
  await list.fill(`new.${tree.mark}@demo.wellkept.example, member\n${known}`);
  await page.getByRole('button', { name: 'Send 2 invitations' }).click();
  await expect(page.getByText('This person has a role here already.', { exact: false })).toBeVisible();
  await list.fill(`new.${tree.mark}@demo.wellkept.example, member`);
  await page.getByRole('button', { name: 'Send 1 invitation' }).click();
  await expect(page.getByRole('row').filter({ hasText: `new.${tree.mark}` })).toContainText('Member');
});

test('the tree by keyboard alone: found, opened, renamed', async ({ stranger }) => {
  const page = await stranger();
  const { tree } = await ownTree(page);
  await page.goto(`/o/${tree.places.parent}/tree`);
  await page.getByRole('tree').focus();
  await page.keyboard.press('End');
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  // Closes the first child, goes up, closes the top.
  for (let n = 0; n < 3; n += 1) await page.keyboard.press('ArrowLeft');
  await expect(page.getByRole('treeitem')).toHaveCount(1);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.type('Sib');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: `Sibling ${tree.mark}` })).toBeVisible();
  await page.getByLabel('Name', { exact: true }).focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(`Typed ${tree.mark}`);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: `Typed ${tree.mark}` })).toBeVisible();
});

test('why a person can or cannot see something, layer by layer', async ({ pageOf }) => {
  const page = await pageOf('manager');
  const at = await home(page);
  await page.goto(`${at}/people`);
  await link(page, 'Vera Castellan-Demo').click();
  await page.getByRole('link', { name: 'Why can they see this?' }).click();
  await page.getByLabel('Study').selectOption({ label: 'CGM Home' });
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByLabel('Patient', { exact: true }).selectOption({ label: 'Ana Lucía Fuentes-Demo' });
  await page.getByLabel('Kind of data').selectOption({ label: 'Blood glucose' });
  await page.getByRole('button', { name: 'Explain' }).click();
  await expect(page.getByText('cannot open these readings now.')).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'Consent of the patient' })).toContainText(
    'Refuses',
  );
});

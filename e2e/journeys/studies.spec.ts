import type { Page } from '@playwright/test';
import { withDatabase } from '../support/database';
import { onOneSheet } from '../support/paper';
import { PEOPLE } from '../support/people';
import { tenantWithPatients, plantPatient } from '../support/planted-patients';
import { chip, unlock } from '../support/sign-in';
import { createStudy } from '../support/studies';
import { expect, test } from '../support/test';

const link = (page: Page, name: string) => page.getByRole('link', { name, exact: true }).first();
const stateOf = (studyId: string) =>
  withDatabase(async (client) => {
    const { rows } = await client.query<{ state: string }>('SELECT state FROM study WHERE id = $1', [
      studyId,
    ]);
    return rows[0]!.state;
  });

test('closing says whom it touches and needs the name, typed; pausing does not', async ({ stranger }) => {
  const page = await stranger();
  const { organizationId, studyId, mark } = await tenantWithPatients(page);
  await page.goto(`/o/${organizationId}/studies/${studyId}`);
  await page.getByRole('button', { name: 'Change state' }).click();
  await page.getByRole('menuitem', { name: 'Close…' }).click();
  const dialog = page.getByRole('alertdialog');
  await expect(dialog).toContainText('1 patient takes part. Sharing data now: 1.');
  await expect(dialog).toContainText('1 invitation not answered yet: the links stop working.');
  await expect(dialog).toContainText('No day is set until which the data is kept.');
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
  await expect(dialog.getByText('Write the name exactly as it is shown.')).toBeVisible();
  expect(await stateOf(studyId)).toBe('active');
  await dialog.getByRole('textbox').fill(`A active study, ${mark}`);
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText('Closed', { exact: true }).first()).toBeVisible();
  expect(await stateOf(studyId)).toBe('closed');
});

test('the patient’s own screen, in both languages, sends nothing', async ({ stranger }) => {
  const page = await stranger();
  const { organizationId, studyId } = await tenantWithPatients(page);
  await page.goto(`/o/${organizationId}/studies/${studyId}`);
  await link(page, 'As a patient').click();
  const phone = page.getByRole('region', { name: 'What a patient sees' });
  await expect(phone.getByRole('radio', { name: 'Share', exact: true }).first()).not.toBeChecked();
  await phone.getByRole('radio', { name: 'Don’t share' }).first().check();
  const posts: string[] = [];
  page.on('request', (request) => request.method() === 'POST' && posts.push(request.url()));
  await phone.getByRole('button', { name: 'Send my answers' }).click();
  await expect(page.getByText('This is a preview: nothing is sent and nothing is stored.')).toBeVisible();
  expect(posts).toEqual([]);
  await page.getByRole('link', { name: 'Spanish' }).click();
  await expect(phone.getByRole('button', { name: /respuestas/ })).toBeVisible();
  await expect(phone).toHaveAttribute('lang', 'es');
});

test('a new text says who is asked again and what changed; each version stays to be read', async ({
  stranger,
}) => {
  const page = await stranger();
  const { organizationId, studyId } = await tenantWithPatients(page);
  await page.goto(`/o/${organizationId}/studies/${studyId}/settings`);
  await page
    .getByLabel('English')
    .fill('# What we do\n\nAbout\n\n- one\n- **two**\n\n<script>alert(1)</script>');
  await page.getByRole('button', { name: 'See it as patients do' }).click();
  const preview = page.getByRole('dialog', { name: 'As patients read it' });
  await expect(preview.getByRole('heading', { name: 'What we do' })).toBeVisible();
  await expect(preview.getByText('<script>alert(1)</script>')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Publish as a new version' }).click();
  const dialog = page.getByRole('alertdialog');
  await expect(dialog).toContainText('1 patient takes part. They are asked again and see what changed.');
  await expect(dialog.getByRole('list', { name: 'New' })).toContainText('# What we do');
  await expect(dialog.getByRole('list', { name: 'Gone' })).toHaveCount(0);
  await dialog.getByRole('button', { name: 'Publish', exact: true }).click();
  await expect(page.getByText('Version 2 is what patients read.')).toBeVisible();
  await page.getByText('Version 2', { exact: true }).click();
  await expect(page.getByRole('heading', { name: 'What we do' })).toBeVisible();
  await page.getByText('Version 1', { exact: true }).click();
  await expect(
    page
      .getByRole('paragraph')
      .filter({ hasText: /^About$/ })
      .last(),
  ).toBeVisible();
});

test('a request is changed with its consequences, a day and devices are set, and a study is cloned', async ({
  stranger,
}) => {
  const page = await stranger();
  const { organizationId, studyId, mark } = await tenantWithPatients(page);
  await page.goto(`/o/${organizationId}/studies/${studyId}`);
  await page.getByRole('button', { name: 'Actions for Heart rate' }).click();
  await page.getByRole('menuitem', { name: 'Change…' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('1 patient answered this request. They are asked again');
  await dialog.getByLabel('Why the study needs it').fill('To see how the heart beats.');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText('To see how the heart beats.')).toBeVisible();
  await expect(page.getByText('Version 2', { exact: true })).toBeVisible();

  await link(page, 'Text and settings').click();
  await page.getByLabel('Keep the data until').fill('2001-01-01');
  await page.getByRole('button', { name: 'Save the day' }).click();
  await expect(page.getByText('Choose a day that is still to come.')).toBeVisible();
  await page.getByLabel('Keep the data until').fill('2099-06-30');
  await page.getByRole('button', { name: 'Save the day' }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
  await page.getByRole('checkbox', { name: /^Glucose sensor/ }).check();
  await page.getByRole('button', { name: 'Save the choice' }).click();
  await expect(page.getByText('Saved.')).toHaveCount(2);
  await page.reload();
  await expect(page.getByLabel('Keep the data until')).toHaveValue('2099-06-30');
  await expect(page.getByRole('checkbox', { name: /^Glucose sensor/ })).toBeChecked();

  await page.getByLabel('Name of the new study').fill(`Clone of ${mark}`);
  await page.getByRole('button', { name: 'Create a draft like this' }).click();
  // The keys of this manager were never made: the draft is there, and says that its key is missing.
  await expect(page.getByRole('dialog', { name: 'Unlock your data' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { level: 1, name: `Clone of ${mark}` })).toBeVisible();
  await expect(page.getByText('To see how the heart beats.')).toBeVisible();
  await expect(page.getByText('Draft', { exact: true }).first()).toBeVisible();
});

test('several who are known get their invitations at once, and one is printed as a card', async ({
  pageOf,
}) => {
  test.slow();
  const page = await pageOf('manager');
  const run = Date.now().toString(36);
  await page.goto('/');
  await unlock(page, PEOPLE.manager);
  const organizationId = page.url().split('/').at(-1)!;
  for (const n of [1, 2]) await plantPatient({ organizationId, mark: run } as never, `Card ${n} ${run}`);
  await createStudy(page, {
    name: `Cards ${run}`,
    asks: [{ scope: 'Step count', reason: 'To count steps.' }],
  });
  await link(page, 'Patients 0')
    .or(page.getByRole('navigation', { name: 'Parts of the study' }).getByRole('link', { name: /^Patients/ }))
    .first()
    .click();
  await link(page, 'Add known patients').click();
  await page.getByLabel('Find a patient').fill(run);
  await page.getByRole('button', { name: 'Find', exact: true }).click();
  await page.getByLabel('Select all rows').check();
  await page.getByRole('button', { name: `Add to Cards ${run}` }).click();
  await page.getByRole('link', { name: 'send the invitations' }).click();
  await expect(page.getByText('2 patients enrolled without an invitation')).toBeVisible();
  await expect(chip(page, 'Unlocked')).toBeVisible();
  await page.getByRole('button', { name: 'Send 2 invitations' }).click();
  await page.getByRole('menuitem', { name: 'In Spanish' }).click();
  await expect(page.getByRole('row').filter({ hasText: `Card 1 ${run}` })).toContainText('Sent', {
    timeout: 30_000,
  });
  await expect(page.getByRole('row').filter({ hasText: `Card 2 ${run}` })).toContainText('Sent');

  await page.getByRole('button', { name: `Actions for Card 1 ${run}` }).click();
  await page.getByRole('menuitem', { name: 'Send a new link…' }).click();
  await page.getByRole('dialog').getByLabel('Language of the letter').selectOption('es');
  await page.getByRole('dialog').getByRole('button', { name: 'Send invitation' }).click();
  await expect(page.getByRole('button', { name: 'Print a card' })).toBeVisible();
  await printed(page, `Le invitamos|Cards ${run}`);
});

/** What comes out of the printer is the card alone, on one sheet. */
async function printed(page: Page, words: string): Promise<void> {
  const card = page.locator('.print-sheet');
  await expect(card).toBeHidden();
  await page.emulateMedia({ media: 'print' });
  await expect(card).toBeVisible();
  await expect(card).toHaveAttribute('lang', 'es');
  await expect(card).toContainText(new RegExp(words));
  await expect(card.getByRole('img')).toBeVisible();
  await page.screenshot({ path: 'e2e/artifacts/pages/invitation-card-print.png' });
  await onOneSheet(page, 'invitation-card', [
    new RegExp(words),
    '•••@demo.wellkept.example',
    /^https?:\/\/\S+\/invite\/\S+$/,
  ]);
}

test('a study is created, asked for and opened to the preview by keyboard alone', async ({ pageOf }) => {
  const page = await pageOf('manager');
  const run = Date.now().toString(36);
  await page.goto('/');
  await unlock(page, PEOPLE.manager);
  await page.goto(`${page.url()}/studies/new`);
  await expect(chip(page, 'Unlocked')).toBeVisible();
  await page.getByLabel('Name', { exact: true }).focus();
  await page.keyboard.type(`Keys ${run}`);
  await page.keyboard.press('Tab');
  await page.keyboard.type('To learn without a mouse.');
  for (let n = 0; n < 3; n += 1) await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Create', exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: `Keys ${run}` })).toBeVisible();
  const find = page.getByLabel('Find a kind of data');
  for (let n = 0; n < 60 && !(await find.evaluate((box) => box === document.activeElement)); n += 1)
    await page.keyboard.press('Tab');
  await expect(find).toBeFocused();
  await page.keyboard.type('pasos');
  await page.keyboard.press('Tab');
  if (
    !(await page
      .getByRole('radio')
      .first()
      .evaluate((box) => box === document.activeElement))
  )
    await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await expect(page.getByRole('radio', { name: 'Step count' })).toBeChecked();
  await page.keyboard.press('Tab');
  await page.keyboard.type('To count steps.');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Actions for Step count' })).toBeVisible();
});

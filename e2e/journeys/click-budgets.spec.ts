import type { Page } from '@playwright/test';
import { ORGANIZATION, PEOPLE, SHARING_PATIENT } from '../support/people';
import { Presses } from '../support/presses';
import { chip, unlock } from '../support/sign-in';
import { createStudy } from '../support/studies';
import { expect, test, type Role } from '../support/test';

/** From the person's home, after sign-in and unlock: nothing may take more presses than experience.md section 3 says. */
test.describe('patient', () => {
  test('stops one kind of data with 2 presses, and starts it with 2', async ({ pageOf }) => {
    const page = await homeOf(await pageOf('patient'));
    const glucose = page
      .getByRole('listitem')
      .filter({ has: page.getByRole('heading', { name: 'blood sugar' }) })
      .first();
    const stopping = new Presses();
    await stopping.on(glucose.getByRole('button', { name: 'Stop sharing' }));
    await stopping.on(page.getByRole('dialog').getByRole('button', { name: 'Stop sharing' }));
    await expect(glucose.getByText('You stopped', { exact: true })).toBeVisible();
    stopping.expectAtMost(2);
    const starting = new Presses();
    await starting.on(glucose.getByRole('button', { name: 'Start sharing' }));
    await starting.on(page.getByRole('dialog').getByRole('button', { name: 'Start sharing' }));
    await expect(glucose.getByText('Sharing', { exact: true })).toBeVisible();
    starting.expectAtMost(2);
  });

  test('answers a request with one press for each kind of data and one to send', async ({ pageOf }) => {
    const page = await homeOf(await pageOf('patient'));
    const card = page.locator('section', { has: page.getByRole('heading', { name: 'Heart Steps' }) });
    // A <details> is a group too; the questions are fieldsets.
    const questions = card.locator('fieldset');
    const count = await questions.count();
    expect(count).toBeGreaterThan(0);
    const presses = new Presses();
    for (const question of await questions.all())
      await presses.on(question.getByRole('radio', { name: 'Don’t share' }));
    await presses.on(card.getByRole('button', { name: 'Send my answers' }));
    await expect(card.getByText('Not sharing', { exact: true })).toHaveCount(count);
    presses.expectAtMost(count + 1);
  });

  test('sees who viewed the data with 1 press', async ({ pageOf }) => {
    const page = await homeOf(await pageOf('patient'));
    const presses = new Presses();
    await presses.on(page.getByRole('link', { name: 'Who viewed' }).first());
    await expect(page.getByText(/ opened [\d,]+ readings: /).first()).toBeVisible();
    presses.expectAtMost(1);
  });

  test('downloads a receipt with 2 presses', async ({ pageOf }) => {
    const page = await homeOf(await pageOf('patient'));
    const presses = new Presses();
    await presses.on(page.getByRole('link', { name: /^Receipt for/ }).first());
    const download = page.waitForEvent('download');
    await presses.on(page.getByRole('link', { name: 'Download' }).first());
    expect((await download).suggestedFilename()).toMatch(/\.jws$/);
    presses.expectAtMost(2);
  });
});

test.describe('manager', () => {
  test('creates a study with 3 presses, and adds a request with 4', async ({ pageOf }) => {
    const page = await openedHomeOf(await pageOf('manager'), 'manager');
    const home = page.url();
    const run = Date.now().toString(36);
    const creating = new Presses();
    await creating.on(page.getByRole('link', { name: 'Studies', exact: true }).first());
    await creating.on(page.getByRole('link', { name: 'New study' }));
    await page.getByLabel('Name', { exact: true }).fill(`Budget ${run}`);
    await page.getByLabel('Purpose').fill('To count presses.');
    await creating.on(page.getByRole('button', { name: 'Create', exact: true }));
    await expect(page.getByRole('heading', { level: 1, name: `Budget ${run}` })).toBeVisible();
    creating.expectAtMost(3);

    await page.goto(home);
    const adding = new Presses();
    await adding.on(page.getByRole('link', { name: 'Studies', exact: true }).first());
    await adding.on(page.getByRole('link', { name: `Budget ${run}` }));
    await page.getByLabel('Find a kind of data').fill('steps');
    await adding.on(page.getByRole('radio', { name: 'Step count' }));
    await page.getByLabel('Why the study needs it').fill('To count steps.');
    await adding.on(page.getByRole('button', { name: 'Add', exact: true }));
    await expect(page.getByRole('button', { name: 'Actions for Step count' })).toBeVisible();
    adding.expectAtMost(4);
  });

  test('invites a patient with 4 presses, and has the code to scan', async ({ pageOf }) => {
    const page = await openedHomeOf(await pageOf('manager'), 'manager');
    const home = page.url();
    const run = Date.now().toString(36);
    await createStudy(page, {
      name: `Invites ${run}`,
      asks: [{ scope: 'Step count', reason: 'To count steps.' }],
    });
    await page.goto(home);
    await expect(chip(page, 'Unlocked')).toBeVisible();
    const presses = new Presses();
    await presses.on(page.getByRole('link', { name: 'Studies', exact: true }).first());
    await presses.on(page.getByRole('link', { name: `Invites ${run}` }));
    await presses.on(page.getByRole('button', { name: 'Invite patient' }).first());
    await page.getByRole('dialog').getByLabel('Name', { exact: true }).fill(`Scan ${run}`);
    await page.getByRole('dialog').getByLabel('E-mail').fill(`scan.${run}@demo.wellkept.example`);
    await presses.on(page.getByRole('button', { name: 'Send invitation' }));
    await expect(page.getByRole('img', { name: /QR code/ })).toBeVisible();
    presses.expectAtMost(4);
  });

  test('verifies the audit chain with 2 presses', async ({ pageOf }) => {
    const page = await homeOf(await pageOf('manager'));
    const presses = new Presses();
    await presses.on(page.getByRole('link', { name: 'Audit log', exact: true }).first());
    await presses.on(page.getByRole('button', { name: 'Verify in my browser' }));
    await expect(page.getByText(/Chain intact/i).first()).toBeVisible({ timeout: 60_000 });
    presses.expectAtMost(2);
  });
});

test('viewer: reaches two weeks of glucose with 3 presses, and locks with 1', async ({ pageOf }) => {
  const page = await openedHomeOf(await pageOf('viewer'), 'viewer');
  const presses = new Presses();
  await presses.on(page.getByRole('link', { name: 'Patients', exact: true }).first());
  await presses.on(page.getByRole('link', { name: SHARING_PATIENT }));
  await presses.on(page.getByRole('link', { name: 'Data', exact: true }));
  await expect(page.getByRole('application', { name: 'Blood glucose' })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('link', { name: '14 days' })).toHaveAttribute('aria-current', 'true');
  presses.expectAtMost(3);
  const locking = new Presses();
  await locking.on(page.getByRole('button', { name: 'Lock now' }));
  await expect(chip(page, 'Locked')).toBeVisible();
  await expect(page.getByRole('application')).toHaveCount(0);
  locking.expectAtMost(1);
});

async function homeOf(page: Page): Promise<Page> {
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/My sharing|\(demo\)/);
  return page;
}

async function openedHomeOf(page: Page, role: Role): Promise<Page> {
  await homeOf(page);
  await expect(page.getByRole('heading', { level: 1, name: ORGANIZATION })).toBeVisible();
  await unlock(page, PEOPLE[role]);
  return page;
}

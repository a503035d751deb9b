import type { Page } from '@playwright/test';
import { withDatabase } from '../support/database';
import { look } from '../support/look';
import { PEOPLE } from '../support/people';
import { signInOver } from '../support/sign-in';
import { plantTenant } from '../support/tenant';
import { plantEmergency } from '../support/tenant-emergencies';
import { expect, test } from '../support/test';

test.describe.configure({ mode: 'parallel' });
test.slow();

const heading = (page: Page, name: string | RegExp) =>
  expect(page.getByRole('heading', { level: 1, name })).toBeVisible();

test('the system pages of a super admin', async ({ pageOf }) => {
  const page = await pageOf('admin');
  await page.goto('/admin');
  await heading(page, 'Organizations');
  await look(page, 'system');
  await page
    .getByRole('button', { name: /^Archive / })
    .first()
    .click();
  await expect(page.getByRole('alertdialog')).toContainText('takes no new people, studies or enrollments');
  await look(page, 'system-archive');
  await page.keyboard.press('Escape');
  await page.goto('/admin?q=nothing+of+this+name');
  await look(page, 'system-none');
  await page.goto('/admin/organizations/new');
  await heading(page, 'New organization');
  await look(page, 'system-new-organization');
  await page.goto('/admin/accounts');
  await heading(page, 'Accounts');
  await look(page, 'system-accounts');
  await page.getByRole('button', { name: 'Add administrator' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await look(page, 'system-add-administrator');
  await page.goto('/admin/outbox');
  await heading(page, 'Mail');
  await look(page, 'system-mail');
  await page.getByRole('table').getByRole('link').first().click();
  await expect(page.getByRole('heading', { level: 2, name: 'As HTML' })).toBeVisible();
  await look(page, 'system-letter');
});

test('the catalogue, health and log of the system', async ({ pageOf }) => {
  const page = await pageOf('admin');
  for (const name of ['Catalogue', 'Health', 'Audit log']) {
    await page.goto(`/admin/${name === 'Audit log' ? 'audit' : name.toLowerCase()}`);
    await heading(page, name);
    await look(page, `system-${name.toLowerCase().replace(' ', '-')}`);
  }
});

test('emergency access: asking, running, and what a manager sees of it', async ({ pageOf, stranger }) => {
  const tenant = await plantTenant();
  const { studyId, manager } = tenant;
  const running = await withDatabase(async (client) => {
    const { rows } = await client.query<{ id: string }>('SELECT id FROM user_account WHERE email = $1', [
      PEOPLE.admin.email,
    ]);
    return plantEmergency(client, { studyId, requestedBy: rows[0]!.id, approvedBy: manager.userId });
  });
  const page = await pageOf('admin');
  await page.goto('/admin/emergency');
  await heading(page, 'Emergency access');
  await look(page, 'system-emergency');
  await page
    .getByRole('button', { name: `Approve: Root ${tenant.mark}` })
    .first()
    .click();
  await expect(page.getByRole('alertdialog')).toBeVisible();
  await look(page, 'system-emergency-approve');
  await page.goto(`/admin/emergency/${running}`);
  await expect(page.getByRole('list', { name: 'Patients' })).toBeVisible();
  await look(page, 'system-emergency-running');
  await page.goto(`/admin/emergency/new?q=${tenant.mark}`);
  await expect(page.getByRole('list', { name: 'Studies' })).toBeVisible();
  await look(page, 'system-emergency-find');
  await page.goto(`/admin/emergency/new?study=${studyId}`);
  await page.getByRole('button', { name: 'Ask for access' }).click();
  await expect(page.getByText('Write 20 characters or more.').first()).toBeVisible();
  await look(page, 'system-emergency-new');
  const managers = await stranger();
  await signInOver(managers.request, manager);
  await managers.goto(`/o/${tenant.organizationId}`);
  await expect(managers.getByText('has emergency access to').first()).toBeVisible();
  await look(managers, 'overview-emergency');
  await managers.goto(`/o/${tenant.organizationId}/emergency`);
  await heading(managers, 'Emergency access');
  await look(managers, 'emergency');
});

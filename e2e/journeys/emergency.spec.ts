import type { Page } from '@playwright/test';
import { withDatabase } from '../support/database';
import { PEOPLE, SHARING_PATIENT } from '../support/people';
import { signInOver } from '../support/sign-in';
import { expect, test } from '../support/test';

const STUDY = 'CGM Home';
const ADMIN = PEOPLE.admin.name;

/** From the reason to the patient's own list, and to its end: each step by the person whose it is. */
test('a super admin reads one study in an emergency, and everybody concerned knows', async ({
  pageOf,
  stranger,
  keep,
}) => {
  test.slow();
  const admin = await pageOf('admin');
  const manager = await pageOf('topManager');
  let pseudonym = '';

  await test.step('1. a super admin asks, with a reason and a time; nothing is open', async () => {
    await admin.goto('/admin');
    await admin.getByRole('link', { name: 'Emergency access', exact: true }).first().click();
    await admin.getByRole('link', { name: 'Ask for access' }).click();
    await admin.getByLabel('Name of the organization or of the study').fill(STUDY);
    await admin.getByRole('button', { name: 'Find' }).click();
    await admin.getByRole('link', { name: STUDY }).click();
    await admin.getByLabel('Reason').fill('Too short');
    await admin.getByLabel('Minutes').fill('61');
    await admin.getByRole('button', { name: 'Ask for access' }).click();
    await expect(admin.getByText('Write 20 characters or more.').first()).toBeVisible();
    await expect(admin.getByText('One hour at most.').first()).toBeVisible();
    await admin.getByLabel('Reason').fill('A sensor reports wrong units; one reading has to be compared.');
    await admin.getByLabel('Minutes').fill('10');
    await admin.getByRole('button', { name: 'Ask for access' }).click();
    await expect(admin.getByText('Nothing is open yet')).toBeVisible();
    await expect(admin.getByRole('button', { name: /^Approve/ })).toHaveCount(0);
    await keep(admin, 'emergency-1-asked');
  });

  await test.step('2. the manager has a letter, and approves', async () => {
    await expectLetter(manager, `Emergency access asked for: ${STUDY}`);
    await manager.goto('/');
    await expect(manager.getByText(`${ADMIN} asks for emergency access to ${STUDY}`)).toBeVisible();
    await keep(manager, 'emergency-2-alert');
    await manager.getByRole('button', { name: `Approve: ${ADMIN}, ${STUDY}` }).click();
    const dialog = manager.getByRole('alertdialog');
    await expect(dialog).toContainText('ends by itself after 10 minutes');
    await dialog.getByRole('button', { name: 'Approve' }).click();
    await expect(manager.getByText(`${ADMIN} has emergency access to ${STUDY}`)).toBeVisible();
    await expectLetter(manager, `Emergency access began: ${STUDY}`);
  });

  await test.step('3. the super admin sees pseudonyms, reads, and has no key', async () => {
    await admin.reload();
    await expect(admin.getByText('You can receive readings, and you cannot open them')).toBeVisible();
    expect(await admin.getByRole('main').innerText()).not.toContain(SHARING_PATIENT.split(' ')[0]);
    pseudonym = await pseudonymOf(SHARING_PATIENT, admin.url().split('/').at(-1)!);
    await admin.getByRole('button', { name: `Read Blood glucose of ${pseudonym}` }).click();
    await expect(sharedBy(admin, pseudonym)).toContainText(
      'The newest 5,000 sealed readings of the last year were released; you have no key to open them. There are older ones.',
    );
    await admin.getByRole('button', { name: `Read more Blood glucose of ${pseudonym}` }).click();
    await expect(sharedBy(admin, pseudonym)).toContainText('The newest 10,000 sealed readings');
    await keep(admin, 'emergency-3-read');
  });

  await test.step('4. the patient sees that it was an emergency access, and by whom', async () => {
    const patient = await stranger();
    await signInOver(patient.request, await accountOf(SHARING_PATIENT));
    await patient.goto('/me/views');
    const view = patient
      .getByRole('listitem')
      .filter({ hasText: `${ADMIN} opened` })
      .first();
    await expect(view).toContainText(`This was an emergency access by ${ADMIN}.`);
    await keep(patient, 'emergency-4-patient');
    await patient.getByLabel('Language').selectOption({ label: 'Español' });
    await expect(patient.getByText(`Fue un acceso de emergencia de ${ADMIN}.`).first()).toBeVisible();
  });

  await test.step('5. the manager ends it, and nothing is released any more', async () => {
    await manager.goto('/');
    await manager.getByRole('button', { name: `End now: ${ADMIN}, ${STUDY}` }).click();
    await manager.getByRole('alertdialog').getByRole('button', { name: 'End now' }).click();
    await expect(manager.getByText(`${ADMIN} has emergency access to ${STUDY}`)).toHaveCount(0);
    await admin.getByRole('button', { name: `Read more Blood glucose of ${pseudonym}` }).click();
    await expect(sharedBy(admin, pseudonym)).toContainText('Refused: the emergency access is over.');
    await admin.reload();
    await expect(admin.getByText('Ended early')).toBeVisible();
    await expect(admin.getByRole('button', { name: /^Read/ })).toHaveCount(0);
  });

  await test.step('6. the organization’s log has all of it', async () => {
    await manager.getByRole('link', { name: 'Audit log', exact: true }).first().click();
    for (const words of ['asked for', 'approved', 'ended'])
      await expect(
        manager.getByText(`${words} emergency access to the study ${STUDY}`).first(),
      ).toBeVisible();
    const read = manager.getByText(/^opened .* of Amara .* in CGM Home, by emergency access$/);
    await expect(read.first()).toBeVisible();
    await manager.getByRole('link', { name: 'Emergency access' }).click();
    await expect(manager.getByRole('table', { name: 'Emergency accesses' })).toContainText('Ended early');
    await keep(manager, 'emergency-6-list');
  });
});

const sharedBy = (page: Page, pseudonym: string) =>
  page.getByRole('list', { name: `Shared by ${pseudonym}` });

async function expectLetter(page: Page, subject: string): Promise<void> {
  await page.goto('/dev/outbox');
  await expect(page.getByText(subject).first()).toBeVisible();
}

/** No page tells who is behind a pseudonym; the test has to know. */
function pseudonymOf(patientName: string, emergencyId: string): Promise<string> {
  return withDatabase(async (client) => {
    const { rows } = await client.query<{ pseudonym: string }>(
      `SELECT upper(substr(encode(sha256(uuid_send($1::uuid) || uuid_send(id)), 'hex'), 1, 8)) AS pseudonym
         FROM patient WHERE name = $2`,
      [emergencyId, patientName],
    );
    return rows[0]!.pseudonym;
  });
}

function accountOf(patientName: string): Promise<{ email: string; password: string }> {
  return withDatabase(async (client) => {
    const { rows } = await client.query<{ email: string }>(
      `SELECT u.email FROM user_account u JOIN patient p ON p.user_id = u.id WHERE p.name = $1`,
      [patientName],
    );
    return { email: rows[0]!.email, password: PEOPLE.otherPatient.password };
  });
}

import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { acceptInvitation } from '../support/invitee';
import { PEOPLE } from '../support/people';
import { connectPhone, glucoseReadings, uploadFrom } from '../support/phone';
import { signInByForm, unlock } from '../support/sign-in';
import { createStudy, invitePatient } from '../support/studies';
import { expect, test } from '../support/test';

const READINGS = 288;

/** The product's main job from the first sign-in to the verified log, on real data and with nothing prepared. */
test('a patient shares glucose, a viewer opens it, the patient stops, the log proves both', async ({
  stranger,
  keep,
  baseURL,
}) => {
  test.slow();
  const run = Date.now().toString(36);
  const study = { name: `Walks ${run}` };
  const patient = {
    name: `Toma Journey-${run}`,
    email: `toma.${run}@demo.wellkept.example`,
    password: 'a walk by the lake',
  };
  let link = '';
  let refusedRead = '';
  const manager = await stranger();
  const patientPage = await stranger();
  const viewer = await stranger();

  await test.step('1. a manager signs in, unlocks, creates a study and invites a patient', async () => {
    await manager.goto('/');
    await keep(manager, 'main-1-sign-in');
    await signInByForm(manager, PEOPLE.manager);
    await expect(manager.getByRole('link', { name: 'Studies', exact: true }).first()).toBeVisible();
    await unlock(manager, PEOPLE.manager);
    await keep(manager, 'main-1-overview');
    await createStudy(manager, {
      name: study.name,
      asks: [
        { scope: 'Blood glucose', reason: 'To see how your blood sugar moves.', isRequired: true },
        { scope: 'Heart rate', reason: 'To see what moving does to your heart.' },
      ],
    });
    await keep(manager, 'main-1-study');
    link = await invitePatient(manager, patient);
  });

  await test.step('2. the patient accepts, shares glucose, declines heart rate and gets a receipt', async () => {
    await acceptInvitation(patientPage, { link, ...patient }, (name) => keep(patientPage, `main-2-${name}`));
    await answer(patientPage, 'blood sugar', 'Share');
    await answer(patientPage, 'heart rate', 'Don’t share');
    await keep(patientPage, 'main-2-answers');
    await patientPage.getByRole('button', { name: 'Send my answers' }).click();
    const glucose = patientPage
      .getByRole('listitem')
      .filter({ has: patientPage.getByRole('heading', { name: 'blood sugar' }) });
    await expect(glucose.getByText('Sharing', { exact: true })).toBeVisible();
    const heart = patientPage
      .getByRole('listitem')
      .filter({ has: patientPage.getByRole('heading', { name: 'heart rate' }) });
    await expect(heart.getByText('Not sharing', { exact: true })).toBeVisible();
    await keep(patientPage, 'main-2-sharing');
    await checkReceipt(patientPage);
    await keep(patientPage, 'main-2-receipt');
  });

  await test.step('3. the phone seals readings and uploads them', async () => {
    await patientPage.getByRole('link', { name: 'My sharing' }).first().click();
    const phone = await connectPhone(patientPage);
    await keep(patientPage, 'main-3-phone');
    await uploadFrom(phone, baseURL!, 'omh:blood-glucose:4.0', glucoseReadings(READINGS));
  });

  await test.step('4. a viewer opens them in the browser; heart rate is not there, and the page says why', async () => {
    await signInByForm(viewer, PEOPLE.viewer);
    await unlock(viewer, PEOPLE.viewer);
    const read = viewer.waitForRequest(/\/observations\?/);
    await openData(viewer, patient.name);
    refusedRead = (await read).url();
    await expect(viewer.getByRole('application', { name: 'Blood glucose' })).toBeVisible();
    await expect(viewer.getByText(`showing ${READINGS} of ${READINGS}`)).toBeVisible();
    await expect(viewer.getByText(/^Median \d+ mg\/dL; \d+ % in range/)).toBeVisible();
    await keep(viewer, 'main-4-chart');
    await viewer.getByRole('button', { name: 'Show as table' }).click();
    const table = viewer.getByRole('table', { name: 'Blood glucose' });
    await expect(table).toHaveAttribute('aria-rowcount', String(READINGS + 1));
    await expect(table.getByRole('row').nth(1)).toContainText('Signed by the patient’s device');
    await keep(viewer, 'main-4-table');
    await viewer.getByRole('link', { name: 'Heart rate' }).click();
    await expect(viewer.getByText('Heart rate is not shared')).toBeVisible();
    await expect(viewer.getByText(/^The patient declined on/).first()).toBeVisible();
    await expect(viewer.getByRole('application')).toHaveCount(0);
    await keep(viewer, 'main-4-not-shared');
    await viewer.getByRole('link', { name: 'Blood glucose' }).click();
    await expect(viewer.getByRole('application', { name: 'Blood glucose' })).toBeVisible();
  });

  await test.step('5. the patient sees who opened how many readings, and stops sharing', async () => {
    await patientPage.getByRole('link', { name: 'Who viewed' }).first().click();
    await expect(
      patientPage.getByText(`${PEOPLE.viewer.name} opened ${READINGS} readings: blood sugar.`).first(),
    ).toBeVisible();
    await keep(patientPage, 'main-5-who-viewed');
    await patientPage.getByRole('link', { name: 'My sharing' }).first().click();
    await patientPage.getByRole('button', { name: 'Stop sharing' }).click();
    const dialog = patientPage.getByRole('dialog');
    await expect(dialog).toContainText('They can no longer open the readings you shared before.');
    await keep(patientPage, 'main-5-stop-dialog');
    await dialog.getByRole('button', { name: 'Stop sharing' }).click();
    await expect(
      patientPage
        .getByRole('main')
        .getByText('Stopped. No one can open your blood sugar for this study now.'),
    ).toBeVisible();
    await expect(patientPage.getByRole('button', { name: 'Undo' })).toBeVisible();
    await keep(patientPage, 'main-5-stopped');
  });

  await test.step('6. the next read is refused, the chart says why, and the log has both and is whole', async () => {
    const answerOf = (url: string) =>
      fetch(url).then(async (r) => ({ status: r.status, body: (await r.json()) as unknown }));
    const refused = await viewer.evaluate(answerOf, refusedRead);
    expect(refused).toMatchObject({ status: 403, body: { layer: 'consent' } });
    await viewer.evaluate(() => window.dispatchEvent(new Event('focus')));
    await expect(viewer.getByText('Blood glucose is not shared')).toBeVisible();
    await expect(viewer.getByText(/^The patient stopped sharing on/).first()).toBeVisible();
    await expect(viewer.getByRole('application')).toHaveCount(0);
    await keep(viewer, 'main-6-locked-chart');
    await checkLog(manager, patient.name, study.name);
    await keep(manager, 'main-6-audit-log');
    await manager.getByRole('button', { name: 'Verify in my browser' }).click();
    await expect(manager.getByText(/Chain intact/i).first()).toBeVisible({ timeout: 60_000 });
    await keep(manager, 'main-6-verified');
  });
});

async function answer(page: Page, thing: string, word: 'Share' | 'Don’t share'): Promise<void> {
  const question = page.getByRole('group', { name: `Share your ${thing}?` });
  await question.getByRole('radio', { name: word, exact: true }).check();
}

/** The downloaded file is a JWS by ES256 and says what the page says. */
async function checkReceipt(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Receipt for blood sugar' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Your receipt' })).toBeVisible();
  const started = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download' }).first().click();
  const jws = (await readFile(await (await started).path(), 'utf8')).trim();
  const parts = jws.split('.');
  expect(parts).toHaveLength(3);
  const part = (n: number) =>
    JSON.parse(Buffer.from(parts[n]!, 'base64url').toString()) as Record<string, unknown>;
  expect(part(0)).toMatchObject({ alg: 'ES256' });
  expect(JSON.stringify(part(1))).toContain('omh:blood-glucose:4.0');
  expect(Buffer.from(parts[2]!, 'base64url')).toHaveLength(64);
}

async function openData(page: Page, patientName: string): Promise<void> {
  await page.getByRole('link', { name: 'Patients', exact: true }).first().click();
  await page.getByRole('searchbox', { name: 'Find a patient' }).fill(patientName);
  await page.getByRole('button', { name: 'Find', exact: true }).click();
  await page.getByRole('link', { name: patientName }).click();
  await page.getByRole('link', { name: 'Data', exact: true }).click();
}

/** A stop by the patient and a refusal of the viewer, in the words of the log. */
async function checkLog(page: Page, patientName: string, studyName: string): Promise<void> {
  await page.getByRole('link', { name: 'Audit log', exact: true }).first().click();
  await expect(page.getByText(`stopped sharing blood glucose in ${studyName}`).first()).toBeVisible();
  const refusal = page.getByText(`tried to open blood glucose readings of ${patientName} in ${studyName}`);
  await expect(refusal.first()).toBeVisible();
}

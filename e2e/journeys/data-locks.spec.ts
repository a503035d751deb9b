import type { Page } from '@playwright/test';
import { GLUCOSE_PATIENTS, PRACTITIONERS } from '../../prisma/seed/cast';
import { withDatabase } from '../support/database';
import { signInByForm, unlock } from '../support/sign-in';
import { expect, test } from '../support/test';

const LENA = PRACTITIONERS.find(({ key }) => key === 'lena')!;
/** Shares glucose, and no other test opens these readings. */
const PATIENT = GLUCOSE_PATIENTS[3]!;

/** A change by somebody else while readings are on the screen; the page asks again when it comes back into sight. */
async function lookAgain(page: Page): Promise<void> {
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
}
const chart = (page: Page) => page.getByRole('application', { name: 'Blood glucose' });

const decide = (decision: string, endsIn: string | null = null) =>
  withDatabase(async (client) => {
    await client.query(
      `INSERT INTO consent_decision (enrollment_id, scope_id, decision, decided_by, decided_as, request_version, information_version, ends_at)
       SELECT e.id, 1, $2, p.user_id, 'patient', 1, 2, clock_timestamp() + $3::interval
         FROM patient p JOIN enrollment e ON e.patient_id = p.id JOIN study s ON s.id = e.study_id
        WHERE p.email = $1 AND s.name = 'CGM Home'`,
      [PATIENT.email, decision, endsIn],
    );
  });

test('an open chart locks, says why and drops its readings, whoever ended the access', async ({
  stranger,
  keep,
}) => {
  test.slow();
  const page = await stranger();
  await signInByForm(page, LENA);
  await expect(page.getByRole('link', { name: 'Patients', exact: true }).first()).toBeVisible();
  await unlock(page, LENA);
  await page.getByRole('link', { name: 'Patients', exact: true }).first().click();
  await page.getByRole('link', { name: PATIENT.name }).click();
  await page.getByRole('link', { name: 'Data', exact: true }).click();
  await expect(chart(page)).toBeVisible({ timeout: 30_000 });

  for (const [decision, words, again] of [
    ['paused', /^The patient paused sharing on/, 'resumed'],
    ['stopped', /^The patient stopped sharing on/, 'granted'],
  ] as const) {
    await decide(decision);
    await lookAgain(page);
    await expect(page.getByText(words).first()).toBeVisible();
    await expect(page.getByRole('application')).toHaveCount(0);
    await keep(page, `data-locked-${decision}`);
    await decide(again);
    await lookAgain(page);
    await expect(chart(page)).toBeVisible({ timeout: 30_000 });
  }

  await test.step('the consent ends by itself', async () => {
    await decide('stopped');
    await decide('granted', '1 second');
    // It is over a second from now: the page is asked until it says so.
    await expect(async () => {
      await lookAgain(page);
      await expect(page.getByText(/^The consent ended on/).first()).toBeVisible({ timeout: 1_000 });
    }).toPass({ timeout: 15_000 });
    await expect(page.getByRole('application')).toHaveCount(0);
    await decide('granted');
    await lookAgain(page);
    await expect(chart(page)).toBeVisible({ timeout: 30_000 });
  });

  await test.step('the patient leaves the study', async () => {
    await withDatabase((client) =>
      client.query(
        `UPDATE enrollment SET state = 'withdrawn', ended_at = clock_timestamp() FROM patient p, study s
          WHERE p.id = patient_id AND s.id = study_id AND p.email = $1 AND s.name = 'CGM Home'`,
        [PATIENT.email],
      ),
    );
    await lookAgain(page);
    await expect(page.getByText(/^The patient left this study on/).first()).toBeVisible();
    await expect(page.getByRole('application')).toHaveCount(0);
    await keep(page, 'data-locked-left');
  });

  await test.step('the practitioner loses the role', async () => {
    const shown = GLUCOSE_PATIENTS[2]!;
    await page.getByRole('link', { name: 'Patients', exact: true }).first().click();
    await page.getByRole('link', { name: shown.name }).click();
    await page.getByRole('link', { name: 'Data', exact: true }).click();
    await expect(chart(page)).toBeVisible({ timeout: 30_000 });
    await withDatabase((client) =>
      client.query(
        `UPDATE membership SET ends_at = clock_timestamp() FROM user_account u WHERE u.id = user_id AND u.email = $1`,
        [LENA.email],
      ),
    );
    await lookAgain(page);
    await expect(page.getByRole('application')).toHaveCount(0);
    await keep(page, 'data-locked-role');
  });
});

import type { Page } from '@playwright/test';
import { GLUCOSE_PATIENTS, OTHER_PATIENTS, PRACTITIONERS } from '../../prisma/seed/cast';
import { CLOSED_STUDY } from '../../prisma/seed/study-scripts';
import { withDatabase } from '../support/database';
import { ORGANIZATION } from '../support/people';
import { signInByForm, unlock } from '../support/sign-in';
import { expect, test } from '../support/test';

const LENA = PRACTITIONERS.find(({ key }) => key === 'lena')!;
/** Shares glucose, and no other test opens these readings. */
const PATIENT = GLUCOSE_PATIENTS[3]!;

/** A change by somebody else while readings are on the screen; the page asks again when it comes back into sight. */
async function lookAgain(page: Page): Promise<void> {
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
}
const chart = (page: Page, name = 'Blood glucose') => page.getByRole('application', { name });

async function openData(page: Page, patient: { name: string }): Promise<void> {
  await page.getByRole('link', { name: 'Patients', exact: true }).first().click();
  await page.getByRole('link', { name: patient.name }).click();
  await page.getByRole('link', { name: 'Data', exact: true }).click();
}

/** In a study that is over, whose readings can be opened until it is archived. No other test opens it. */
async function openSteps(page: Page): Promise<void> {
  await openData(page, OTHER_PATIENTS[0]!);
  await page.getByRole('link', { name: '90 days' }).click();
  await expect(chart(page, 'Step count')).toBeVisible({ timeout: 30_000 });
}

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
  await openData(page, PATIENT);
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

  await test.step('a closed study stays open to another role, and locks with its archive', async () => {
    await openSteps(page);
    await withDatabase((client) =>
      client.query(
        `UPDATE membership m SET role = 'member' FROM user_account u, organization o
          WHERE u.id = m.user_id AND o.id = m.organization_id AND u.email = $1 AND o.name = $2`,
        [LENA.email, ORGANIZATION],
      ),
    );
    const heard = page.waitForResponse(/\/sharing\?/);
    await lookAgain(page);
    expect((await heard).status()).toBe(200);
    await expect(chart(page, 'Step count')).toBeVisible();
    await withDatabase((client) =>
      client.query(`UPDATE study SET state = 'archived' WHERE name = $1`, [CLOSED_STUDY.name]),
    );
    await lookAgain(page);
    await expect(page.getByText(/^No readings are released while the study is/).first()).toBeVisible();
    await expect(page.getByRole('application')).toHaveCount(0);
    await keep(page, 'data-locked-archived');
  });

  await test.step('the practitioner loses the role', async () => {
    await openData(page, GLUCOSE_PATIENTS[2]!);
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

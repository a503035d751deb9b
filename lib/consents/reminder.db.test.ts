import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { changeMailPreference } from '@/lib/accounts/account-commands';
import { execute } from '@/lib/command';
import { inTransaction } from '@/lib/db/transaction';
import { testDatabase, type TestDatabase } from '@/lib/db/test-database';
import { GLUCOSE, HEART_RATE, observationWorld, type ObservationWorld } from '@/lib/observations/test-world';
import { answerRequest } from './consent-commands';
import { takeRenewalReminders } from './consent-mail-store';
import { remindRound } from './reminder';
import { pauseSharing, renewSharing, stopSharing } from './sharing-commands';

let database: TestDatabase;
let world: ObservationWorld;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await remindRound();
  world = await observationWorld(database.admin);
});

const DAY_MS = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();
const patient = () => world.participant.patient;
const target = (scope: { code: string } = GLUCOSE) => ({
  enrollmentId: world.participant.enrollmentId,
  scope: scope.code,
});

const share = (endsAt: string | null, scopes = [GLUCOSE, HEART_RATE]) =>
  execute(answerRequest, patient(), {
    enrollmentId: world.participant.enrollmentId,
    informationVersion: 0,
    answers: scopes.map(({ code }) => ({ scope: code, answer: 'share' as const })),
    endsAt,
  });

/** As if the answers had been given that long ago; the tables refuse it to everybody but a superuser who insists. */
async function age(interval: string): Promise<void> {
  const client = await database.admin.connect();
  try {
    await client.query(`SET session_replication_role = replica`);
    await client.query(
      `UPDATE consent_decision SET decided_at = decided_at - $1::interval WHERE enrollment_id = $2`,
      [interval, world.participant.enrollmentId],
    );
    await client.query(`UPDATE enrollment_change SET at = at - $1::interval WHERE enrollment_id = $2`, [
      interval,
      world.participant.enrollmentId,
    ]);
  } finally {
    await client.query(`SET session_replication_role = origin`);
    client.release();
  }
  await database.admin.query('SELECT grant_refresh($1, NULL, NULL)', [world.studyId]);
  await database.admin.query('DELETE FROM mail');
}

type Sent = { to: string; subject: string; text: string; html: string };
async function letters(): Promise<Sent[]> {
  const { rows } = await database.admin.query<Sent>(
    `SELECT to_address AS "to", subject, body_text AS text, body_html AS html FROM mail
      WHERE to_address = $1 ORDER BY created_at`,
    [`${patient().userId}@example.org`],
  );
  return rows;
}

describe('before sharing ends', () => {
  test('its patient gets one letter for everything that ends then, in their language, with the way to renew', async () => {
    await database.admin.query(`UPDATE user_account SET locale = 'es', name = '<img src=x>' WHERE id = $1`, [
      patient().userId,
    ]);
    await share(inDays(13));
    await age('20 days');
    expect(await remindRound()).toBe(1);
    expect(await remindRound()).toBe(0);
    const [letter, ...others] = await letters();
    expect(others).toEqual([]);
    expect(letter?.subject).toContain('Pronto deja de compartir con');
    for (const body of [letter?.text, letter?.html]) {
      expect(body).toContain(`/me/studies/${world.studyId}`);
      expect(body).toMatch(/\d{4}\./);
      expect(body).not.toMatch(/glucos|azúcar|omh:/i);
    }
    expect(letter?.html).not.toContain('<img');
  });

  test('two servers at the same moment write it once', async () => {
    await share(inDays(10));
    await age('20 days');
    const told = await Promise.all([remindRound(), remindRound(), remindRound()]);
    expect(told.reduce((sum, each) => sum + each)).toBe(1);
    expect(await letters()).toHaveLength(1);
  });

  test('another end is another letter, when that is near', async () => {
    await share(inDays(10));
    await age('20 days');
    expect(await remindRound()).toBe(1);
    for (const scope of [GLUCOSE, HEART_RATE])
      await execute(renewSharing, patient(), { ...target(scope), informationVersion: 0, endsAt: inDays(60) });
    expect(await remindRound()).toBe(0);
    const endsAt = inDays(12);
    for (const scope of [GLUCOSE, HEART_RATE])
      await execute(renewSharing, patient(), { ...target(scope), informationVersion: 0, endsAt });
    await age('20 days');
    expect(await remindRound()).toBe(1);
    expect((await letters()).map(({ subject }) => subject)).toEqual([expect.stringContaining('ends soon')]);
  });

  test('the letter comes two weeks before, and at the half of what was meant for less', async () => {
    await share(inDays(15));
    await age('20 days');
    expect(await remindRound()).toBe(0);
    await execute(renewSharing, patient(), { ...target(), informationVersion: 0, endsAt: inDays(4) });
    expect(await remindRound()).toBe(0);
    await age('5 days');
    expect(await remindRound()).toBe(1);
  });
});

describe('no letter', () => {
  test('about what was renewed, stopped, paused, or has no end', async () => {
    await share(null, [HEART_RATE]);
    await share(inDays(10), [GLUCOSE]);
    await execute(renewSharing, patient(), { ...target(), informationVersion: 0, endsAt: inDays(90) });
    await age('20 days');
    expect(await remindRound()).toBe(0);
    await execute(renewSharing, patient(), { ...target(), informationVersion: 0, endsAt: inDays(10) });
    await execute(pauseSharing, patient(), target());
    await age('20 days');
    expect(await remindRound()).toBe(0);
    await execute(stopSharing, patient(), target());
    expect(await remindRound()).toBe(0);
    expect((await letters()).filter(({ subject }) => subject.includes('ends soon'))).toEqual([]);
  });

  test('to whoever switched it off or cannot sign in; switched on again in time, there is one', async () => {
    const prefer = (wants: boolean) =>
      execute(changeMailPreference, patient(), { kind: 'consent-due', wants });
    await share(inDays(10));
    await age('20 days');
    await prefer(false);
    expect(await remindRound()).toBe(0);
    await prefer(true);
    const suspend = (at: string) =>
      database.admin.query(`UPDATE user_account SET suspended_at = ${at} WHERE id = $1`, [patient().userId]);
    await suspend('now()');
    expect(await remindRound()).toBe(0);
    await suspend('NULL');
    expect(await remindRound()).toBe(1);
  });

  test('is taken by a person: only the server itself asks', async () => {
    await share(inDays(10));
    await age('20 days');
    for (const who of [patient(), world.viewer, world.superAdmin])
      expect(await inTransaction(who.userId, (tx) => takeRenewalReminders(tx, 10))).toEqual([]);
    expect(await remindRound()).toBe(1);
  });
});

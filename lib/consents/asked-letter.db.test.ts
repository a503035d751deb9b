import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { changeMailPreference } from '@/lib/accounts/account-commands';
import type { Principal } from '@/lib/authorization/question';
import { execute } from '@/lib/command';
import { inTransaction } from '@/lib/db/transaction';
import { testDatabase, type TestDatabase } from '@/lib/db/test-database';
import {
  addParticipant,
  GLUCOSE,
  HEART_RATE,
  observationWorld,
  person,
  type ObservationWorld,
  type Participant,
} from '@/lib/observations/test-world';
import { addScopeRequest, changeScopeRequest } from '@/lib/studies/scope-request-commands';
import { publishInformation } from '@/lib/studies/study-commands';
import { answerRequest } from './consent-commands';
import { askedAddresses } from './consent-mail-store';
import { pauseSharing, stopSharing } from './sharing-commands';

let database: TestDatabase;
let world: ObservationWorld;
let manager: Principal;
/** Shares both kinds; said no to both; shared both and stopped; has not answered. */
let [sharing, declined, stopped, silent]: Participant[] = [];

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  world = await observationWorld(database.admin);
  const { organizationId, studyId } = world;
  manager = await person(database.admin, 'practitioner', { organizationId, role: 'manager' });
  sharing = world.participant;
  declined = await addParticipant(database.admin, studyId, manager.userId);
  stopped = await addParticipant(database.admin, studyId, manager.userId);
  silent = await addParticipant(database.admin, studyId, manager.userId);
  await answer(sharing, 'share');
  await answer(declined, 'decline');
  await answer(stopped, 'share');
  for (const { code } of [GLUCOSE, HEART_RATE])
    await execute(stopSharing, stopped.patient, { enrollmentId: stopped.enrollmentId, scope: code });
  await database.admin.query('DELETE FROM mail');
});

const answer = ({ patient, enrollmentId }: Participant, word: 'share' | 'decline') =>
  execute(answerRequest, patient, {
    enrollmentId,
    informationVersion: 0,
    answers: [GLUCOSE, HEART_RATE].map(({ code }) => ({ scope: code, answer: word })),
  });
const publish = () =>
  execute(publishInformation, manager, { studyId: world.studyId, en: 'New words.', es: 'Palabras nuevas.' });
const change = (reason = 'Another reason.') =>
  execute(changeScopeRequest, manager, {
    studyId: world.studyId,
    scopeCode: GLUCOSE.code,
    reason,
    isRequired: false,
  });

type Sent = { to: string; subject: string; text: string; html: string };
async function letters(): Promise<Sent[]> {
  const { rows } = await database.admin.query<Sent>(
    `SELECT to_address AS "to", subject, body_text AS text, body_html AS html FROM mail ORDER BY to_address, created_at`,
  );
  return rows;
}
const recipients = async () => (await letters()).map(({ to }) => to);
const addresses = (...people: (Participant | undefined)[]) =>
  people.map((each) => `${each?.patient.userId}@example.org`).sort();

describe('a letter', () => {
  test('about a new text goes once to each who shares, whatever the number of kinds of data', async () => {
    await execute(pauseSharing, sharing!.patient, {
      enrollmentId: sharing!.enrollmentId,
      scope: GLUCOSE.code,
    });
    await database.admin.query('DELETE FROM mail');
    await database.admin.query(`UPDATE user_account SET locale = 'es', name = '<img src=x>' WHERE id = $1`, [
      sharing!.patient.userId,
    ]);
    await publish();
    const [letter, ...others] = await letters();
    expect(others).toEqual([]);
    expect(letter?.to).toEqual(addresses(sharing)[0]);
    expect(letter?.subject).toContain('le pregunta otra vez');
    for (const body of [letter?.text, letter?.html]) {
      expect(body).toContain('/me');
      expect(body).not.toMatch(/glucos|azúcar|omh:/i);
    }
    expect(letter?.html).not.toContain('<img');
  });

  test('about a changed request goes to whoever answered it, also with no; the next change is another', async () => {
    await change();
    expect(await recipients()).toEqual(addresses(sharing, declined));
    await change('A third reason.');
    expect(await recipients()).toHaveLength(4);
  });

  test('about a new request goes to everybody in the study', async () => {
    const scopeCode = 'omh:step-count:3.0';
    await execute(addScopeRequest, manager, {
      studyId: world.studyId,
      scopeCode,
      reason: 'Why.',
      isRequired: false,
    });
    expect(await recipients()).toEqual(addresses(sharing, declined, stopped, silent));
  });
});

describe('no letter', () => {
  test('to whoever switched it off, left, or is in another study', async () => {
    const { participant } = await observationWorld(database.admin);
    await answer(participant, 'share');
    await database.admin.query('DELETE FROM mail');
    await execute(changeMailPreference, sharing!.patient, { kind: 'consent-due', wants: false });
    await database.admin.query(`UPDATE enrollment SET state = 'withdrawn', ended_at = now() WHERE id = $1`, [
      declined!.enrollmentId,
    ]);
    await change();
    await publish();
    expect(await letters()).toEqual([]);
  });

  test('about what was refused or changed nothing', async () => {
    await change();
    await database.admin.query('DELETE FROM mail');
    await expect(change()).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await letters()).toEqual([]);
  });

  test('and no address for anybody outside the organization', async () => {
    await change();
    const asked = (who: Principal) =>
      inTransaction(who.userId, (tx) =>
        askedAddresses(tx, world.studyId, { kind: 'request', scopeId: GLUCOSE.id }),
      );
    expect(await asked(manager)).toHaveLength(2);
    for (const who of [world.stranger, sharing!.patient, world.superAdmin])
      expect(await asked(who)).toEqual([]);
  });
});

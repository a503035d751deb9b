import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Principal } from '@/lib/authorization/question';
import { execute } from '@/lib/command';
import { testDatabase, type TestDatabase } from '@/lib/db/test-database';
import { GLUCOSE, observationWorld, person, type ObservationWorld } from '@/lib/observations/test-world';
import { answerRequest } from './consent-commands';
import { stopSharing } from './sharing-commands';

let database: TestDatabase;
let world: ObservationWorld;
let patient: Principal;
let enrollmentId: string;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  world = await observationWorld(database.admin);
  ({ patient, enrollmentId } = world.participant);
});

const answer = () =>
  execute(answerRequest, patient, {
    enrollmentId,
    informationVersion: 0,
    answers: [{ scope: GLUCOSE.code, answer: 'share' }],
  });
const letters = async () => {
  const { rows } = await database.admin.query<{
    to_address: string;
    body_text: string;
    body_html: string;
    subject: string;
  }>('SELECT * FROM mail ORDER BY created_at');
  return rows;
};

describe('letters', () => {
  const address = (who: Principal) => `${who.userId}@example.org`;

  test('go to the patient and to those who run the study, and name no kind of data and no patient', async () => {
    const member = await person(database.admin, 'practitioner', {
      organizationId: world.organizationId,
      role: 'member',
    });
    await database.admin.query('DELETE FROM mail');
    await database.admin.query(`UPDATE user_account SET locale = 'es', name = '<img src=x>' WHERE id = $1`, [
      patient.userId,
    ]);
    await answer();
    const sent = await letters();
    const to = sent.map(({ to_address }) => to_address);
    expect(to).toContain(address(patient));
    expect(to).toContain(address(member));
    expect(to).not.toContain(address(world.viewer));
    expect(to).not.toContain(address(world.stranger));
    const mine = sent.find(({ to_address }) => to_address === address(patient));
    expect(mine?.subject).toContain('Su respuesta a');
    expect(mine?.body_html).not.toContain('<img');
    for (const { body_text } of sent) expect(body_text).not.toMatch(/glucose|sugar|azúcar|omh:|A patient,/i);
  });

  test('are not sent to whoever does not want them', async () => {
    await database.admin.query('DELETE FROM mail');
    await database.admin.query('UPDATE user_account SET mail_on_consent_change = false');
    await answer();
    expect(await letters()).toEqual([]);
  });

  test('are not sent about what did not happen', async () => {
    await database.admin.query('DELETE FROM mail');
    await expect(execute(stopSharing, patient, { enrollmentId, scope: GLUCOSE.code })).rejects.toMatchObject({
      code: 'CONFLICT',
    });
    expect(await letters()).toEqual([]);
  });
});

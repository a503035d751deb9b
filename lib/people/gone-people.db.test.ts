import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Role } from '@/lib/authorization/permissions';
import type { Principal } from '@/lib/authorization/question';
import { execute } from '@/lib/command';
import { testDatabase, type TestDatabase } from '@/lib/db/test-database';
import { invitePractitioner } from '@/lib/invitations/practitioner-invitation-commands';
import { patientDataOf } from '@/lib/observations/patient-data-queries';
import { askForPage } from '@/lib/observations/test-release';
import { postUpload, readingsOf, sealedFor } from '@/lib/observations/test-upload';
import {
  decide,
  GLUCOSE,
  observationWorld,
  person,
  type ObservationWorld,
} from '@/lib/observations/test-world';
import { again, recordedBy, refusalOf } from '@/lib/organizations/management-world';
import { createPatient } from '@/lib/patients/patient-commands';
import { ask } from '@/lib/query';
import { createStudy } from '@/lib/studies/study-commands';
import { peopleList } from './person-queries';
import { PersonFilter } from './person-schema';

/** Whoever lost a role or the account while signed in: the session is still there, and opens nothing. */

let database: TestDatabase;
let world: ObservationWorld;
let manager: Principal;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  world = await observationWorld(database.admin);
  const { organizationId } = world;
  manager = await person(database.admin, 'practitioner', { organizationId, role: 'manager' });
  await decide(database.admin, world.participant, GLUCOSE.id, 'granted');
  await postUpload(world.participant, await sealedFor(world.participant, readingsOf(2)));
});

const SPAN = { from: '2026-10-01T00:00:00Z', to: '2026-11-01T00:00:00Z' };

/** Reads and changes of every kind that their role allowed. */
function tries(who: Principal): [string, () => Promise<unknown>][] {
  const { organizationId, participant } = world;
  const name = `Made by ${who.requestId}`;
  return [
    ['people', () => ask(peopleList(organizationId, PersonFilter.parse({})), who)],
    ['patient data', () => ask(patientDataOf(organizationId, participant.patientId, SPAN), who)],
    ['a study', () => execute(createStudy, who, { organizationId, name })],
    ['a patient', () => execute(createPatient, who, { organizationId, name })],
    [
      'an invitation',
      () =>
        execute(invitePractitioner, who, {
          organizationId,
          email: `${who.requestId}@example.org`,
          role: 'viewer',
        }),
    ],
  ];
}

const page = (who: Principal) =>
  askForPage(who, { studyId: world.studyId, patientId: world.participant.patientId });

async function isLive({ sessionId }: Principal): Promise<boolean> {
  const { rowCount } = await database.admin.query(
    'SELECT FROM user_session WHERE id = $1 AND revoked_at IS NULL AND expires_at > now()',
    [sessionId],
  );
  return rowCount === 1;
}

test('a manager who is still there does all of it', async () => {
  for (const [what, work] of tries(again(manager))) expect(await refusalOf(work()), what).toBeNull();
  expect((await page(manager)).status).toBe(200);
});

describe('with a live session', () => {
  test.each([
    ['removed', 'DELETE FROM membership WHERE user_id = $1'],
    ['whose role ended', `UPDATE membership SET ends_at = now() - interval '1 second' WHERE user_id = $1`],
  ])('somebody %s finds nothing there, and each try is on record', async (_what, change) => {
    await database.admin.query(change, [manager.userId]);
    expect(await isLive(manager)).toBe(true);
    for (const [what, work] of tries(again(manager))) expect(await refusalOf(work()), what).toBe('NOT_FOUND');
    const trying = again(manager);
    await refusalOf(tries(trying)[0]![1]());
    expect(await recordedBy(database.admin, trying.requestId)).toMatchObject([
      { action: 'access.refused', outcome: 'refused', layer: 'organization-membership' },
    ]);
    expect((await page(manager)).status).toBe(404);
  });

  test.each([
    ['member', ['a patient', 'people', 'patient data']],
    ['viewer', ['people', 'patient data']],
  ] as [Role, string[]][])('somebody made a %s does what that role does', async (role, allowed) => {
    await database.admin.query('UPDATE membership SET role = $2 WHERE user_id = $1', [manager.userId, role]);
    for (const [what, work] of tries(again(manager)))
      expect(await refusalOf(work()), what).toBe(allowed.includes(what) ? null : 'FORBIDDEN');
    expect((await page(manager)).status).toBe(200);
  });

  test('somebody suspended is nobody, also to a request that began before', async () => {
    await database.admin.query('UPDATE user_account SET suspended_at = now() WHERE id = $1', [
      manager.userId,
    ]);
    expect(await isLive(manager)).toBe(true);
    for (const [what, work] of tries({ ...again(manager), suspended: true }))
      expect(await refusalOf(work()), what).toBe('UNAUTHENTICATED');
    // The gate asks the account itself.
    expect((await page(manager)).status).toBe(401);
  });
});

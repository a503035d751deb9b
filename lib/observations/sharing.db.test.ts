import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { answering } from '@/lib/api/route';
import type { Principal } from '@/lib/authorization/question';
import { testDatabase, type TestDatabase } from '@/lib/db/test-database';
import { ask } from '@/lib/query';
import type { StudySharing } from './patient-data';
import { patientDataOf } from './patient-data-queries';
import { answerSharing } from './sharing-entrance';
import { postUpload, readingsOf, sealedFor } from './test-upload';
import {
  decide,
  eventsOf,
  GLUCOSE,
  HEART_RATE,
  observationWorld,
  person,
  type ObservationWorld,
  type Participant,
} from './test-world';

const SPAN = { from: '2026-10-01T00:00:00Z', to: '2026-11-01T00:00:00Z' };

let database: TestDatabase;
let world: ObservationWorld;
let participant: Participant;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  world = await observationWorld(database.admin);
  participant = world.participant;
});

type Asking = { studyId?: string; patientId?: string; from?: string };

async function sharing(
  asker: Principal | null,
  { studyId = world.studyId, patientId = participant.patientId, from = SPAN.from }: Asking = {},
) {
  const request = new Request(`http://localhost/?${new URLSearchParams({ from, to: SPAN.to })}`);
  const response = await answering('sharing.check', () =>
    answerSharing(request, { studyId, patientId }, asker),
  );
  return { status: response.status, body: (await response.json()) as StudySharing };
}

const stateOf = ({ scopes }: StudySharing, code: string) => scopes.find((scope) => scope.code === code);

test('the page’s query names every scope the study asks for, with its state and how many readings wait', async () => {
  await decide(database.admin, participant, GLUCOSE.id, 'granted');
  await postUpload(
    participant,
    await sealedFor(participant, [...readingsOf(4), ...readingsOf(2, HEART_RATE.code)]),
  );
  const query = patientDataOf(world.organizationId, participant.patientId, SPAN);
  const { studies } = await ask(query, world.viewer);
  expect(studies).toHaveLength(1);
  expect(studies[0]?.scopes.map(({ code, state, readings }) => ({ code, state, readings }))).toEqual([
    { code: GLUCOSE.code, state: 'granted', readings: 4 },
    { code: HEART_RATE.code, state: 'pending', readings: 2 },
  ]);
});

test.each(['viewer', 'member', 'manager'] as const)('a %s may see it', async (role) => {
  const colleague = await person(database.admin, 'practitioner', {
    organizationId: world.organizationId,
    role,
  });
  expect((await sharing(colleague)).status).toBe(200);
});

test('the re-check sees a stop at the next question, and puts nothing on record', async () => {
  await decide(database.admin, participant, GLUCOSE.id, 'granted');
  expect(stateOf((await sharing(world.viewer)).body, GLUCOSE.code)).toMatchObject({ state: 'granted' });
  await decide(database.admin, participant, GLUCOSE.id, 'stopped');
  expect(stateOf((await sharing(world.viewer)).body, GLUCOSE.code)).toMatchObject({ state: 'stopped' });
  expect(await eventsOf(database.admin, world.viewer.userId)).toEqual([]);
});

test('the re-check tells of a study that was paused, closed and archived meanwhile', async () => {
  await decide(database.admin, participant, GLUCOSE.id, 'granted');
  for (const state of ['paused', 'closed', 'archived']) {
    await database.admin.query('UPDATE study SET state = $2 WHERE id = $1', [world.studyId, state]);
    expect(await sharing(world.viewer)).toMatchObject({ status: 200, body: { studyState: state } });
  }
});

test('who has no part in it learns nothing, on record at the layer', async () => {
  for (const asker of [world.stranger, world.superAdmin, participant.patient]) {
    expect([403, 404]).toContain((await sharing(asker)).status);
    expect(await eventsOf(database.admin, asker.userId)).toMatchObject([
      { action: 'access.refused', outcome: 'refused' },
    ]);
  }
  const query = patientDataOf(world.organizationId, participant.patientId, SPAN);
  await expect(ask(query, world.stranger)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('another organization’s address does not lead to the patient', async () => {
  const query = patientDataOf(world.otherOrganizationId, participant.patientId, SPAN);
  await expect(ask(query, world.stranger)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('malformed and unknown questions', async () => {
  expect((await sharing(null)).status).toBe(401);
  expect((await sharing(world.viewer, { studyId: 'one' })).status).toBe(400);
  expect((await sharing(world.viewer, { from: 'yesterday' })).status).toBe(400);
  expect((await sharing(world.viewer, { patientId: randomUUID() })).status).toBe(404);
});

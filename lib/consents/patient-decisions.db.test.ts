import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Principal } from '@/lib/authorization/question';
import { execute } from '@/lib/command';
import { testDatabase, type TestDatabase } from '@/lib/db/test-database';
import {
  addParticipant,
  decide,
  GLUCOSE,
  HEART_RATE,
  observationWorld,
  person,
  type ObservationWorld,
  type Participant,
} from '@/lib/observations/test-world';
import { again, recordedBy, refusalOf } from '@/lib/organizations/management-world';
import { ask } from '@/lib/query';
import { confirmDecision, recordOnBehalf } from './consent-commands';
import { DecisionFilter } from './consent-schema';
import { patientDecisionsOf } from './patient-decisions-queries';

let database: TestDatabase;
let world: ObservationWorld;
let nurse: Principal;
let patient: Participant;
/** The same person, in a second study of the organization and in one of another. */
let secondStudyId: string;
let foreignStudyId: string;

beforeAll(async () => {
  database = await testDatabase();
  world = await observationWorld(database.admin);
  patient = world.participant;
  const { organizationId, otherOrganizationId } = world;
  nurse = await person(database.admin, 'practitioner', { organizationId, role: 'member' });
  secondStudyId = await joinedStudy(organizationId);
  foreignStudyId = await joinedStudy(otherOrganizationId);
});
afterAll(() => database.close());

async function joinedStudy(organizationId: string): Promise<string> {
  const [studyId, enrollmentId] = [randomUUID(), randomUUID()];
  await database.admin.query(
    `INSERT INTO study (id, organization_id, name, state, created_by) VALUES ($1, $2, $3, 'active', $4)`,
    [studyId, organizationId, `Study ${studyId}`, nurse.userId],
  );
  await database.admin.query(`INSERT INTO scope_request (study_id, scope_id, reason) VALUES ($1, 1, 'why')`, [
    studyId,
  ]);
  await database.admin.query('INSERT INTO patient_organization VALUES ($1, $2) ON CONFLICT DO NOTHING', [
    patient.patientId,
    organizationId,
  ]);
  await database.admin.query(
    `INSERT INTO enrollment (id, study_id, patient_id, state) VALUES ($1, $2, $3, 'active')`,
    [enrollmentId, studyId, patient.patientId],
  );
  await decide(database.admin, { enrollmentId, patient: patient.patient }, 1, 'granted');
  return studyId;
}

const read = (
  filter: Record<string, string> = {},
  by = world.viewer,
  organizationId = world.organizationId,
) => ask(patientDecisionsOf(organizationId, patient.patientId, DecisionFilter.parse(filter)), again(by));

describe('the decisions of a patient', () => {
  test('say who, how, on which wording, until when, and what the patient said to it', async () => {
    const { decisionIds } = await execute(recordOnBehalf, again(nurse), {
      enrollmentId: patient.enrollmentId,
      scope: HEART_RATE.code,
      answer: 'share',
      method: 'paper',
      spokenAt: '2026-05-03T10:00:00Z',
      documentReference: 'Folder 7',
      witness: 'Mr Grey',
      informationVersion: 0,
      endsAt: '2099-01-01T00:00:00.000Z',
    });
    const [decisionId = ''] = decisionIds;
    await execute(confirmDecision, again(patient.patient), { decisionId, answer: 'disputed' });
    const { decisions } = await read();
    expect(decisions.map(({ decision }) => decision)).toEqual(['stopped', 'granted', 'granted']);
    expect(decisions[0]).toMatchObject({ decision: 'stopped', onBehalf: null, scopeName: 'Heart rate' });
    expect(decisions[1]).toMatchObject({
      decisionId,
      study: { id: world.studyId },
      requestVersion: 1,
      informationVersion: 0,
      endsAt: '2099-01-01T00:00:00.000Z',
      onBehalf: {
        method: 'paper',
        spokenAt: '2026-05-03T10:00:00.000Z',
        documentReference: 'Folder 7',
        witness: 'Mr Grey',
        answer: { word: 'disputed' },
      },
    });
  });

  test('are those of this organization’s studies, of all or of one', async () => {
    const studies = async (filter: Record<string, string> = {}) =>
      new Set((await read(filter)).decisions.map(({ study }) => study.id));
    expect(await studies()).toEqual(new Set([world.studyId, secondStudyId]));
    expect(await studies({ study: secondStudyId })).toEqual(new Set([secondStudyId]));
    expect(await studies({ study: foreignStudyId })).toEqual(new Set());
    expect((await read()).studies.map(({ id }) => id).toSorted()).toEqual(
      [world.studyId, secondStudyId].toSorted(),
    );
    const both = await person(database.admin, 'practitioner', {
      organizationId: world.organizationId,
      role: 'viewer',
    });
    await database.admin.query(
      `INSERT INTO membership (organization_id, user_id, role) VALUES ($1, $2, 'viewer')`,
      [world.otherOrganizationId, both.userId],
    );
    const foreign = await read({}, both, world.otherOrganizationId);
    expect(foreign.decisions.map(({ study }) => study.id)).toEqual([foreignStudyId]);
  });

  test('come in pages, each once, newest first; an address of the middle shows what it showed', async () => {
    await decide(database.admin, patient, GLUCOSE.id, 'granted');
    for (let pair = 0; pair < 60; pair += 1) {
      await decide(database.admin, patient, GLUCOSE.id, 'paused');
      await decide(database.admin, patient, GLUCOSE.id, 'resumed');
    }
    const places: bigint[] = [];
    for (let before: string | null = ''; before !== null;) {
      const page: Awaited<ReturnType<typeof read>> = await read(before === '' ? {} : { before });
      places.push(...page.decisions.map(({ place }) => BigInt(place)));
      before = page.next;
    }
    expect(places.length).toBe(new Set(places).size);
    expect(places).toEqual(places.toSorted((one, other) => Number(other - one)));
    expect(places.length).toBe(124);
    const middle = { before: String(places[60]! + 1n) };
    const shown = await read(middle);
    expect(shown.decisions[0]?.place).toBe(String(places[60]));
    await decide(database.admin, patient, GLUCOSE.id, 'stopped');
    expect(await read(middle)).toEqual(shown);
  });

  test('of an address that makes no sense are the newest', async () => {
    const first = await read();
    for (const odd of [{ before: '-1' }, { before: '9'.repeat(40) }, { study: 'x' }, { before: "1' OR 1=1" }])
      expect(await read(odd)).toEqual(first);
  });
});

describe('reading them', () => {
  test('is on record, with whose they are', async () => {
    const by = again(world.viewer);
    await ask(patientDecisionsOf(world.organizationId, patient.patientId, DecisionFilter.parse({})), by);
    expect(await recordedBy(database.admin, by.requestId)).toMatchObject([
      { action: 'patient.viewed', outcome: 'success' },
    ]);
  });

  test('is refused to everybody without a role, and of patients of nobody here', async () => {
    const other = await addParticipant(database.admin, world.studyId, nurse.userId);
    for (const who of [world.stranger, world.superAdmin, other.patient]) {
      const by = again(who);
      const filter = DecisionFilter.parse({});
      const asked = ask(patientDecisionsOf(world.organizationId, patient.patientId, filter), by);
      expect(await refusalOf(asked)).toBe('NOT_FOUND');
      expect(await recordedBy(database.admin, by.requestId)).toMatchObject([
        { outcome: 'refused', operation: 'patient.read-decisions' },
      ]);
    }
    expect(await refusalOf(read({}, patient.patient))).toBe('FORBIDDEN');
    expect(await refusalOf(read({}, world.viewer, world.otherOrganizationId))).toBe('NOT_FOUND');
  });
});

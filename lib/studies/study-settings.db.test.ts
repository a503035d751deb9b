import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { StudyState } from '@/lib/authorization/question';
import { execute } from '@/lib/command';
import { testDatabase, type TestDatabase } from '@/lib/db/test-database';
import {
  again,
  insertEnrollment,
  insertPatient,
  insertStudy,
  managementWorld,
  refusalOf,
  rowCounts,
  type ManagementWorld,
} from '@/lib/organizations/management-world';
import { ask } from '@/lib/query';
import { changeScopeRequest } from './scope-request-commands';
import { changeStudyState, publishInformation } from './study-commands';
import { studyOverviewOf, studyProgressOf } from './study-queries';
import { cloneStudy, setDataSources, setRetention } from './study-settings-commands';

let database: TestDatabase;
let world: ManagementWorld;

beforeAll(async () => {
  database = await testDatabase();
  world = await managementWorld(database.admin);
});
afterAll(() => database.close());

const GLUCOSE = 'omh:blood-glucose:4.0';
const [SENSOR, TRACKER] = [1, 2].map((n) => `5ea50000-0000-4000-8000-00000000000${n}`) as [string, string];
const NAMELESS = { confirmName: '' };

const overviewOf = async (studyId: string) => ({
  ...(await ask(studyOverviewOf(world.organizationId, studyId), again(world.viewer))),
  ...(await ask(studyProgressOf(world.organizationId, studyId), again(world.viewer))),
});
const sql = (text: string, values: unknown[]) => database.admin.query(text, values);
const inState = async (studyId: string, state: StudyState) => {
  await database.admin.query('ALTER TABLE study DISABLE TRIGGER study_state_changed');
  await sql('UPDATE study SET state = $1 WHERE id = $2', [state, studyId]);
  await database.admin.query('ALTER TABLE study ENABLE TRIGGER study_state_changed');
};
const decide = (enrollmentId: string, decision: string) =>
  sql(
    `INSERT INTO consent_decision (enrollment_id, scope_id, decision, decided_by, decided_as, request_version)
     VALUES ($1, 1, $2, $3, 'patient', 1)`,
    [enrollmentId, decision, world.patient.userId],
  );
async function enrolled(studyId: string, state: 'invited' | 'active' = 'active'): Promise<string> {
  return insertEnrollment(
    database.admin,
    studyId,
    await insertPatient(database.admin, world.organizationId),
    state,
  );
}

describe('a step without a way back', () => {
  test.each(['closed', 'archived'] as const)('%s needs the name of the study, typed', async (to) => {
    const studyId = await insertStudy(database.admin, world);
    if (to === 'archived') await inState(studyId, 'closed');
    const take = (confirmName: string) =>
      refusalOf(execute(changeStudyState, again(world.manager), { studyId, state: to, confirmName }));
    const before = await rowCounts(database.admin);
    for (const typed of ['', `study ${studyId}`, `Study ${studyId}x`, 'Study'])
      expect(await take(typed)).toBe('INVALID_INPUT');
    expect(await rowCounts(database.admin)).toEqual(before);
    expect(await take(`  Study ${studyId} `)).toBeNull();
  });

  test('pausing needs no name', async () => {
    const studyId = await insertStudy(database.admin, world);
    const pausing = { studyId, state: 'paused' as const, ...NAMELESS };
    expect(await refusalOf(execute(changeStudyState, again(world.manager), pausing))).toBeNull();
  });
});

describe('a request in other words', () => {
  const other = { scopeCode: GLUCOSE, reason: 'Another reason.', isRequired: true };

  test('is the next version once the study is open, and no version in a draft', async () => {
    for (const [state, version] of [
      ['draft', 1],
      ['active', 2],
    ] as const) {
      const studyId = await insertStudy(database.admin, world, state);
      await execute(changeScopeRequest, again(world.manager), { studyId, ...other });
      expect((await overviewOf(studyId)).requests).toMatchObject([
        { reason: 'Another reason.', isRequired: true, version },
      ]);
      const again_ = execute(changeScopeRequest, again(world.manager), { studyId, ...other });
      expect(await refusalOf(again_)).toBe('CONFLICT');
    }
  });

  test('is refused of a study that is over, and of a kind of data that is not asked for', async () => {
    const studyId = await insertStudy(database.admin, world);
    const foreign = { studyId, ...other, scopeCode: 'omh:step-count:3.0' };
    expect(await refusalOf(execute(changeScopeRequest, again(world.manager), foreign))).toBe('CONFLICT');
    await inState(studyId, 'closed');
    expect(await refusalOf(execute(changeScopeRequest, again(world.manager), { studyId, ...other }))).toBe(
      'CONFLICT',
    );
  });
});

describe('settings', () => {
  test('the retention day is kept, can be taken away, and cannot lie in the past', async () => {
    const studyId = await insertStudy(database.admin, world);
    const set = (retentionUntil: string | null) =>
      refusalOf(execute(setRetention, again(world.manager), { studyId, retentionUntil }));
    expect(await set('2099-06-30')).toBeNull();
    expect((await overviewOf(studyId)).retentionUntil).toBe('2099-06-30');
    for (const bad of ['2001-01-01', '2099-02-30', '30.6.2099', '9999-01-01'])
      expect(await set(bad)).toBe('INVALID_INPUT');
    await inState(studyId, 'closed');
    expect(await set(null)).toBeNull();
    await inState(studyId, 'archived');
    expect(await set('2099-06-30')).toBe('CONFLICT');
    expect((await overviewOf(studyId)).retentionUntil).toBeNull();
  });

  test('data sources are of the catalogue; retired ones stay where they were chosen', async () => {
    const studyId = await insertStudy(database.admin, world);
    const choose = (dataSourceIds: string[]) =>
      refusalOf(execute(setDataSources, again(world.manager), { studyId, dataSourceIds }));
    const chosen = async () =>
      (await overviewOf(studyId)).dataSources.filter(({ isChosen }) => isChosen).map(({ id }) => id);
    expect(await choose([SENSOR, SENSOR])).toBeNull();
    expect(await chosen()).toEqual([SENSOR]);
    expect(await choose([SENSOR, randomUUID()])).toBe('INVALID_INPUT');
    await sql('UPDATE data_source SET retired_at = now() WHERE id = ANY ($1)', [[SENSOR, TRACKER]]);
    try {
      expect(await choose([TRACKER])).toBe('INVALID_INPUT');
      expect(await choose([SENSOR])).toBeNull();
      expect(await chosen()).toEqual([SENSOR]);
      expect(await choose([])).toBeNull();
      expect(await choose([SENSOR])).toBe('INVALID_INPUT');
    } finally {
      await sql('UPDATE data_source SET retired_at = NULL WHERE id = ANY ($1)', [[SENSOR, TRACKER]]);
    }
  });

  test('a clone asks and says the same, and nobody is in it', async () => {
    const studyId = await insertStudy(database.admin, world);
    await sql(`UPDATE study SET ethics_number = 'E-1', contact = 'Room 4' WHERE id = $1`, [studyId]);
    for (const en of ['One.', 'Two.'])
      await execute(publishInformation, again(world.manager), { studyId, en, es: 'Dos.' });
    await execute(setDataSources, again(world.manager), { studyId, dataSourceIds: [SENSOR] });
    await enrolled(studyId);
    const name = `Copy ${randomUUID()}`;
    const { id } = await execute(cloneStudy, again(world.manager), { studyId, name });
    const copy = await overviewOf(id);
    expect(copy).toMatchObject({
      name,
      state: 'draft',
      purpose: 'To learn.',
      contact: 'Room 4',
      ethicsNumber: '',
    });
    expect(copy.requests).toMatchObject([{ reason: 'To learn.', version: 1 }]);
    expect(copy.information.map(({ version, body }) => `${version} ${body}`)).toEqual(['1 Two.', '1 Dos.']);
    expect(copy.dataSources.filter(({ isChosen }) => isChosen)).toMatchObject([{ id: SENSOR }]);
    expect(copy.enrollments).toMatchObject({ active: 0, invited: 0 });
    expect(copy.setUp.hasKey).toBe(false);
    expect(await refusalOf(execute(cloneStudy, again(world.manager), { studyId, name }))).toBe('CONFLICT');
  });
});

describe('the overview', () => {
  test('counts the way from the letter to the data, and what waits', async () => {
    const studyId = await insertStudy(database.admin, world);
    await enrolled(studyId, 'invited');
    const [granted, declined] = [await enrolled(studyId), await enrolled(studyId)];
    await enrolled(studyId);
    await decide(granted, 'granted');
    await decide(declined, 'declined');
    const overview = await overviewOf(studyId);
    expect(overview.funnel).toEqual({ enrolled: 4, sent: 3, joined: 3, answered: 2, sharing: 1 });
    expect(overview.waits).toEqual({
      notSent: 1,
      expiredInvitations: 0,
      unanswered: 1,
      unconfirmed: 0,
      endingSoon: 0,
    });
    expect(overview.impact).toEqual({ takingPart: 3, sharing: 1, openInvitations: 0 });
    expect(overview.freshness).toEqual([{ scopeId: 1, withinDay: 0, withinWeek: 0, older: 0, never: 1 }]);
  });

  test('how new the readings are is told to nobody without a role', async () => {
    const studyId = await insertStudy(database.admin, world);
    await decide(await enrolled(studyId), 'granted');
    const asked = async (userId: string) => {
      const client = database.admin;
      const { rows } = await client.query(
        `SELECT (SELECT count(*)::int FROM (SELECT set_config('app.user_id', $1, false)) s, study_freshness($2)) AS n`,
        [userId, studyId],
      );
      return (rows[0] as { n: number }).n;
    };
    expect(await asked(world.viewer.userId)).toBe(1);
    for (const who of [world.stranger, world.patient, world.superAdmin])
      expect(await asked(who.userId)).toBe(0);
  });
});

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Principal, StudyState } from '@/lib/authorization/question';
import { execute, type Command } from '@/lib/command';
import { testDatabase, type TestDatabase } from '@/lib/db/test-database';
import {
  again,
  insertEnrollment,
  insertPatient,
  insertStudy,
  managementWorld,
  recordedBy,
  refusalOf,
  rowCounts,
  type ManagementWorld,
} from '@/lib/organizations/management-world';
import { ask } from '@/lib/query';
import { addScopeRequest, changeScopeRequest, removeScopeRequest } from './scope-request-commands';
import { STUDY_STATES } from './study';
import { changeStudy, changeStudyState, createStudy, publishInformation } from './study-commands';
import { cloneStudy, setDataSources, setRetention } from './study-settings-commands';
import { studyList, studyOverviewOf, studyProgressOf } from './study-queries';
import { missingForOpening, stepTo } from './study-state';

let database: TestDatabase;
let world: ManagementWorld;

beforeAll(async () => {
  database = await testDatabase();
  world = await managementWorld(database.admin);
});
afterAll(() => database.close());

const HEART_RATE = 'omh:heart-rate:2.0';
const SENSOR = '5ea50000-0000-4000-8000-000000000001';
const REFUSED = [
  ['viewer', 'FORBIDDEN', 'role-permission'],
  ['member', 'FORBIDDEN', 'role-permission'],
  ['stranger', 'NOT_FOUND', 'organization-membership'],
  ['patient', 'NOT_FOUND', 'user-type'],
  ['superAdmin', 'NOT_FOUND', 'user-type'],
] as const;

type AnyCommand = Command<never, never, unknown>;

async function giveKey(studyId: string): Promise<void> {
  await database.admin.query(
    `INSERT INTO study_key (study_id, epoch, commitment, created_by) VALUES ($1, 1, $2, $3)`,
    [studyId, Buffer.alloc(32), world.manager.userId],
  );
}

/** As the dialog does: a step without a way back comes with the name that was typed. */
async function change(studyId: string, state: StudyState, by: Principal = world.manager) {
  const { rows } = await database.admin.query<{ name: string }>('SELECT name FROM study WHERE id = $1', [
    studyId,
  ]);
  return execute(changeStudyState, again(by), { studyId, state, confirmName: rows[0]?.name ?? '' });
}

describe('who may', () => {
  const cases = [
    ['createStudy', createStudy, () => ({ organizationId: world.organizationId, name: randomUUID() })],
    ['changeStudy', changeStudy, (studyId: string) => ({ studyId, name: randomUUID(), purpose: 'New.' })],
    [
      'addScopeRequest',
      addScopeRequest,
      (studyId: string) => ({ studyId, scopeCode: HEART_RATE, reason: 'To see.' }),
    ],
    [
      'removeScopeRequest',
      removeScopeRequest,
      (studyId: string) => ({ studyId, scopeCode: 'omh:blood-glucose:4.0' }),
    ],
    [
      'changeScopeRequest',
      changeScopeRequest,
      (studyId: string) => ({
        studyId,
        scopeCode: 'omh:blood-glucose:4.0',
        reason: 'Why now.',
        isRequired: true,
      }),
    ],
    ['setRetention', setRetention, (studyId: string) => ({ studyId, retentionUntil: '2099-01-31' })],
    ['setDataSources', setDataSources, (studyId: string) => ({ studyId, dataSourceIds: [SENSOR] })],
    ['cloneStudy', cloneStudy, (studyId: string) => ({ studyId, name: randomUUID() })],
    ['publishInformation', publishInformation, (studyId: string) => ({ studyId, en: 'What we do.' })],
    ['changeStudyState', changeStudyState, (studyId: string) => ({ studyId, state: 'paused' })],
  ] as const;

  test.each(cases)('%s: managers, own and inherited, and nobody else', async (_name, definition, input) => {
    const command = definition as unknown as AnyCommand;
    const studyId = await insertStudy(database.admin, world);
    const before = await rowCounts(database.admin);
    for (const [who, code, layer] of REFUSED) {
      const principal = again(world[who]);
      expect(await refusalOf(execute(command, principal, input(studyId)))).toBe(code);
      expect(await recordedBy(database.admin, principal.requestId)).toEqual([
        { action: 'access.refused', outcome: 'refused', layer, operation: command.name },
      ]);
    }
    expect(await refusalOf(execute(command, null, input(studyId)))).toBe('UNAUTHENTICATED');
    expect(await rowCounts(database.admin)).toEqual(before);

    const manager = again(world.manager);
    await execute(command, manager, input(studyId));
    expect(await recordedBy(database.admin, manager.requestId)).toMatchObject([{ outcome: 'success' }]);
    const another = await insertStudy(database.admin, world);
    await execute(command, again(world.headManager), input(another));
  });

  test('lists and overviews: whoever has a role sees them, nobody else learns that they exist', async () => {
    const studyId = await insertStudy(database.admin, world);
    const list = (by: Principal) => ask(studyList(world.organizationId, { state: null }), again(by));
    const overview = (by: Principal) => ask(studyOverviewOf(world.organizationId, studyId), again(by));
    expect((await list(world.viewer)).studies.map(({ id }) => id)).toContain(studyId);
    expect((await list(world.viewer)).mayManage).toBe(false);
    expect((await overview(world.viewer)).may).toEqual({ manage: false, invite: false, readAudit: false });
    expect((await overview(world.manager)).may).toEqual({ manage: true, invite: true, readAudit: true });
    for (const who of ['stranger', 'patient', 'superAdmin'] as const) {
      expect(await refusalOf(list(world[who]))).toBe('NOT_FOUND');
      expect(await refusalOf(overview(world[who]))).toBe('NOT_FOUND');
    }
    const elsewhere = studyOverviewOf(world.parentId, studyId);
    expect(await refusalOf(ask(elsewhere, again(world.headManager)))).toBe('NOT_FOUND');
    const malformed = studyOverviewOf(world.organizationId, 'no-id');
    expect(await refusalOf(ask(malformed, again(world.manager)))).toBe('NOT_FOUND');
  });
});

describe('setting up', () => {
  test('a name is taken once in an organization, and the error stands at the field', async () => {
    const input = { organizationId: world.organizationId, name: 'Heart Steps' };
    await execute(createStudy, again(world.manager), input);
    await expect(
      execute(createStudy, again(world.manager), { ...input, name: 'heart steps' }),
    ).rejects.toMatchObject({ code: 'CONFLICT', fields: { name: ['This name is taken.'] } });
  });

  test('asking twice is refused; taking back and asking anew is the next version', async () => {
    const studyId = await insertStudy(database.admin, world);
    const asking = { studyId, scopeCode: HEART_RATE, reason: 'To see.' };
    await execute(addScopeRequest, again(world.manager), asking);
    expect(await refusalOf(execute(addScopeRequest, again(world.manager), asking))).toBe('CONFLICT');
    await execute(removeScopeRequest, again(world.manager), { studyId, scopeCode: HEART_RATE });
    await execute(addScopeRequest, again(world.manager), { ...asking, reason: 'Another reason.' });
    const { requests } = await ask(studyOverviewOf(world.organizationId, studyId), again(world.viewer));
    expect(requests.find(({ scope }) => scope.code === HEART_RATE)).toMatchObject({
      version: 2,
      reason: 'Another reason.',
    });
  });

  test('an unknown kind of data is an error at its field', async () => {
    const studyId = await insertStudy(database.admin, world);
    const asking = { studyId, scopeCode: 'omh:mood:1.0', reason: 'To see.' };
    await expect(execute(addScopeRequest, again(world.manager), asking)).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      fields: { scopeCode: [expect.any(String)] },
    });
  });

  test('texts get versions, one for all languages, also when published at once', async () => {
    const studyId = await insertStudy(database.admin, world);
    const publish = (en: string) =>
      execute(publishInformation, again(world.manager), { studyId, en, es: en });
    const made = await Promise.all([publish('One.'), publish('Two.'), publish('Three.')]);
    expect(made.map(({ version }) => version).sort()).toEqual([1, 2, 3]);
    const { information } = await ask(studyOverviewOf(world.organizationId, studyId), again(world.viewer));
    expect(information.map(({ version, language }) => `${version}${language}`)).toEqual([
      '3en',
      '3es',
      '2en',
      '2es',
      '1en',
      '1es',
    ]);
  });

  test('coverage counts what the decisions add up to', async () => {
    const studyId = await insertStudy(database.admin, world);
    const enrollments = await Promise.all(
      [1, 2, 3].map(async () =>
        insertEnrollment(
          database.admin,
          studyId,
          await insertPatient(database.admin, world.organizationId),
          'active',
        ),
      ),
    );
    const decide = (enrollmentId: string | undefined, decision: string) =>
      database.admin.query(
        `INSERT INTO consent_decision (enrollment_id, scope_id, decision, decided_by, decided_as, request_version)
         VALUES ($1, 1, $2, $3, 'patient', 1)`,
        [enrollmentId, decision, world.patient.userId],
      );
    await decide(enrollments[0], 'granted');
    await decide(enrollments[1], 'declined');
    const overview = await ask(studyOverviewOf(world.organizationId, studyId), again(world.viewer));
    expect(overview.enrollments).toEqual({ invited: 0, active: 3, withdrawn: 0, completed: 0 });
    const progress = await ask(studyProgressOf(world.organizationId, studyId), again(world.viewer));
    expect(progress.coverage).toMatchObject([
      { scopeId: 1, granted: 1, declined: 1, waiting: 1, stopped: 0 },
    ]);
  });
});

describe('states', () => {
  test('opening needs a purpose, a request and a key, and says what is missing', async () => {
    const { id: studyId } = await execute(createStudy, again(world.manager), {
      organizationId: world.organizationId,
      name: randomUUID(),
    });
    await expect(change(studyId, 'active')).rejects.toMatchObject({
      code: 'CONFLICT',
      fields: {
        state: missingForOpening({
          hasPurpose: false,
          scopeRequests: 0,
          hasKey: false,
          hasInformation: false,
        }),
      },
    });
    const details = { studyId, name: randomUUID(), purpose: 'To learn.' };
    await execute(changeStudy, again(world.manager), details);
    await execute(addScopeRequest, again(world.manager), {
      studyId,
      scopeCode: HEART_RATE,
      reason: 'To see.',
    });
    expect(await refusalOf(change(studyId, 'active'))).toBe('CONFLICT');
    await giveKey(studyId);
    expect(await change(studyId, 'active')).toEqual({ state: 'active' });
    const withoutPurpose = execute(changeStudy, again(world.manager), { ...details, purpose: ' ' });
    expect(await refusalOf(withoutPurpose)).toBe('INVALID_INPUT');
  });

  test('every pair of states: the command, the table and the database agree', async () => {
    for (const from of STUDY_STATES)
      for (const to of STUDY_STATES) {
        const studyId = await insertStudy(database.admin, world, 'draft');
        await giveKey(studyId);
        await database.admin.query(`ALTER TABLE study DISABLE TRIGGER study_state_changed`);
        await database.admin.query('UPDATE study SET state = $1 WHERE id = $2', [from, studyId]);
        await database.admin.query(`ALTER TABLE study ENABLE TRIGGER study_state_changed`);
        const isStep = stepTo(from, to) !== null;
        const inDatabase = await database.admin
          .query(`UPDATE study SET state = $1 WHERE id = $2 AND state <> $1 RETURNING id`, [to, studyId])
          .then(
            ({ rowCount }) => rowCount === 1,
            () => false,
          );
        expect(`${from}>${to} ${inDatabase}`).toBe(`${from}>${to} ${isStep}`);
        await database.admin.query(`ALTER TABLE study DISABLE TRIGGER study_state_changed`);
        await database.admin.query('UPDATE study SET state = $1 WHERE id = $2', [from, studyId]);
        await database.admin.query(`ALTER TABLE study ENABLE TRIGGER study_state_changed`);
        expect(await refusalOf(change(studyId, to))).toBe(isStep ? null : 'CONFLICT');
      }
  });

  test('closed studies ask for nothing new and keep their text', async () => {
    const studyId = await insertStudy(database.admin, world);
    await change(studyId, 'closed');
    const asking = { studyId, scopeCode: HEART_RATE, reason: 'To see.' };
    expect(await refusalOf(execute(addScopeRequest, again(world.manager), asking))).toBe('CONFLICT');
    expect(await refusalOf(execute(publishInformation, again(world.manager), { studyId, en: 'New.' }))).toBe(
      'CONFLICT',
    );
    const details = { studyId, name: randomUUID(), purpose: 'To learn.' };
    expect(await refusalOf(execute(changeStudy, again(world.manager), details))).toBe('CONFLICT');
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Principal } from '@/lib/authorization/question';
import { execute } from '@/lib/command';
import { testDatabase, type TestDatabase } from '@/lib/db/test-database';
import { again, insertStudy, recordedBy, refusalOf } from '@/lib/organizations/management-world';
import { ask } from '@/lib/query';
import { approveEmergency, declineEmergency, endEmergency } from './emergency-commands';
import { allEmergencies, emergenciesOf, emergencyStudiesOf } from './emergency-queries';
import {
  approve,
  decline,
  emergencyWorld,
  end,
  request,
  stateOf,
  type EmergencyWorld,
} from './emergency-world';

let database: TestDatabase;
let world: EmergencyWorld;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  world = await emergencyWorld(database.admin);
});

describe('who may not', () => {
  test('their own request is nobody’s to approve or to decline', async () => {
    const { id } = await request(world);
    expect(await refusalOf(approve(world.superAdmin, id))).toBe('CONFLICT');
    expect(await refusalOf(decline(world.superAdmin, id))).toBe('CONFLICT');
    expect(await stateOf(world, id)).toBe('pending');
    const byHand = database.admin.query(
      `UPDATE emergency_access SET decided_by = requested_by, decided_at = now() WHERE id = $1`,
      [id],
    );
    await expect(byHand).rejects.toMatchObject({ code: '23514' });
  });

  test.each([
    ['siblingManager', 'NOT_FOUND', 'organization-membership'],
    ['stranger', 'NOT_FOUND', 'organization-membership'],
    ['member', 'FORBIDDEN', 'role-permission'],
    ['viewer', 'FORBIDDEN', 'role-permission'],
    ['patient', 'NOT_FOUND', 'user-type'],
  ] as const)('a %s answers and ends none, on record', async (who, code, layer) => {
    const principal = () => again(world[who]);
    const { id } = await request(world);
    for (const command of [approveEmergency, declineEmergency, endEmergency]) {
      const asker = principal();
      expect(await refusalOf(execute(command, asker, { emergencyId: id })), command.name).toBe(code);
      expect(await recordedBy(database.admin, asker.requestId)).toMatchObject([
        { action: 'access.refused', outcome: 'refused', layer, operation: command.name },
      ]);
    }
    expect(await stateOf(world, id)).toBe('pending');
    await approve(world.manager, id);
    expect(await refusalOf(end(principal(), id))).toBe(code);
    expect(await stateOf(world, id)).toBe('running');
    expect(await refusalOf(ask(emergenciesOf(world.organizationId), principal()))).toBe(code);
    expect(await refusalOf(ask(allEmergencies, principal()))).toBe('NOT_FOUND');
  });

  test.each(['manager', 'headManager', 'member', 'patient'] as const)('a %s asks for none', async (who) => {
    expect(await refusalOf(request(world, world[who]))).toBe(
      who === 'patient' ? 'NOT_FOUND' : 'FORBIDDEN', // colleagues know the study
    );
    const find = emergencyStudiesOf({ q: world.studyId, study: null });
    expect(await refusalOf(ask(find, again(world[who])))).toBe('NOT_FOUND');
    const { rows } = await database.admin.query('SELECT FROM emergency_access WHERE study_id = $1', [
      world.studyId,
    ]);
    expect(rows).toEqual([]);
  });

  test('a suspended approver: at the door, and when it happens between the door and the act', async () => {
    const { id } = await request(world);
    expect(await refusalOf(approve({ ...world.manager, suspended: true }, id))).toBe('UNAUTHENTICATED');
    for (const { userId } of [world.manager, world.secondAdmin])
      await database.admin.query('UPDATE user_account SET suspended_at = now() WHERE id = $1', [userId]);
    expect(await refusalOf(approve(world.manager, id))).toBe('FORBIDDEN');
    expect(await refusalOf(approve(world.secondAdmin, id))).toBe('FORBIDDEN');
    const { rows } = await database.admin.query<{ decided: boolean }>(
      'SELECT decided_at IS NOT NULL AS decided FROM emergency_access WHERE id = $1',
      [id],
    );
    expect(rows).toEqual([{ decided: false }]);
  });
});

describe('what is not a request', () => {
  test.each([
    ['a reason of 19 characters', { reason: 'x'.repeat(19) }],
    ['19 characters and many spaces', { reason: `${'x'.repeat(19)}${' '.repeat(40)}` }],
    ['ten characters of two units each', { reason: '😀'.repeat(10) }],
    ['a reason of 501 characters', { reason: 'x'.repeat(501) }],
    ['no reason', { reason: undefined }],
    ['more than an hour', { minutes: 61 }],
    ['no time', { minutes: 0 }],
    ['half a minute', { minutes: 0.5 }],
    ['minutes as text', { minutes: '30' }],
    ['a study id that is none', { studyId: 'one' }],
  ])('%s', async (_what, change) => {
    expect(await refusalOf(request(world, world.superAdmin, change))).toBe('INVALID_INPUT');
  });

  test('fields that the form does not show change nothing', async () => {
    const { id } = await request(world, world.superAdmin, {
      id: world.organizationId,
      requestedBy: world.secondAdmin.userId,
      decidedBy: world.secondAdmin.userId,
      decidedAt: new Date().toISOString(),
      beginsAt: new Date().toISOString(),
      endsAt: '2099-01-01T00:00:00Z',
      state: 'running',
      organizationId: world.otherOrganizationId,
    });
    const { rows } = await database.admin.query(
      'SELECT requested_by, decided_by, begins_at, ends_at FROM emergency_access WHERE id = $1',
      [id],
    );
    expect(rows).toEqual([
      { requested_by: world.superAdmin.userId, decided_by: null, begins_at: null, ends_at: null },
    ]);
    await execute(approveEmergency, again(world.manager), { emergencyId: id, minutes: 600 });
    const { emergencies } = await ask(emergenciesOf(world.organizationId), again(world.manager));
    expect(emergencies[0]!.endsAt!.getTime() - emergencies[0]!.decidedAt!.getTime()).toBeLessThanOrEqual(
      30 * 60_000 + 1,
    );
  });

  test('more than an hour is not stored either', async () => {
    const { id } = await request(world);
    await approve(world.manager, id);
    for (const change of ['minutes = 61', `ends_at = begins_at + interval '31 minutes'`])
      await expect(
        database.admin.query(`UPDATE emergency_access SET ${change} WHERE id = $1`, [id]),
      ).rejects.toMatchObject({ code: '23514' });
  });

  test('a study that is not there, or in which nothing can be read', async () => {
    const draft = await insertStudy(database.admin, world, 'draft');
    expect(await refusalOf(request(world, world.superAdmin, { studyId: draft }))).toBe('CONFLICT');
    expect(await refusalOf(request(world, world.superAdmin, { studyId: world.organizationId }))).toBe(
      'NOT_FOUND',
    );
    const find = (q: string) => ask(emergencyStudiesOf({ q, study: null }), again(world.superAdmin));
    expect(await find(draft)).toEqual([]);
    expect((await find(world.studyId)).map((study) => study.studyId)).toEqual([world.studyId]);
    expect((await find(world.organizationId)).map((study) => study.studyId)).toEqual([world.studyId]);
    expect(await find('%')).toEqual([]);
  });
});

describe('the database itself', () => {
  /** As the application's role, in the name of somebody, past policy and commands. */
  async function asApp<R extends object>(who: Principal, text: string, values: unknown[] = []): Promise<R[]> {
    const client = await database.admin.connect();
    try {
      await client.query('BEGIN');
      await client.query('SET LOCAL ROLE wellkept_app');
      await client.query(`SELECT set_config('app.user_id', $1, true)`, [who.userId]);
      return (await client.query<R>(text, values)).rows;
    } finally {
      await client.query('ROLLBACK');
      client.release();
    }
  }

  test('gives the application’s role no way to the table', async () => {
    const { id } = await request(world);
    for (const text of [
      'SELECT * FROM emergency_access',
      `UPDATE emergency_access SET minutes = 60 WHERE id = '${id}'`,
      `DELETE FROM emergency_access WHERE id = '${id}'`,
      `INSERT INTO emergency_access (study_id, requested_by, reason, minutes) SELECT '${world.studyId}', '${world.superAdmin.userId}', repeat('x', 30), 60`,
    ])
      await expect(asApp(world.superAdmin, text), text).rejects.toMatchObject({ code: '42501' });
  });

  test('judges again who asks', async () => {
    const { id } = await request(world);
    for (const who of [world.siblingManager, world.stranger, world.member, world.viewer, world.patient]) {
      expect(await asApp(who, 'SELECT emergency_decide($1, true) AS o', [id])).toEqual([
        { o: 'not-allowed' },
      ]);
      expect(await asApp(who, 'SELECT emergency_end($1) AS o', [id])).toEqual([{ o: 'not-allowed' }]);
      expect(await asApp(who, 'SELECT * FROM emergency_list(NULL, $1)', [id])).toEqual([]);
      expect(await asApp(who, 'SELECT * FROM emergency_managers($1)', [world.studyId])).toEqual([]);
      expect(await asApp(who, 'SELECT * FROM emergency_studies(NULL, $1)', [world.studyId])).toEqual([]);
      expect(
        await asApp(who, `SELECT outcome FROM emergency_request($1, repeat('x', 30), 5)`, [world.studyId]),
      ).toEqual([{ outcome: 'not-allowed' }]);
    }
    expect(await asApp(world.superAdmin, 'SELECT emergency_decide($1, true) AS o', [id])).toEqual([
      { o: 'own' },
    ]);
  });

  test('shows a manager only what is in or below their organization', async () => {
    const { id } = await request(world);
    const idsFor = async (who: Principal, organizationId: string) =>
      (await ask(emergenciesOf(organizationId), again(who))).emergencies.map((each) => each.id);
    expect(await idsFor(world.headManager, world.parentId)).toEqual([id]);
    expect(await idsFor(world.manager, world.organizationId)).toEqual([id]);
    expect(await idsFor(world.stranger, world.otherOrganizationId)).toEqual([]);
  });
});

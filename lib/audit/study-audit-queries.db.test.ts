import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { execute } from '@/lib/command';
import { testDatabase, type TestDatabase } from '@/lib/db/test-database';
import {
  again,
  insertPatient,
  insertStudy,
  managementWorld,
  recordedBy,
  refusalOf,
  type ManagementWorld,
} from '@/lib/organizations/management-world';
import { enrollPatients } from '@/lib/patients/enrollment-commands';
import { ask } from '@/lib/query';
import { changeScopeRequest } from '@/lib/studies/scope-request-commands';
import { publishInformation } from '@/lib/studies/study-commands';
import { AuditFilter } from './audit-filter';
import { studyActivityOf } from './study-audit-queries';

let database: TestDatabase;
let world: ManagementWorld;
let studyId: string;
let patientId: string;

beforeAll(async () => {
  database = await testDatabase();
  world = await managementWorld(database.admin);
  studyId = await insertStudy(database.admin, world);
  patientId = await insertPatient(database.admin, world.organizationId, 'Known person');
  const other = await insertStudy(database.admin, world);
  for (const id of [other, studyId])
    await execute(publishInformation, again(world.manager), { studyId: id, en: 'Words.', es: '' });
  await execute(enrollPatients, again(world.member), { studyId, patientIds: [patientId] });
  await refusalOf(publish());
});
afterAll(() => database.close());

const publish = () =>
  execute(publishInformation, again(world.viewer), { studyId, en: 'Words of a viewer.', es: '' });
const page = (
  filter: Record<string, string> = {},
  by = world.manager,
  organizationId = world.organizationId,
) => ask(studyActivityOf(organizationId, studyId, AuditFilter.parse(filter)), again(by));
const actions = async (filter: Record<string, string> = {}) =>
  (await page(filter)).events.map(({ action }) => action).filter((action) => action !== 'audit.read');

describe('the activity of a study', () => {
  test('is what was done in it and refused, newest first, and nothing of another', async () => {
    expect(await actions()).toEqual(['access.refused', 'enrollment.created', 'information.published']);
    const { events } = await page();
    expect(new Set(events.map(({ study }) => study?.id))).toEqual(new Set([studyId]));
  });

  test('by person, action, patient, outcome, days and preset', async () => {
    expect(await actions({ person: world.member.userId })).toEqual(['enrollment.created']);
    expect(await actions({ action: 'information.published' })).toEqual(['information.published']);
    expect(await actions({ patient: 'known per' })).toEqual(['enrollment.created']);
    expect(await actions({ patient: patientId })).toEqual(['enrollment.created']);
    expect(await actions({ outcome: 'refused' })).toEqual(['access.refused']);
    expect(await actions({ preset: 'denied' })).toEqual(['access.refused']);
    expect(await actions({ preset: 'denied', outcome: 'success' })).toEqual([]);
    expect(await actions({ from: '2001-01-01', to: '2001-12-31' })).toEqual([]);
    expect(await actions({ to: '2999-01-01' })).toHaveLength(3);
  });

  test('comes in pages, each event once', async () => {
    const changes = 60;
    for (let at = 0; at < changes; at += 1)
      await execute(changeScopeRequest, again(world.manager), {
        studyId,
        scopeCode: 'omh:blood-glucose:4.0',
        reason: `Reason ${at}.`,
        isRequired: false,
      });
    const seen: string[] = [];
    const filter = { action: 'scope-request.changed' };
    for (let before: string | null = ''; before !== null;) {
      const some: Awaited<ReturnType<typeof page>> = await page(
        before === '' ? filter : { ...filter, before },
      );
      seen.push(...some.events.map(({ id }) => id));
      before = some.next;
    }
    expect(seen).toHaveLength(changes);
    expect(new Set(seen).size).toBe(changes);
    expect(seen).toEqual(seen.toSorted((one, other) => Number(BigInt(other) - BigInt(one))));
  });

  test('is on record when it was read, and a manager above reads it too', async () => {
    const by = again(world.headManager);
    const asked = await ask(studyActivityOf(world.organizationId, studyId, AuditFilter.parse({})), by);
    expect(asked.events.length).toBeGreaterThan(0);
    expect(await recordedBy(database.admin, by.requestId)).toMatchObject([{ action: 'audit.read' }]);
  });

  test.each([
    ['member', 'FORBIDDEN', 'role-permission'],
    ['viewer', 'FORBIDDEN', 'role-permission'],
    ['stranger', 'NOT_FOUND', 'organization-membership'],
    ['patient', 'NOT_FOUND', 'user-type'],
    ['superAdmin', 'NOT_FOUND', 'user-type'],
  ] as const)('is refused to a %s, on record', async (who, code, layer) => {
    const by = again(world[who]);
    const asked = ask(studyActivityOf(world.organizationId, studyId, AuditFilter.parse({})), by);
    expect(await refusalOf(asked)).toBe(code);
    expect(await recordedBy(database.admin, by.requestId)).toMatchObject([
      { outcome: 'refused', layer, operation: 'study.read-activity' },
    ]);
  });

  test('is not found below another organization, nor of a study that is none', async () => {
    expect(await refusalOf(page({}, world.headManager, world.parentId))).toBe('NOT_FOUND');
    const nothing = studyActivityOf(world.organizationId, randomUUID(), AuditFilter.parse({}));
    expect(await refusalOf(ask(nothing, again(world.manager)))).toBe('NOT_FOUND');
  });

  test('the database answers nobody else either, should the policy ever fail to ask', async () => {
    const client = await database.admin.connect();
    try {
      await client.query('BEGIN');
      await client.query('SET LOCAL ROLE wellkept_app');
      for (const [who, isAnswered] of [
        ['manager', true],
        ['member', false],
        ['stranger', false],
        ['patient', false],
      ] as const) {
        await client.query(`SELECT set_config('app.user_id', $1, true)`, [world[who].userId]);
        const { rowCount } = await client.query(
          'SELECT * FROM audit.list_study($1, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 10)',
          [studyId],
        );
        expect({ who, isAnswered: (rowCount ?? 0) > 0 }).toEqual({ who, isAnswered });
      }
    } finally {
      await client.query('ROLLBACK');
      client.release();
    }
  });
});

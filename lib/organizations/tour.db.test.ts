import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Principal } from '@/lib/authorization/question';
import { auditPageOf } from '@/lib/audit/audit-queries';
import { AuditFilter } from '@/lib/audit/audit-filter';
import { testDatabase, type TestDatabase } from '@/lib/db/test-database';
import { studyPatientsOf } from '@/lib/patients/patient-queries';
import { ask } from '@/lib/query';
import { again, insertStudy, managementWorld, refusalOf, type ManagementWorld } from './management-world';
import { tourOf } from './overview-queries';

let database: TestDatabase;
let world: ManagementWorld;

beforeAll(async () => {
  database = await testDatabase();
  world = await managementWorld(database.admin);
});
afterAll(() => database.close());

const come = (principal: Principal, ago = '1 hour') =>
  database.admin.query(
    `INSERT INTO user_session (id, user_id, created_at, expires_at)
     VALUES ($1, $2, clock_timestamp() - $3::interval, clock_timestamp() + interval '1 hour')`,
    [randomUUID(), principal.userId, ago],
  );
const stepsOf = (principal: Principal) => ask(tourOf(world.organizationId), again(principal));

test('a step is done when the person did it, after they first came here', async () => {
  const studyId = await insertStudy(database.admin, world);
  expect(await stepsOf(world.manager)).toEqual([]);
  await ask(auditPageOf(world.organizationId, AuditFilter.parse({})), again(world.manager));
  expect(await stepsOf(world.manager)).toEqual([]);
  await come(world.manager);
  expect(await stepsOf(world.manager)).toEqual(['log']);
  await ask(studyPatientsOf(world.organizationId, studyId), again(world.manager));
  expect(await stepsOf(world.manager)).toEqual(['sharing', 'log']);
});

test('what others did is not the person’s own', async () => {
  await come(world.viewer);
  expect(await stepsOf(world.viewer)).toEqual([]);
});

test('a stranger is told nothing', async () => {
  expect(await refusalOf(stepsOf(world.stranger))).toBe('NOT_FOUND');
});

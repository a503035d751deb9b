import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Principal } from '@/lib/authorization/question';
import { testDatabase, type TestDatabase } from '@/lib/db/test-database';
import {
  again,
  insertPatient,
  insertPerson,
  managementWorld,
  recordedBy,
  refusalOf,
  type ManagementWorld,
} from '@/lib/organizations/management-world';
import { ask } from '@/lib/query';
import { AuditFilter } from './audit-filter';
import { auditPageOf, type AuditPage } from './audit-queries';
import { append, appendMany, someEvent, testSealer, testSigner } from './audit-world';
import { readCheckpoint } from './checkpoint-queries';
import { ProofRequest, proofOf } from './proof-queries';
import { sealLag } from './seal-lag';
import { sentenceOf } from './sentence';

let database: TestDatabase;
let world: ManagementWorld;
let patientId: string;

beforeAll(async () => {
  database = await testDatabase();
  world = await managementWorld(database.admin);
  patientId = await insertPatient(database.admin, world.organizationId, 'Ángela Ruiz');
  const { organizationId, parentId, member, otherOrganizationId } = world;
  const write = (id: string, more: Record<string, unknown>) => append(database.admin, someEvent(id, more));
  await write(organizationId, { actor: member.userId, patient: patientId });
  await write(organizationId, {
    actor: member.userId,
    action: 'consent.stopped',
    scopes: [1],
    patient: patientId,
  });
  await write(organizationId, { outcome: 'refused', layer: 'consent' });
  await write(parentId, { action: 'organization.changed', actor: world.headManager.userId });
  await write(otherOrganizationId, { actor: member.userId });
  const sealer = await testSealer(database.sealerUrl, testSigner());
  await sealer.sealAll();
  await sealer.client.end();
});
afterAll(() => database.close());

const page = (
  principal: Principal,
  filter: Record<string, string> = {},
  organizationId = world.organizationId,
): Promise<AuditPage> => ask(auditPageOf(organizationId, AuditFilter.parse(filter)), principal);

describe('who may read the log', () => {
  test('its managers, and that is on record', async () => {
    const manager = again(world.manager);
    const { events } = await page(manager);
    expect(events.map((event) => event.action)).toContain('consent.stopped');
    expect(await recordedBy(database.admin, manager.requestId)).toEqual([
      { action: 'audit.read', outcome: 'success', layer: null, operation: null },
    ]);
  });

  test('a manager above, with what is below', async () => {
    const { events } = await page(world.headManager, {}, world.parentId);
    expect(new Set(events.map((event) => event.organization.id))).toEqual(
      new Set([world.organizationId, world.parentId]),
    );
    expect((await page(world.headManager)).events.length).toBeGreaterThan(2);
  });

  test.each([
    ['member', 'FORBIDDEN', 'role-permission'],
    ['viewer', 'FORBIDDEN', 'role-permission'],
    ['stranger', 'NOT_FOUND', 'organization-membership'],
    ['patient', 'NOT_FOUND', 'user-type'],
    ['superAdmin', 'NOT_FOUND', 'user-type'],
  ] as const)('a %s is refused, on record', async (who, code, layer) => {
    for (const attempt of [
      (principal: Principal) => page(principal),
      (principal: Principal) => ask(proofOf(world.organizationId, { part: 'state' }), principal),
      (principal: Principal) =>
        ask(proofOf(world.organizationId, { part: 'events', from: 0, limit: 10 }), principal),
    ]) {
      const principal = again(world[who]);
      expect(await refusalOf(attempt(principal))).toBe(code);
      expect(await recordedBy(database.admin, principal.requestId)).toMatchObject([
        { action: 'access.refused', outcome: 'refused', layer },
      ]);
    }
  });

  test('the database answers nobody else either, should the policy ever fail to ask', async () => {
    const client = await database.admin.connect();
    await client.query('BEGIN');
    await client.query('SET LOCAL ROLE wellkept_app');
    for (const [who, isAnswered] of [
      ['manager', true],
      ['member', false],
      ['stranger', false],
      ['patient', false],
    ] as const) {
      await client.query(`SELECT set_config('app.user_id', $1, true)`, [world[who].userId]);
      for (const call of [
        'audit.list($1, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 10)',
        'audit.proof_trees($1)',
        'audit.proof_events($1, 0, 10)',
        'audit.filter_people($1)',
        'audit.filter_patients($1, NULL)',
      ]) {
        const { rowCount } = await client.query(`SELECT * FROM ${call}`, [world.organizationId]);
        expect({ who, call, isAnswered: (rowCount ?? 0) > 0 }).toEqual({ who, call, isAnswered });
      }
    }
    await client.query('ROLLBACK');
    client.release();
  });
});

describe('filters', () => {
  const actionsOf = async (filter: Record<string, string>) =>
    (await page(world.manager, filter)).events
      .map((event) => event.action)
      .filter((action) => action !== 'audit.read');

  test('by person, action, patient, outcome and preset', async () => {
    expect(await actionsOf({ person: world.member.userId })).toEqual([
      'access.refused',
      'access.refused',
      'access.refused',
      'consent.stopped',
      'observations.released',
    ]);
    expect(await actionsOf({ person: world.member.userId, outcome: 'success' })).toEqual([
      'consent.stopped',
      'observations.released',
    ]);
    expect(await actionsOf({ action: 'consent.stopped' })).toEqual(['consent.stopped']);
    expect(await actionsOf({ patient: patientId })).toEqual(['consent.stopped', 'observations.released']);
    expect(await actionsOf({ patient: 'ángela' })).toEqual(['consent.stopped', 'observations.released']);
    expect(await actionsOf({ patient: 'nobody of this name' })).toEqual([]);
    expect(await actionsOf({ preset: 'consent' })).toEqual(['consent.stopped']);
    expect(await actionsOf({ preset: 'consent', action: 'study.created' })).toEqual([]);
    const denied = (await page(world.manager, { preset: 'denied' })).events;
    expect(denied.length).toBeGreaterThan(0);
    expect(new Set(denied.map((event) => event.outcome))).toEqual(new Set(['refused']));
  });

  test('by day, both ends included', async () => {
    const today = new Date().toISOString().slice(0, 10);
    expect(await actionsOf({ from: today, to: today, preset: 'consent' })).toEqual(['consent.stopped']);
    expect(await actionsOf({ to: '2020-01-01' })).toEqual([]);
    expect(await actionsOf({ from: '2100-01-01' })).toEqual([]);
  });

  test('values that mean nothing are as good as none', async () => {
    const all = await actionsOf({
      action: 'consent.stopped',
      person: 'x',
      outcome: 'maybe',
      from: 'soon',
      before: 'never',
      preset: 'all',
    });
    expect(all).toEqual(['consent.stopped']);
  });

  test('a person of another tenant has a name here only for what they tried here', async () => {
    const unknown = await insertPerson(database.admin, 'practitioner', {
      organizationId: world.otherOrganizationId,
      role: 'viewer',
    });
    const { events, filterNames, people, patients } = await page(world.manager, { person: unknown.userId });
    expect([events, filterNames.person]).toEqual([[], null]);
    const tried = await page(world.manager, { person: world.stranger.userId });
    expect(new Set(tried.events.map(({ outcome }) => outcome))).toEqual(new Set(['refused']));
    expect(tried.filterNames.person).toBe(`Person ${world.stranger.userId}`);
    expect(people.map(({ id }) => id)).not.toContain(world.stranger.userId);
    expect(patients.map(({ id }) => id)).toEqual([patientId]);
  });
});

test('pages follow one another without a gap, also among events of one microsecond', async () => {
  const { organizationId } = world;
  const client = await database.admin.connect();
  await client.query(`SELECT set_config('app.seed_clock', '2026-01-05 10:00:00+00', false)`);
  await appendMany(client, organizationId, 130);
  client.release(true);
  const seen: string[] = [];
  let before: string | undefined;
  do {
    const found = await page(world.manager, {
      from: '2026-01-05',
      to: '2026-01-05',
      ...(before && { before }),
    });
    seen.push(...found.events.map((event) => event.id));
    before = found.next ?? undefined;
  } while (before);
  expect([seen.length, new Set(seen).size]).toEqual([130, 130]);
});

test('an event is a sentence with names, its position and what was hashed', async () => {
  const [event] = (await page(world.manager, { patient: patientId, action: 'observations.released' })).events;
  expect(event && sentenceOf(event)).toMatch(/^opened 12 .*blood glucose.* readings of Ángela Ruiz$/);
  expect(event?.seal).toEqual({ leafIndex: 0, leafHash: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
  expect(JSON.parse(event?.body ?? '')).toMatchObject({ n: 12, actor: world.member.userId });
});

describe('proofs', () => {
  test('the parts, page by page', async () => {
    const manager = again(world.headManager);
    const state = await ask(proofOf(world.parentId, { part: 'state' }), manager);
    expect(state).toMatchObject({
      origin: 'localhost:3000/audit',
      trees: [{ organizationId: world.parentId }, { organizationId: world.organizationId }],
    });
    const events = await ask(proofOf(world.organizationId, { part: 'events', from: 1, limit: 2 }), manager);
    expect(events).toMatchObject({ events: [{ leafIndex: 1 }, { leafIndex: 2 }] });
    const checkpoints = await ask(
      proofOf(world.organizationId, { part: 'checkpoints', from: 1, limit: 5 }),
      manager,
    );
    expect(checkpoints).toMatchObject({ checkpoints: [{ number: 1 }] });
    expect(
      await ask(proofOf(world.organizationId, { part: 'tiles', level: 0, from: 0, limit: 5 }), manager),
    ).toEqual({ tiles: [] });
    expect((await recordedBy(database.admin, manager.requestId)).map(({ action }) => action)).toEqual([
      'audit.verified',
      'audit.read',
    ]);
  });

  test.each([
    {},
    { part: 'all' },
    { part: 'events' },
    { part: 'events', from: '-1' },
    { part: 'events', from: '0', limit: '1000000' },
  ])('a request like %o is not one', (query) => expect(ProofRequest.safeParse(query).success).toBe(false));
});

describe('published checkpoints', () => {
  test('the newest, and an older one by its number', async () => {
    expect(await readCheckpoint(null)).toContain('checkpoint 1\n');
    expect(await readCheckpoint('1')).toBe(await readCheckpoint(null));
  });

  test.each([
    ['2', 'NOT_FOUND'],
    ['0', 'INVALID_INPUT'],
    ['x', 'INVALID_INPUT'],
    ['1; DROP TABLE', 'INVALID_INPUT'],
    [randomUUID(), 'INVALID_INPUT'],
  ])('%s is %s', async (id, code) => {
    expect(await refusalOf(readCheckpoint(id))).toBe(code);
  });
});

test('the lag is there for everybody who watches', async () => {
  expect(await sealLag()).toBeGreaterThanOrEqual(0);
});

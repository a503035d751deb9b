import type { APIRequestContext } from '@playwright/test';
import { expect, test, type World } from '../support/cast';
import { deviceBodies } from '../support/device-bodies';
import { declaredRoutes } from '../support/route-handlers';
import { recordedOf, rowsOf } from '../support/tenant-rows';
import { withDatabase } from '../support/database';
import { ROUTE_CASES, type Asker, type RouteCase } from './route-cases';

const entriesOf = <V>(record: Partial<Record<Asker, V>>) => Object.entries(record) as [Asker, V][];

async function ask(
  { tenant, bodies }: World,
  request: APIRequestContext,
  route: [name: string, RouteCase],
  headers: Record<string, string>,
) {
  const [name, { path, body }] = route;
  const answer = await request.fetch(path(tenant), {
    method: name.split(' ')[0]!,
    headers,
    ...(body && { data: body(bodies) }),
    maxRedirects: 0,
  });
  return {
    status: answer.status(),
    requestId: answer.headers()['x-request-id'] ?? '',
    headers: answer.headers(),
  };
}

test('every route handler of the sources is tried here', () => {
  const declared = declaredRoutes();
  expect(declared.length).toBeGreaterThan(20);
  expect(Object.keys(ROUTE_CASES).toSorted()).toEqual(declared.toSorted());
});

for (const route of Object.entries(ROUTE_CASES)) {
  const [name, { refused, owners }] = route;
  test(`${name} answers whom it may, and nobody else`, async ({ world, baseURL }) => {
    const { tenant, other, cast } = world;
    const headers = { origin: baseURL! };
    const before = await rowsOf([tenant, other]);
    for (const [who, [status, layer]] of entriesOf(refused)) {
      const answer = await ask(world, cast[who], route, headers);
      expect.soft(answer.status, who).toBe(status);
      const trace = layer === null ? [] : [{ action: expect.any(String), outcome: 'refused', layer }];
      const recorded = await recordedOf(answer.requestId);
      expect.soft(recorded, who).toEqual(trace);
      expect.soft(answer.headers['cache-control'], who).toMatch(/no-store/);
    }
    for (const [who, status] of entriesOf(owners))
      expect.soft((await ask(world, cast[who], route, headers)).status, who).toBe(status);
    expect(await rowsOf([tenant, other])).toEqual(before);
  });
}

test.describe('bearers', () => {
  const routes = Object.entries(ROUTE_CASES).filter(([, { isForPrograms }]) => isForPrograms);

  test('of another patient and one that was taken back are refused, on record', async ({ world }) => {
    const { tenant, other, cast } = world;
    const before = await rowsOf([tenant, other]);
    for (const route of routes) {
      const answer = await ask(world, cast.nobody, route, { authorization: `Bearer ${other.bearer}` });
      expect.soft(answer.status, route[0]).toBe(404);
      expect
        .soft(await recordedOf(answer.requestId), route[0])
        .toMatchObject([{ outcome: 'refused', layer: 'organization-membership' }]);
    }
    expect(await rowsOf([tenant, other])).toEqual(before);
    await withDatabase((db) =>
      db.query('UPDATE device SET revoked_at = now() WHERE id = $1', [other.deviceId]),
    );
    const { clientBatchId, deks, observations } = (await deviceBodies(other)).upload;
    const upload = { clientBatchId, deks, observations };
    const theirs = { ...world, tenant: other, bodies: { ...world.bodies, upload } };
    for (const route of routes) {
      const answer = await ask(theirs, cast.nobody, route, { authorization: `Bearer ${other.bearer}` });
      expect.soft(answer.status, route[0]).toBe(401);
      expect
        .soft(await recordedOf(answer.requestId), route[0])
        .toMatchObject([{ outcome: 'refused', layer: 'authentication' }]);
    }
  });

  test('open their own data group', async ({ world }) => {
    const statuses: Record<string, number> = {};
    const before = await rowsOf([world.tenant]);
    for (const route of routes) {
      const answer = await ask(world, world.cast.nobody, route, {
        authorization: `Bearer ${world.tenant.bearer}`,
      });
      statuses[route[0].split('/').at(-1)!] = answer.status;
    }
    expect(statuses).toEqual({ 'public-keyset': 200, 'device-key': 201, uploads: 201 });
    expect(await rowsOf([world.tenant])).not.toEqual(before);
  });
});

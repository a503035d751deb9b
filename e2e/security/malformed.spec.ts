import type { APIResponse } from '@playwright/test';
import { expect, test } from '../support/cast';
import { declaredRoutes } from '../support/route-handlers';
import { builtActions, callAction } from '../support/server-actions';
import { rowsOf } from '../support/tenant-rows';
import { BODIES, BODY_CASES, CALLS, UNDECODABLE, VALUES } from './malformed-cases';

/** A problem document that says nothing of how the server is made. */
async function expectProblem(answer: APIResponse, what: string, statuses: readonly number[]): Promise<void> {
  expect.soft(statuses, `${what}: ${answer.status()}`).toContain(answer.status());
  expect.soft(answer.headers()['content-type'], what).toMatch(/^application\/problem\+json/);
  expect.soft(answer.headers()['cache-control'], what).toMatch(/no-store/);
  const text = await answer.text();
  expect.soft(text, what).not.toMatch(/\bat \S+ \(|node_modules|\.[jt]s:\d|prisma|zod|stack/i);
  const body = JSON.parse(text) as Record<string, unknown>;
  expect.soft(body, what).toMatchObject({ title: expect.any(String), status: answer.status() });
}

/** A link that nobody sent, a form without its token and a flood of tries are refused before the body is a matter. */
const MISTAKES = [400, 401, 404, 413, 415, 429];

test('every route handler that may be sent a body is tried here', () => {
  const declared = declaredRoutes().filter((name) => !/^(?:GET|HEAD|OPTIONS) /.test(name));
  expect(declared.length).toBeGreaterThan(5);
  expect(Object.keys(BODY_CASES).toSorted()).toEqual(declared.toSorted());
});

for (const [name, { path, as, answersAlways }] of Object.entries(BODY_CASES)) {
  test(`${name} calls a malformed body the caller’s mistake`, async ({ world, baseURL }) => {
    const { tenant, other, cast } = world;
    const before = await rowsOf([tenant, other]);
    const who = as === 'device' ? { authorization: `Bearer ${tenant.bearer}` } : { origin: baseURL! };
    for (const [what, type, data] of BODIES) {
      const headers = { ...who, 'content-type': type };
      const method = name.split(' ')[0]!;
      const asker = cast[as === 'device' ? 'nobody' : as];
      const answer = await asker.fetch(path(tenant), { method, headers, data });
      const isFormInParts = type.startsWith('multipart/');
      if (answersAlways && !isFormInParts) expect.soft(answer.status(), what).toBe(answersAlways);
      else await expectProblem(answer, what, as === 'device' ? [400, 413, 415] : MISTAKES);
    }
    expect(await rowsOf([tenant, other])).toEqual(before);
  });
}

for (const [path, isForPrograms] of UNDECODABLE) {
  test(`the address ${path} cannot be decoded, and that is the caller’s mistake`, async ({
    world,
    baseURL,
  }) => {
    for (const method of ['GET', 'POST', 'PUT']) {
      const request = { method, headers: { origin: baseURL! }, ...(method !== 'GET' && { data: '{}' }) };
      const answer = await world.cast.manager.fetch(`${baseURL!}${path}`, request);
      if (isForPrograms) await expectProblem(answer, method, [400]);
      expect.soft(answer.status(), method).toBe(400);
      expect.soft(answer.headers()['content-security-policy'], method).toContain("default-src 'none'");
      if (!isForPrograms) expect.soft(await answer.text(), method).toContain('not written correctly');
    }
  });
}

test.describe('server actions', () => {
  const actions = [...builtActions()];

  test('there are some', () => expect(actions.length).toBeGreaterThan(15));

  for (const [what, type, data, status] of CALLS) {
    test(`none is called by ${what} (${type})`, async ({ world, baseURL }) => {
      const { tenant, cast } = world;
      const before = await rowsOf([tenant]);
      for (const [name, { id }] of actions) {
        const headers = { 'next-action': id, 'content-type': type, origin: baseURL! };
        const answer = await cast.manager.post('/account', { headers, data });
        await expectProblem(answer, name, [status]);
      }
      expect(await rowsOf([tenant])).toEqual(before);
    });
  }

  test('none is called by a form without scripts', async ({ world, baseURL }) => {
    const before = await rowsOf([world.tenant]);
    for (const [name, { id }] of actions) {
      const multipart = { [`$ACTION_ID_${id}`]: '', name: 'x' };
      const answer = await world.cast.manager.post('/account', { headers: { origin: baseURL! }, multipart });
      await expectProblem(answer, name, [400]);
    }
    expect(await rowsOf([world.tenant])).toEqual(before);
  });

  for (const [name, { id }] of actions) {
    test(`${name} calls wrong input the caller’s mistake`, async ({ world, baseURL }) => {
      const { tenant, other, cast } = world;
      const before = await rowsOf([tenant, other]);
      for (const value of VALUES) {
        const ids = { enrollmentId: value, studyId: value, organizationId: value, invitationId: value };
        for (const input of [value, { ...tenant, ...ids, sessionId: value, slotId: value }]) {
          const answer = await callAction(cast.outsider, baseURL!, { id, path: '/account', args: [input] });
          const what = JSON.stringify(input).slice(0, 60);
          expect.soft(answer.status, what).toBe(200);
          expect
            .soft(['INVALID_INPUT', 'NOT_FOUND', 'FORBIDDEN', 'CONFLICT', 'ok'], what)
            .toContain(answer.code);
        }
      }
      expect(await rowsOf([tenant, other])).toEqual(before);
    });
  }

  test('a NUL character in a name is a mistake as well', async ({ world, baseURL }) => {
    const { tenant, cast } = world;
    const inputs = {
      createStudyAction: { organizationId: tenant.organizationId, name: 'a\u0000b' },
      createPatientAction: { organizationId: tenant.organizationId, name: 'a\u0000b' },
      publishInformationAction: { studyId: tenant.draftStudyId, en: 'a\u0000b' },
      addScopeRequestAction: { studyId: tenant.draftStudyId, scopeCode: '\u0000', reason: 'a\u0000b' },
    };
    const before = await rowsOf([tenant]);
    for (const [name, input] of Object.entries(inputs)) {
      const { id } = builtActions().get(name)!;
      const answer = await callAction(cast.manager, baseURL!, { id, path: '/account', args: [input] });
      expect.soft(answer.code, name).toBe('INVALID_INPUT');
    }
    expect(await rowsOf([tenant])).toEqual(before);
  });

  const FOREIGN: [string, Record<string, string>][] = [
    ['no origin', {}],
    ['another origin', { origin: 'https://evil.example' }],
    ['its own host forwarded', { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' }],
    ['our own origin, but said to be cross-site', { 'sec-fetch-site': 'cross-site' }],
  ];

  for (const [what, headers] of FOREIGN) {
    test(`with ${what} none runs, and nothing is changed`, async ({ world, baseURL }) => {
      const before = await rowsOf([world.tenant]);
      for (const [name, { id }] of actions) {
        const own = 'sec-fetch-site' in headers ? { origin: baseURL! } : {};
        const answer = await world.cast.manager.post('/account', {
          headers: { 'next-action': id, 'content-type': 'text/plain', ...own, ...headers },
          data: '[{}]',
        });
        await expectProblem(answer, name, [403]);
      }
      expect(await rowsOf([world.tenant])).toEqual(before);
    });
  }
});

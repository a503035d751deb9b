import { expect, test, type Cast, type World } from '../support/cast';
import { rowsOf } from '../support/tenant-rows';

/**
 * proxy.ts looks at no session: it sets headers and refuses foreign origins. Here every request passes it, being of our
 * own origin, so whatever is refused was refused by the page. What the proxy hands on is claimed by the caller as well.
 */
const CLAIMS = {
  'x-middleware-subrequest': 'proxy:proxy:proxy:proxy:proxy',
  'x-path': '/sign-in',
  'x-nonce': 'claimed',
  'x-request-id': '00000000-0000-4000-8000-000000000000',
};

const PAGES: [name: string, path: (world: World) => string][] = [
  ['overview', ({ tenant }) => `/o/${tenant.organizationId}`],
  ['patients', ({ tenant }) => `/o/${tenant.organizationId}/patients`],
  ['new patient', ({ tenant }) => `/o/${tenant.organizationId}/patients/new`],
  ['patient', ({ tenant }) => `/o/${tenant.organizationId}/patients/${tenant.patientId}`],
  ['data', ({ tenant }) => `/o/${tenant.organizationId}/patients/${tenant.patientId}/data`],
  ['studies', ({ tenant }) => `/o/${tenant.organizationId}/studies`],
  ['study', ({ tenant }) => `/o/${tenant.organizationId}/studies/${tenant.studyId}`],
  ['settings', ({ tenant }) => `/o/${tenant.organizationId}/studies/${tenant.studyId}/settings`],
  ['audit', ({ tenant }) => `/o/${tenant.organizationId}/audit`],
  // Their own organization in the address does not open another's things.
  [
    'patient below their own',
    ({ tenant, other }) => `/o/${other.organizationId}/patients/${tenant.patientId}`,
  ],
  ['study below their own', ({ tenant, other }) => `/o/${other.organizationId}/studies/${tenant.studyId}`],
  ['receipt', ({ tenant }) => `/me/receipts/${tenant.decisionId}`],
];

const INTRUDERS: (keyof Cast)[] = ['stranger', 'outsider', 'admin', 'nobody'];

for (const [name, path] of PAGES) {
  test(`the page ${name} shows nothing to another organization’s people`, async ({ world }) => {
    const { tenant, other, cast } = world;
    const before = await rowsOf([tenant, other]);
    for (const who of INTRUDERS) {
      for (const headers of [{}, CLAIMS, { ...CLAIMS, rsc: '1' }]) {
        const answer = await cast[who].get(path(world), { headers, maxRedirects: 0 });
        expect.soft(answer.status(), who).toBeLessThan(500);
        expect.soft(await answer.text(), who).not.toContain(tenant.mark);
      }
    }
    expect(await rowsOf([tenant, other])).toEqual(before);
  });
}

test('the same pages show their own people what they came for', async ({ world }) => {
  const { cast, tenant } = world;
  for (const [name, path] of PAGES.slice(0, 9)) {
    const answer = await cast.manager.get(path(world));
    expect.soft(answer.status(), name).toBe(200);
    expect.soft(await answer.text(), name).toContain(tenant.mark);
    expect.soft(answer.headers()['cache-control'], name).toMatch(/private.*no-store|no-store.*private/);
  }
});

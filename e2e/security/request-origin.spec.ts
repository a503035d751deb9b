import { signInOver } from '../support/sign-in';
import { PEOPLE } from '../support/people';
import { expect, test } from '../support/test';

test.describe('changes that do not come from our own pages', () => {
  const cases: [string, Record<string, string>][] = [
    ['without an origin', {}],
    ['without an origin, said to be cross-site', { 'sec-fetch-site': 'cross-site' }],
    ['of another site', { origin: 'https://evil.example' }],
    [
      'of another site that forwards its host',
      { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' },
    ],
    ['of a sandboxed frame', { origin: 'null' }],
  ];

  for (const [what, headers] of cases) {
    test(`a server action ${what} is refused before it runs`, async ({ playwright, baseURL }) => {
      const request = await playwright.request.newContext({ baseURL: baseURL ?? '' });
      await signInOver(request, PEOPLE.viewer);
      for (const path of ['/account', '/api/auth/sign-out', '/sign-in']) {
        const answer = await request.post(path, {
          headers: { 'next-action': '0'.repeat(42), ...headers },
          data: '[]',
        });
        expect(answer.status(), path).toBe(403);
      }
      expect((await request.get('/account', { maxRedirects: 0 })).status()).toBe(200);
      await request.dispose();
    });
  }

  test('a program with a bearer and no session is judged by its bearer', async ({ playwright, baseURL }) => {
    const request = await playwright.request.newContext({ baseURL: baseURL ?? '' });
    const headers = { authorization: 'Bearer nobody-knows-this' };
    const path = '/api/v1/data-groups/00000000-0000-4000-8000-000000000000/uploads';
    expect((await request.post(path, { headers, data: {} })).status()).not.toBe(403);
    await signInOver(request, PEOPLE.viewer);
    expect((await request.post(path, { headers, data: {} })).status(), 'beside a session').toBe(403);
    await request.dispose();
  });
});

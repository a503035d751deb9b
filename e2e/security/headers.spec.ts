import type { APIResponse } from '@playwright/test';
import { expect, test, type Role } from '../support/test';

const PAGES: [Role | null, string][] = [
  [null, '/sign-in'],
  ['viewer', '/'],
  ['viewer', '/account'],
  ['patient', '/me'],
  ['admin', '/admin'],
];

/** Exactly this: a source more is a hole. */
function policyWith(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "object-src 'none'",
  ].join('; ');
}

function nonceOf(answer: APIResponse): string {
  const policy = answer.headers()['content-security-policy'] ?? '';
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
  expect(policy).toBe(policyWith(nonce));
  return nonce;
}

for (const [role, path] of PAGES) {
  test(`${path} for ${role ?? 'a stranger'}: its headers, and nothing inline in what the server drew`, async ({
    pageOf,
    stranger,
  }) => {
    const page = role ? await pageOf(role) : await stranger();
    const [first, second] = [await page.request.get(path), await page.request.get(path)];
    expect(nonceOf(first)).not.toBe(nonceOf(second));
    expect(first.headers()).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(first.headers()['cache-control']).toMatch(/\bno-store\b/);
    expect(first.headers()['x-powered-by']).toBeUndefined();
    const html = await first.text();
    const scripts = html.match(/<script\b[^>]*>/g) ?? [];
    expect(scripts.length).toBeGreaterThan(0);
    for (const script of scripts) expect(script).toContain(`nonce="${nonceOf(first)}"`);
    // What React carries along for hydration is text inside scripts; only tags count.
    const tags = html.replaceAll(/<script\b[^>]*>[\s\S]*?<\/script>/g, '').match(/<[a-z][^>]*>/g) ?? [];
    for (const tag of tags) expect(tag).not.toMatch(/\s(?:style|on[a-z]+)=/i);
  });
}

test('the policy stops nothing of our own', async ({ pageOf }) => {
  for (const [role, path] of PAGES) {
    if (!role) continue;
    const page = await pageOf(role);
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (/content security policy|refused to/i.test(message.text())) complaints.push(message.text());
    });
    await page.goto(path);
    await page.waitForLoadState('networkidle');
    expect(complaints, path).toEqual([]);
  }
});

test('cookies cannot be read by scripts, nor sent from other sites', async ({ stranger }) => {
  const page = await stranger();
  await page.goto('/sign-in');
  await page.request.get('/api/auth/csrf');
  const cookies = (await page.context().cookies()).filter(({ name }) => name.includes('wellkept'));
  expect(cookies.length).toBeGreaterThan(0);
  for (const cookie of cookies) expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
});

test('health is told without a sign-in, and nothing else is', async ({ request }) => {
  expect(await (await request.get('/api/health')).json()).toEqual({ status: 'ok' });
  expect(await (await request.get('/api/health/ready')).json()).toEqual({ status: 'ready' });
  for (const path of ['/', '/account', '/admin', '/me', '/o', '/o/00000000-0000-4000-8000-000000000000']) {
    const answer = await request.get(path, { maxRedirects: 0 });
    expect([303, 307, 308], path).toContain(answer.status());
    expect(answer.headers()['location'], path).toMatch(/\/sign-in/);
  }
});

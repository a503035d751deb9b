import { NextRequest } from 'next/server';
import { beforeAll, describe, expect, test } from 'vitest';
import { proxy } from './proxy';

const ORIGIN = 'https://wellkept.example';

beforeAll(() => {
  Object.assign(process.env, {
    APP_DATABASE_URL: 'postgresql://nowhere',
    SEALER_DATABASE_URL: 'postgresql://nowhere',
    APP_ORIGIN: ORIGIN,
    SESSION_SECRET: 's'.repeat(32),
    AUDIT_SIGNING_KEY: '{}',
    AUDIT_WITNESS_KEY: '{}',
    RECEIPT_SIGNING_KEY: '{}',
    FACTOR_KEY: 'x'.repeat(44),
  });
});

const send = (path: string, method = 'GET', headers: Record<string, string> = {}) =>
  proxy(new NextRequest(`${ORIGIN}${path}`, { method, headers }));

/** The framework passes changed request headers on under this name. */
const toPage = (response: Response, name: string) => response.headers.get(`x-middleware-request-${name}`);

describe('the content security policy', () => {
  test('is this list and nothing else', async () => {
    const response = await send('/me');
    const nonce = toPage(response, 'x-nonce') ?? '';
    expect(nonce).toMatch(/^[A-Za-z0-9+/]{40,}={0,2}$/);
    expect(response.headers.get('content-security-policy')).toBe(
      [
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
      ].join('; '),
    );
    expect(toPage(response, 'content-security-policy')).toContain(`'nonce-${nonce}'`);
  });

  test('has a new nonce each time, and never the caller’s', async () => {
    const given = { 'x-nonce': 'mine', 'x-request-id': 'mine', 'x-path': '//evil.example' };
    const [first, second] = [await send('/me?a=1', 'GET', given), await send('/me', 'GET', given)];
    expect(toPage(first, 'x-nonce')).not.toBe(toPage(second, 'x-nonce'));
    expect(toPage(first, 'x-nonce')).not.toBe('mine');
    expect(toPage(first, 'x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(toPage(first, 'x-path')).toBe('/me?a=1');
  });

  test('leaves the vault worker its own', async () => {
    const response = await send('/vault/worker.js?h=1');
    expect(response.headers.get('content-security-policy')).toBeNull();
    expect(response.headers.get('cross-origin-embedder-policy')).toBe('require-corp');
  });
});

describe('every answer', () => {
  test.each(['/me', '/api/v1/x', '/icon.svg'])('%s is kept by nobody', async (path) => {
    const { headers } = await send(path);
    expect(headers.get('cache-control')).toBe('private, no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('strict-transport-security')).toContain('max-age=31536000');
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
  });

  test('files named by their content may be kept', async () => {
    expect((await send('/_next/static/a.js')).headers.get('cache-control')).toBeNull();
  });
});

describe('changes from elsewhere', () => {
  test('are refused with a problem document', async () => {
    const response = await send('/o/1', 'POST', { 'next-action': 'abc', 'sec-fetch-site': 'cross-site' });
    expect(response.status).toBe(403);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(response.headers.get('cache-control')).toBe('private, no-store');
    expect(await response.json()).toMatchObject({ status: 403, code: 'FORBIDDEN' });
  });

  test('our own go on', async () => {
    expect((await send('/o/1', 'POST', { origin: ORIGIN })).headers.get('x-middleware-next')).toBe('1');
  });

  test('a program goes on, unless it carries a session of ours', async () => {
    const bearer = { authorization: 'Bearer abc' };
    expect((await send('/api/v1/uploads', 'POST', bearer)).headers.get('x-middleware-next')).toBe('1');
    const cookie = { ...bearer, cookie: '__Host-wellkept-session=abc' };
    expect((await send('/api/v1/uploads', 'POST', cookie)).status).toBe(403);
  });
});

describe('calls of actions that no page of ours would make', () => {
  test.each([
    ['nothing', '', 400],
    ['a part that is missing', '["$F1"]', 400],
    ['far too much', JSON.stringify(['a'.repeat(1024 * 1024)]), 413],
  ])('%s', async (_what, body, status) => {
    const headers = { origin: ORIGIN, 'next-action': 'abc', 'content-type': 'text/plain' };
    const response = await proxy(new NextRequest(`${ORIGIN}/me`, { method: 'POST', headers, body }));
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(response.headers.get('cache-control')).toBe('private, no-store');
  });
});

import { describe, expect, test } from 'vitest';
import { isForeignChange, isProgramRequest } from './request-origin';

const appOrigin = 'https://wellkept.example';
const foreign = (method: string, headers: Record<string, string>, isProgram = false) =>
  isForeignChange({ method, headers: new Headers(headers), appOrigin, isProgram });

describe('changes must come from our own pages', () => {
  test.each(['GET', 'HEAD', 'OPTIONS'])('%s changes nothing', (method) => {
    expect(foreign(method, { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' })).toBe(false);
  });

  test.each(['POST', 'PUT', 'PATCH', 'DELETE', 'QUERY'])('%s without an origin is refused', (method) => {
    expect(foreign(method, {})).toBe(true);
    expect(foreign(method, { 'sec-fetch-site': 'same-origin' })).toBe(true);
  });

  test.each([
    ['our own', { origin: appOrigin }, false],
    ['our own, said twice', { origin: appOrigin, 'sec-fetch-site': 'same-origin' }, false],
    ['typed by the person', { origin: appOrigin, 'sec-fetch-site': 'none' }, false],
    ['another site', { origin: 'https://evil.example' }, true],
    ['another port', { origin: 'https://wellkept.example:444' }, true],
    ['another scheme', { origin: 'http://wellkept.example' }, true],
    ['a sandboxed frame', { origin: 'null' }, true],
    ['a sibling host', { origin: appOrigin, 'sec-fetch-site': 'same-site' }, true],
    ['a forged origin', { origin: appOrigin, 'sec-fetch-site': 'cross-site' }, true],
    ['a forwarded host', { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' }, true],
  ])('%s', (_name, headers, refused) => {
    expect(foreign('POST', headers)).toBe(refused);
  });

  test('the configured origin may have a path', () => {
    const headers = new Headers({ origin: appOrigin });
    expect(isForeignChange({ method: 'POST', headers, appOrigin: `${appOrigin}/`, isProgram: false })).toBe(
      false,
    );
  });
});

describe('programs', () => {
  const bearer = new Headers({ authorization: 'Bearer abc' });

  test('a bearer on the API without a session needs no origin', () => {
    expect(isProgramRequest('/api/v1/uploads', bearer, false)).toBe(true);
    expect(foreign('POST', {}, true)).toBe(false);
  });

  test.each([
    ['with a session cookie', '/api/v1/uploads', bearer, true],
    ['elsewhere', '/api/auth/sign-out', bearer, false],
    ['on a look-alike path', '/api/v10/uploads', bearer, false],
    ['without a bearer', '/api/v1/uploads', new Headers({ authorization: 'Basic abc' }), false],
    ['with an empty bearer', '/api/v1/uploads', new Headers({ authorization: 'Bearer ' }), false],
  ])('not %s', (_name, path, headers, hasSession) => {
    expect(isProgramRequest(path, headers, hasSession)).toBe(false);
  });
});

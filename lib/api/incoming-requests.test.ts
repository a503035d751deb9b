import { describe, expect, test } from 'vitest';
import { prepareRequest } from './incoming-requests';

function prepared(url: string, method = 'GET', forwarded?: string, remoteAddress?: string) {
  const headers: Record<string, string> = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
  const request = { url, method, headers, socket: { remoteAddress } };
  prepareRequest(request);
  return request;
}

describe('an address that cannot be decoded', () => {
  test.each(['/o/%E0%A4%A', '/invite/%ZZ', '/%', '/o/%C0%80', '/me/%E0/x?a=1'])(
    '%s gets the plain page',
    (url) => {
      expect(prepared(url, 'POST')).toMatchObject({ url: '/malformed-address', method: 'GET' });
      expect(prepared(url, 'HEAD')).toMatchObject({ url: '/malformed-address', method: 'HEAD' });
    },
  );

  test.each(['/vault/studies/%E0/keys', '/api/v1/data-groups/%E0%A4%A/uploads'])(
    '%s gets a problem',
    (url) => {
      expect(prepared(url, 'PUT')).toMatchObject({ url: '/malformed-address?for=program', method: 'GET' });
    },
  );

  test.each(['/', '/o/a%20b', '/o/%E2%82%AC', '/o/x?q=%ZZ', '/a%2Fb', '*'])('%s is left alone', (url) => {
    expect(prepared(url, 'POST')).toMatchObject({ url, method: 'POST' });
  });
});

describe('the socket’s address', () => {
  test.each([
    [undefined, '203.0.113.7', '203.0.113.7'],
    ['198.51.100.1', '203.0.113.7', '198.51.100.1, 203.0.113.7'],
    ['198.51.100.1', undefined, '198.51.100.1, unknown'],
  ])('comes after what was claimed (%s)', (claimed, socket, expected) => {
    expect(prepared('/', 'GET', claimed, socket).headers['x-forwarded-for']).toBe(expected);
  });
});

import { beforeAll, describe, expect, test, vi } from 'vitest';
import { negotiateLocale } from '@/lib/i18n/locale';
import { deviceName } from './device-name';

beforeAll(() => {
  for (const name of ['APP_DATABASE_URL', 'SEALER_DATABASE_URL', 'AUDIT_SIGNING_KEY', 'AUDIT_WITNESS_KEY'])
    vi.stubEnv(name, 'unused');
  vi.stubEnv('RECEIPT_SIGNING_KEY', 'unused');
  vi.stubEnv('SESSION_SECRET', 's'.repeat(32));
  vi.stubEnv('FACTOR_KEY', 'f'.repeat(43));
});

describe('the address an attempt is counted under', () => {
  const SOCKET = '203.0.113.7';
  test.each([
    ['nobody in between', 0, SOCKET, SOCKET],
    ['a claim that nobody trusts', 0, `1.1.1.1, ${SOCKET}`, SOCKET],
    ['one proxy', 1, `198.51.100.1, ${SOCKET}`, '198.51.100.1'],
    ['one proxy, and a claim', 1, `1.1.1.1, 198.51.100.1, ${SOCKET}`, '198.51.100.1'],
    ['two proxies', 2, `1.1.1.1, 198.51.100.1, 192.0.2.1, ${SOCKET}`, '198.51.100.1'],
    ['somebody who came past the proxy', 1, SOCKET, SOCKET],
    ['a socket of both families', 0, `::ffff:${SOCKET}`, SOCKET],
    ['nothing', 0, '', 'unknown'],
    ['nothing where a proxy should have written', 1, `, ${SOCKET}`, 'unknown'],
    ['something endless', 1, `${'x'.repeat(500)}, ${SOCKET}`, 'x'.repeat(64)],
  ])('%s', async (_what, trusted, header, expected) => {
    vi.resetModules();
    vi.stubEnv('TRUSTED_PROXIES', String(trusted));
    const { clientAddress } = await import('./client-address');
    expect(clientAddress(new Headers({ 'x-forwarded-for': header }))).toBe(expected);
  });
});

describe('devices are named so that people know their own', () => {
  test.each([
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36 Edg/140.0',
      'Edge, Windows',
    ],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0', 'Firefox, Linux'],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/604.1',
      'Safari, iPhone',
    ],
    [
      'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0.0.0 Mobile Safari/537.36',
      'Chrome, Android',
    ],
    ['curl/8.5.0', null],
    [null, null],
  ])('%s', (userAgent, expected) => {
    expect(deviceName(userAgent)).toBe(expected);
  });
});

describe('the language of a browser', () => {
  test.each([
    ['es-MX,es;q=0.9,en;q=0.8', 'es'],
    ['de,fr;q=0.9,es;q=0.5', 'es'],
    ['de', 'en'],
    [null, 'en'],
  ])('%j', (header, expected) => {
    expect(negotiateLocale(header)).toBe(expected);
  });
});

import { describe, expect, test } from 'vitest';
import { negotiateLocale } from '@/lib/i18n/locale';
import { clientAddress } from './client-address';
import { deviceName } from './device-name';

describe('the address an attempt is counted under', () => {
  test.each([
    ['203.0.113.7', '203.0.113.7'],
    ['1.1.1.1, 203.0.113.7', '203.0.113.7'],
    ['', 'unknown'],
    ['x'.repeat(500), 'x'.repeat(64)],
  ])('of %j', (header, expected) => {
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

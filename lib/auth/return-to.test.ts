import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { safeReturnTo } from './return-to';

describe('the way back after signing in', () => {
  test.each(['/o/1', '/me?tab=views#top', '/o/a%20b', '/'])('%s is a path of ours', (path) => {
    expect(safeReturnTo(path)).toBe(path);
  });

  test.each([
    'https://evil.example/',
    '//evil.example/',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    ' /o',
    '/.//evil.example',
    '/%2e//evil.example',
    'javascript:alert(1)',
    'o/1',
    '',
    '/sign-in',
    '/sign-in?to=/sign-in',
    '/api/auth/sign-out',
    '/x/../api/health',
    '/_next/static/a.js',
    `/${'a'.repeat(3000)}`,
    '/é',
  ])('%j is refused', (path) => {
    expect(safeReturnTo(path)).toBeNull();
  });

  test.each([undefined, null, ['/o'], 7])('%j is no path', (value) => {
    expect(safeReturnTo(value)).toBeNull();
  });

  test('whatever it lets through stays on this origin', () => {
    const parts = fc.constantFrom(
      '/',
      '\\',
      '.',
      '..',
      '%2e',
      '%2f',
      'evil.example',
      ':',
      '@',
      '?',
      '#',
      '\t',
      'a',
      '//',
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 8 }), (pieces) => {
        const safe = safeReturnTo(pieces.join(''));
        expect(safe === null || new URL(safe, 'https://here.example').origin === 'https://here.example').toBe(
          true,
        );
      }),
      { numRuns: 2000 },
    );
  });
});

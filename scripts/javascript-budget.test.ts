import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { holdBudgets, pageWeights } from './javascript-budget';

const KB = 1000;

/** A build of one page, in the folders and files that Next.js writes. */
function buildOf(page: string, kilobytes: number): string {
  const dist = mkdtempSync(join(tmpdir(), 'wellkept-build-'));
  const write = (path: string, content: string | Buffer) => {
    mkdirSync(join(dist, path, '..'), { recursive: true });
    writeFileSync(join(dist, path), content);
  };
  // Noise, which gzip makes no smaller.
  write('static/frame.js', randomBytes(100 * KB));
  write('static/page.js', randomBytes((kilobytes - 100) * KB));
  write('build-manifest.json', JSON.stringify({ rootMainFiles: ['static/frame.js'] }));
  const entryJSFiles = { layout: ['static/frame.js'], page: ['static/page.js'] };
  write(
    `server/app${page}/page_client-reference-manifest.js`,
    `globalThis.X = {};\nglobalThis.X["${page}/page"] = ${JSON.stringify({ entryJSFiles })};`,
  );
  return dist;
}

function outcome(page: string, kilobytes: number): string {
  vi.spyOn(console, 'log').mockReturnValue(undefined);
  try {
    holdBudgets(pageWeights(buildOf(page, kilobytes)));
    return 'fits';
  } catch (error) {
    return String(error);
  }
}

test.each([
  ['/(public)/sign-in', 149, 151],
  ['/me/views', 159, 161],
  ['/o/[organization]/patients', 189, 191],
])('%s fits its budget, and a kilobyte too many fails the build', (page, light, heavy) => {
  expect(outcome(page, light)).toBe('fits');
  expect(outcome(page, heavy)).toContain(`Too much JavaScript: ${page} (`);
});

test('a build without pages has not been weighed', () => {
  expect(() => holdBudgets([])).toThrow('no pages');
});

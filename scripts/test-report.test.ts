import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sum, tallyPlaywright, tallyVitest } from './test-report.ts';

function reportFile(content: unknown): string {
  const file = join(mkdtempSync(join(tmpdir(), 'report-')), 'report.json');
  writeFileSync(file, JSON.stringify(content));
  return file;
}

test('a vitest file that could not be loaded counts as a failure', () => {
  const report = {
    numPassedTests: 3,
    numFailedTests: 1,
    numPendingTests: 1,
    numTodoTests: 1,
    testResults: [
      { status: 'failed', assertionResults: [{}] },
      { status: 'failed', assertionResults: [] },
    ],
  };
  expect(tallyVitest(reportFile(report))).toEqual({ passed: 3, failed: 2, skipped: 2 });
});

test('a flaky Playwright test and an error outside of tests count as failures', () => {
  const report = { stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 2 }, errors: [{}] };
  expect(tallyPlaywright(reportFile(report))).toEqual({ passed: 5, failed: 3, skipped: 2 });
});

test('a missing report is a failure', () => {
  const tallies = [tallyVitest('/nowhere.json'), tallyPlaywright('/nowhere.json')];
  expect(sum(tallies)).toEqual({ passed: 0, failed: 2, skipped: 0 });
});

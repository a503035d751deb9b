import { rmSync } from 'node:fs';
import { exitOf, startChild } from './children.ts';
import { holdLock } from './lock.ts';
import { runCommand } from './lifetime.ts';
import { PlainError } from './plain-error.ts';
import { runStaticChecks } from './static-checks.ts';
import { runEndToEnd } from './test-end-to-end.ts';
import { sum, tallyVitest, type Tally } from './test-report.ts';
import { createTemplate, startTestPostgres, TEST_FOLDER } from './test-server.ts';

const PARTS = ['check', 'unit', 'database', 'e2e'] as const;
type Part = (typeof PARTS)[number];

/** `npm test`: everything; `npm test -- unit|database|e2e|check [filter …]`: one part. */
await runCommand(async () => {
  const { parts, filters } = readArguments(process.argv.slice(2));
  const checked = parts.includes('check') ? await runStaticChecks() : true;
  const tallies: Tally[] = [];
  const serverUrl = parts.includes('database') || parts.includes('e2e') ? await startServerForTests() : null;
  const projects = parts.filter((part) => part === 'unit' || part === 'database');
  if (projects.length > 0) tallies.push(await runVitest(projects, serverUrl, filters));
  if (serverUrl !== null && parts.includes('e2e')) tallies.push(await endToEnd(serverUrl, filters));
  const { passed, failed, skipped } = sum(tallies);
  if (!checked) console.log('\nA static check failed (see above).');
  if (tallies.length > 0) console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`);
  return checked && failed === 0 ? 0 : 1;
});

function readArguments(args: string[]): { parts: readonly Part[]; filters: string[] } {
  const [part, ...filters] = args;
  if (part === undefined) return { parts: PARTS, filters };
  const known = PARTS.find((name) => name === part);
  if (!known) throw new PlainError(`There is no test part "${part}"; there are ${PARTS.join(', ')}.`);
  return { parts: [known], filters };
}

async function startServerForTests(): Promise<string> {
  holdLock(`${TEST_FOLDER}/running.json`, 'A test run');
  const { adminUrl } = await startTestPostgres();
  await createTemplate(adminUrl);
  return adminUrl;
}

async function runVitest(projects: Part[], serverUrl: string | null, filters: string[]): Promise<Tally> {
  const report = `${TEST_FOLDER}/vitest.json`;
  rmSync(report, { force: true });
  const vitest = startChild(
    'vitest',
    [
      'run',
      ...projects.map((project) => `--project=${project}`),
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...filters,
    ],
    {
      env: { ...process.env, ...(serverUrl !== null && { TEST_DATABASE_URL: serverUrl }) },
      stdio: ['ignore', 'inherit', 'inherit'],
    },
  );
  const code = await exitOf(vitest);
  const tally = tallyVitest(report);
  // Vitest also fails for errors outside of every test.
  return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}

/** A build or server that does not come up is one failure, and the totals are still printed. */
async function endToEnd(serverUrl: string, filters: string[]): Promise<Tally> {
  try {
    return await runEndToEnd(serverUrl, filters);
  } catch (error) {
    if (!(error instanceof PlainError)) throw error;
    console.error(error.message);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

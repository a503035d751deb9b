import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exitOf, startChild } from './children.ts';
import { seedUrl, withClient } from './database.ts';
import { inRoot } from './paths.ts';
import { openDatabase, type OpenDatabase } from './open-database.ts';
import { PlainError } from './plain-error.ts';
import type { Secrets } from './secrets.ts';
import { serverEnvironment } from './server-environment.ts';
import type { Settings } from './settings.ts';

/** Written while seeding, so that a seed cut short is not taken for data. */
const unfinishedMark = (dataDirectory: string): string => join(dataDirectory, 'seed-unfinished');

/**
 * The database of `npm run demo` and `npm run dev`, with its example data. Starts over when asked to with
 * `-- --reset`, or when the example data was cut short.
 */
export async function openDemoDatabase(
  settings: Settings,
  secrets: Secrets,
  mode: 'production' | 'development',
): Promise<{ database: OpenDatabase; env: NodeJS.ProcessEnv }> {
  const mark = unfinishedMark(settings.dataDirectory);
  const database = await openDatabase(
    settings,
    secrets,
    process.argv.includes('--reset') || existsSync(mark),
  );
  rmSync(mark, { force: true });
  const env = serverEnvironment(mode, settings, secrets, database.adminUrl);
  if (settings.demo) await seedIfEmpty(database.adminUrl, settings.dataDirectory, env);
  return { database, env };
}

/** Puts the demo data into a database without accounts; otherwise leaves it alone. */
export async function seedIfEmpty(
  adminUrl: string,
  dataDirectory: string,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  if (!(await isEmpty(adminUrl))) return;
  console.log('Writing the demo data (once, a minute or so) …');
  const mark = unfinishedMark(dataDirectory);
  writeFileSync(mark, '');
  await runSeed({ ...env, APP_DATABASE_URL: seedUrl(adminUrl) });
  rmSync(mark);
}

async function runSeed(env: NodeJS.ProcessEnv): Promise<void> {
  const seed = startChild(
    process.execPath,
    ['--max-semi-space-size=64', '--conditions=react-server', '--import', 'tsx', inRoot('scripts/seed.ts')],
    { env, stdio: ['ignore', 'inherit', 'inherit'] },
  );
  if ((await exitOf(seed)) !== 0) throw new PlainError('The demo data could not be written (see above).');
}

function isEmpty(adminUrl: string): Promise<boolean> {
  return withClient(adminUrl, async (client) => {
    const { rowCount } = await client.query('SELECT 1 FROM user_account LIMIT 1');
    return rowCount === 0;
  });
}

import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exitOf, startChild } from './children.ts';
import { seedUrl, withClient } from './database.ts';
import { inRoot } from './paths.ts';
import { PlainError } from './plain-error.ts';

/** Written while seeding, so that a seed cut short is not taken for data. */
const unfinishedMark = (dataDirectory: string): string => join(dataDirectory, 'seed-unfinished');

export function seedWasCutShort(dataDirectory: string): boolean {
  return existsSync(unfinishedMark(dataDirectory));
}

/** Puts the demo data into a database without accounts; otherwise leaves it alone. */
export async function seedIfEmpty(
  adminUrl: string,
  dataDirectory: string,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  if (!(await isEmpty(adminUrl))) return;
  const mark = unfinishedMark(dataDirectory);
  writeFileSync(mark, '');
  await runSeed({ ...env, APP_DATABASE_URL: seedUrl(adminUrl) });
  rmSync(mark);
}

async function runSeed(env: NodeJS.ProcessEnv): Promise<void> {
  const seed = startChild(
    process.execPath,
    ['--conditions=react-server', '--import', 'tsx', inRoot('scripts/seed.ts')],
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

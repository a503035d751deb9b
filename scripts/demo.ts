import { relative } from 'node:path';
import { DEMO_ACCOUNTS } from '../prisma/seed/demo-accounts.ts';
import { buildIfChanged } from './build-app.ts';
import { runCommand } from './lifetime.ts';
import { refuseTakenPort } from './next-server.ts';
import { ROOT } from './paths.ts';
import { superviseServer } from './supervise.ts';
import { holdLock } from './lock.ts';
import { ensureSecrets } from './secrets.ts';
import { openDemoDatabase } from './seed-database.ts';
import { readSettings, type Settings } from './settings.ts';

/** `npm run demo`: everything on this machine, with example people and data. `-- --reset` starts over. */
await runCommand(async () => {
  const settings = readSettings({ demo: true });
  holdLock(`${settings.dataDirectory}/running.json`, 'Wellkept');
  await refuseTakenPort(settings.port);
  const secrets = await ensureSecrets(`${settings.dataDirectory}/secrets`);
  const { database, env } = await openDemoDatabase(settings, secrets, 'production');
  await buildIfChanged();
  return superviseServer({
    mode: 'start',
    settings,
    env,
    logFile: `${settings.dataDirectory}/server.log`,
    database,
    onReady: () => {
      if (settings.demo) printAccounts();
      printPlaces(settings, database.place);
    },
  });
}, 0);

function printAccounts(): void {
  console.log('\nDemo accounts (one click on the sign-in page signs in and unlocks):');
  for (const account of DEMO_ACCOUNTS) {
    console.log(`\n  ${account.title} · ${account.name}`);
    console.log(`    ${account.email}   password: ${account.password}   passphrase: ${account.passphrase}`);
    console.log(`    ${account.tryThis}`);
  }
}

function printPlaces(settings: Settings, place: string): void {
  const shown = (path: string): string => (path.startsWith(ROOT) ? `./${relative(ROOT, path)}` : path);
  console.log(`\nData:      ${shown(place)}`);
  console.log(`Secrets:   ${shown(settings.dataDirectory)}/secrets`);
  console.log(`Log:       ${shown(settings.dataDirectory)}/server.log`);
  console.log(
    'Start over: npm run demo -- --reset     Without demo data: DEMO=0 npm run demo     Stop: Ctrl-C',
  );
}

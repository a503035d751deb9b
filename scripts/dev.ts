import { watchVault } from './build-vault.ts';
import { runCommand } from './lifetime.ts';
import { holdLock } from './lock.ts';
import { refuseTakenPort } from './next-server.ts';
import { openDatabase } from './open-database.ts';
import { ensureSecrets } from './secrets.ts';
import { seedIfEmpty, seedWasCutShort } from './seed-database.ts';
import { serverEnvironment } from './server-environment.ts';
import { readSettings } from './settings.ts';
import { superviseServer } from './supervise.ts';

/** `npm run dev`: the demo's database and secrets behind a development server that follows every change. */
await runCommand(async () => {
  const settings = readSettings({ demo: true });
  holdLock(`${settings.dataDirectory}/running.json`, 'Wellkept');
  await refuseTakenPort(settings.port);
  await watchVault();
  const secrets = await ensureSecrets(`${settings.dataDirectory}/secrets`);
  const startOver = process.argv.includes('--reset') || seedWasCutShort(settings.dataDirectory);
  const database = await openDatabase(settings, secrets, startOver);
  const env = serverEnvironment('development', settings, secrets, database.adminUrl);
  if (settings.demo) await seedIfEmpty(database.adminUrl, settings.dataDirectory, env);
  return superviseServer({ mode: 'dev', settings, env, database });
}, 0);

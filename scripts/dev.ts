import { watchVault } from './build-vault.ts';
import { runCommand } from './lifetime.ts';
import { holdLock } from './lock.ts';
import { refuseTakenPort } from './next-server.ts';
import { ensureSecrets } from './secrets.ts';
import { openDemoDatabase } from './seed-database.ts';
import { readSettings } from './settings.ts';
import { superviseServer } from './supervise.ts';

/** `npm run dev`: the demo's database and secrets behind a development server that follows every change. */
await runCommand(async () => {
  const settings = readSettings({ demo: true });
  holdLock(`${settings.dataDirectory}/running.json`, 'Wellkept');
  await refuseTakenPort(settings.port);
  await watchVault();
  const secrets = await ensureSecrets(`${settings.dataDirectory}/secrets`);
  const { database, env } = await openDemoDatabase(settings, secrets, 'development');
  return superviseServer({ mode: 'dev', settings, env, database });
}, 0);

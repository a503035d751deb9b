import { hasBuild } from './build-app.ts';
import { runCommand } from './lifetime.ts';
import { holdLock } from './lock.ts';
import { refuseTakenPort } from './next-server.ts';
import { openDatabase } from './open-database.ts';
import { PlainError } from './plain-error.ts';
import { ensureSecrets } from './secrets.ts';
import { serverEnvironment } from './server-environment.ts';
import { readSettings } from './settings.ts';
import { superviseServer } from './supervise.ts';

/** `npm start`: serves an existing build with a PostgreSQL of your own. */
await runCommand(async () => {
  const settings = readSettings({ demo: false });
  if (settings.databaseUrl === null) {
    throw new PlainError(
      'Set DATABASE_URL to a PostgreSQL of your own (see .env.example), or try `npm run demo`.',
    );
  }
  if (!hasBuild()) throw new PlainError('There is no build yet; run `npm run build` first.');
  holdLock(`${settings.dataDirectory}/running.json`, 'Wellkept');
  await refuseTakenPort(settings.port);
  const secrets = await ensureSecrets(`${settings.dataDirectory}/secrets`);
  const database = await openDatabase(settings, secrets);
  const env = serverEnvironment('production', settings, secrets, database.adminUrl);
  return superviseServer({ mode: 'start', settings, env, database });
}, 0);

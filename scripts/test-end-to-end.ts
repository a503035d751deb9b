import { rmSync } from 'node:fs';
import { buildIfChanged } from './build-app.ts';
import { exitOf, startChild, stopChild } from './children.ts';
import { prepareRoles } from './database.ts';
import { findChromium } from './find-chromium.ts';
import { startServer } from './next-server.ts';
import { freePort } from './ports.ts';
import { ensureSecrets } from './secrets.ts';
import { seedIfEmpty } from './seed-database.ts';
import { serverEnvironment } from './server-environment.ts';
import type { Settings } from './settings.ts';
import { tallyPlaywright, type Tally } from './test-report.ts';
import { copyTemplate, TEST_FOLDER } from './test-server.ts';

const REPORT = `${TEST_FOLDER}/playwright.json`;

/** Builds, seeds and serves the product as `npm run demo` does, on its own database and port, and walks through it. */
export async function runEndToEnd(testServerUrl: string, filters: string[]): Promise<Tally> {
  const chromium = await findChromium();
  // Apart from .next, which a running demo serves.
  process.env['NEXT_DIST_DIR'] = '.test/next';
  await buildIfChanged();
  const adminUrl = await copyTemplate(testServerUrl, 'wellkept_end_to_end');
  const { origin, stop } = await serve(adminUrl);
  rmSync(REPORT, { force: true });
  const playwright = startChild('playwright', ['test', ...filters], {
    env: {
      ...process.env,
      E2E_ORIGIN: origin,
      E2E_DATABASE_URL: adminUrl,
      E2E_REPORT: REPORT,
      CHROMIUM_PATH: chromium,
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const code = await exitOf(playwright);
  await stop();
  const tally = tallyPlaywright(REPORT);
  return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}

async function serve(adminUrl: string): Promise<{ origin: string; stop: () => Promise<void> }> {
  const port = await freePort();
  const dataDirectory = `${TEST_FOLDER}/data`;
  rmSync(dataDirectory, { recursive: true, force: true });
  const secrets = await ensureSecrets(`${dataDirectory}/secrets`);
  await prepareRoles(adminUrl, { app: secrets.appPassword, sealer: secrets.sealerPassword });
  const settings: Settings = {
    port,
    host: '127.0.0.1',
    origin: `http://localhost:${port}`,
    trustedProxies: 0,
    databaseUrl: adminUrl,
    dataDirectory,
    demo: true,
    logLevel: 'info',
  };
  const env = serverEnvironment('production', settings, secrets, adminUrl);
  await seedIfEmpty(adminUrl, dataDirectory, env);
  const server = await startServer({ mode: 'start', settings, env, logFile: `${TEST_FOLDER}/server.log` });
  return { origin: settings.origin, stop: () => stopChild(server.child) };
}

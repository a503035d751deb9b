import type { ChildProcess } from 'node:child_process';
import { buildIfChanged } from './build-app.ts';
import { stopChild } from './children.ts';
import { atEnd } from './lifetime.ts';
import { startServer } from './next-server.ts';
import { freePort } from './ports.ts';
import { TEST_FOLDER } from './test-server.ts';

/** The built product on a free port, over the database that the benchmark was given. */
export async function serveBench(): Promise<{ origin: string; stop: () => Promise<void> }> {
  process.env['NEXT_DIST_DIR'] = '.test/next'; // apart from .next, which a running demo serves
  await buildIfChanged();
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const settings = {
    port,
    host: '127.0.0.1',
    origin,
    databaseUrl: null,
    dataDirectory: `${TEST_FOLDER}/bench-data`,
    trustedProxies: 0,
    demo: false,
    logLevel: 'error',
  };
  // What lib/env.ts needs is in our own environment already; only the address is new.
  const env = {
    ...process.env,
    LOG_LEVEL: 'error',
    PORT: String(port),
    APP_ORIGIN: origin,
    NEXTAUTH_URL: origin,
  };
  const logFile = `${TEST_FOLDER}/bench-server.log`;
  const { child } = await startServer({ mode: 'start', settings, env, logFile });
  const stop = (): Promise<void> => stopOnce(child);
  atEnd(stop);
  return { origin, stop };
}

async function stopOnce(child: ChildProcess): Promise<void> {
  if (child.exitCode === null) await stopChild(child);
}

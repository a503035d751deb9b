import type { ChildProcess, StdioOptions } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { exitOf, hasLeft, logTo, startChild } from './children.ts';
import { inRoot } from './paths.ts';
import { isPortFree } from './ports.ts';
import { PlainError } from './plain-error.ts';
import type { Settings } from './settings.ts';

const START_TIMEOUT_MS = 60_000;

export interface ServerOptions {
  mode: 'start' | 'dev';
  settings: Settings;
  env: NodeJS.ProcessEnv;
  /** Where its output goes; the terminal when absent. */
  logFile?: string;
}

export interface RunningServer {
  child: ChildProcess;
  exited: Promise<number>;
}

/** Before anything else is started: a port in use is only found out about at the very end otherwise. */
export async function refuseTakenPort(port: number): Promise<void> {
  if (await isPortFree(port)) return;
  throw new PlainError(
    `Port ${port} is taken by another program; end that one or choose another: PORT=${port + 1} npm run …`,
  );
}

/** Starts Next.js and resolves when it answers. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { port, host } = options.settings;
  const output = options.logFile === undefined ? 'inherit' : 'pipe';
  const stdio: StdioOptions = ['ignore', output, output, 'ipc'];
  const child = startChild(
    process.execPath,
    [
      '--import',
      new URL('leave-with-parent.mjs', import.meta.url).href,
      inRoot('node_modules/next/dist/bin/next'),
      options.mode,
      '--port',
      String(port),
      '--hostname',
      host,
    ],
    { env: options.env, stdio },
  );
  if (options.logFile !== undefined) logTo(child, options.logFile);
  await untilAnswers(
    child,
    `http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${port}/api/health`,
    options.logFile,
  );
  return { child, exited: exitOf(child) };
}

/** Any answer will do: an error page, too, comes from a server that is up. */
async function untilAnswers(child: ChildProcess, url: string, logFile: string | undefined): Promise<void> {
  const started = Date.now();
  while (Date.now() - started < START_TIMEOUT_MS) {
    if (hasLeft(child)) {
      throw new PlainError(`The server did not start; see ${logFile ?? 'above'}.`);
    }
    const answer = await fetch(url, { signal: AbortSignal.timeout(20_000) }).catch(() => null);
    if (answer) return;
    await sleep(100);
  }
  throw new PlainError(`The server did not answer within a minute; see ${logFile ?? 'above'}.`);
}

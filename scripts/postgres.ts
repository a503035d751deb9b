import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { atEnd } from './lifetime.ts';
import { PlainError } from './plain-error.ts';
import { preparePostgresHome, type PostgresHome } from './postgres-binaries.ts';

const SUPERUSER = 'postgres';
const START_TIMEOUT_MS = 60_000;

export interface PostgresOptions {
  dataDirectory: string;
  port: number;
  password: string;
  logFile: string;
  /** Throw away what an earlier run left. */
  fresh?: boolean;
  /** Server settings by name, such as `shared_buffers`. */
  settings?: Record<string, string>;
}

export interface RunningPostgres {
  /** The superuser's address of one database of this server. */
  url(database: string): string;
  port: number;
  pid: number;
  /** Where the data really is: root under a closed home keeps it in /var/lib. */
  dataDirectory: string;
  /** Resolves with the server's exit, whoever caused it. */
  exited: Promise<void>;
  stop(): Promise<void>;
}

/** Starts the embedded PostgreSQL, creating its data directory on the first start. Listens on 127.0.0.1 only. */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const home = preparePostgresHome(options.dataDirectory);
  await stopAbandoned(home.dataDirectory);
  const isNew = !existsSync(join(home.dataDirectory, 'PG_VERSION'));
  if (isNew || options.fresh === true) createCluster(home, options.password);
  const child = spawnServer(home, options);
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  // SIGINT is PostgreSQL's fast shutdown: it ends sessions, writes a checkpoint and leaves.
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGINT');
    await exited;
  };
  atEnd(stop);
  const url = (database: string): string =>
    `postgresql://${SUPERUSER}:${encodeURIComponent(options.password)}@127.0.0.1:${options.port}/${database}`;
  await untilReady(child, url('postgres'), options.logFile);
  return {
    url,
    port: options.port,
    pid: child.pid ?? 0,
    dataDirectory: home.dataDirectory,
    exited,
    stop,
  };
}

function createCluster(home: PostgresHome, password: string): void {
  rmSync(home.dataDirectory, { recursive: true, force: true });
  mkdirSync(home.dataDirectory, { recursive: true, mode: 0o700 });
  const passwordFile = join(tmpdir(), `wellkept-${randomBytes(8).toString('hex')}`);
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600, flag: 'wx' });
  const { uid, gid } = home.identity;
  if (uid !== undefined && gid !== undefined) {
    chownSync(home.dataDirectory, uid, gid);
    chownSync(passwordFile, uid, gid);
  }
  const result = spawnSync(
    join(home.bin, 'initdb'),
    [
      `--pgdata=${home.dataDirectory}`,
      `--username=${SUPERUSER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // The built-in locale sorts the same on every machine, whatever locales it has installed.
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
    ],
    { ...home.identity, cwd: '/', env: serverEnvironment(), encoding: 'utf8' },
  );
  rmSync(passwordFile, { force: true });
  if (result.status === 0) return;
  rmSync(home.dataDirectory, { recursive: true, force: true });
  throw new PlainError(
    `PostgreSQL could not create its data in ${home.dataDirectory}: ${result.error?.message ?? result.stderr.trim()}`,
  );
}

function spawnServer(home: PostgresHome, options: PostgresOptions): ChildProcess {
  const settings = {
    listen_addresses: '127.0.0.1',
    // No socket file: its path would exceed the system's limit in a deep checkout.
    unix_socket_directories: '',
    log_timezone: 'UTC',
    timezone: 'UTC',
    ...options.settings,
  };
  const log = openSync(options.logFile, 'a', 0o600);
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawn(
    join(home.bin, 'postgres'),
    ['-D', home.dataDirectory, '-p', String(options.port), ...flags],
    {
      ...home.identity,
      cwd: '/',
      env: serverEnvironment(),
      stdio: ['ignore', log, log],
      // Its own process group: Ctrl-C in the terminal reaches us, and we stop the server last.
      detached: true,
    },
  );
  closeSync(log);
  return child;
}

/** LC_ALL=C keeps messages readable to `initdb`'s callers; nothing else of our environment concerns the server. */
function serverEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'], LC_ALL: 'C', NODE_ENV: process.env['NODE_ENV'] };
}

/** Stops a server that outlived the command which started it (power cut, kill -9), so its port is known again. */
async function stopAbandoned(dataDirectory: string): Promise<void> {
  const pidFile = join(dataDirectory, 'postmaster.pid');
  if (!existsSync(pidFile)) return;
  const [pid = '', directory = ''] = readFileSync(pidFile, 'utf8').split('\n');
  if (directory !== dataDirectory || !isAlive(Number(pid))) return;
  process.kill(Number(pid), 'SIGINT');
  for (let waitedMs = 0; isAlive(Number(pid)); waitedMs += 50) {
    if (waitedMs > 20_000)
      throw new PlainError(`An earlier PostgreSQL (process ${pid}) does not stop; end it first.`);
    await sleep(50);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function untilReady(child: ChildProcess, url: string, logFile: string): Promise<void> {
  for (let waitedMs = 0; waitedMs < START_TIMEOUT_MS; waitedMs += 50) {
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new PlainError(`PostgreSQL did not start: ${lastLine(logFile)} (more in ${logFile})`);
    }
    if (await answers(url)) return;
    await sleep(50);
  }
  child.kill('SIGINT');
  throw new PlainError(`PostgreSQL did not get ready within a minute; see ${logFile}.`);
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    await client.end();
    return true;
  } catch (error) {
    // A wrong password never heals by waiting.
    if (error instanceof pg.DatabaseError && error.code === '28P01') {
      throw new PlainError(
        'The PostgreSQL in the data folder has another password than the one in the secrets folder.',
      );
    }
    return false;
  }
}

function lastLine(logFile: string): string {
  return readFileSync(logFile, 'utf8').trimEnd().split('\n').at(-1) ?? 'it wrote no log';
}

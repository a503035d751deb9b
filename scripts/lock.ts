import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { spawnSync } from 'node:child_process';
import { z } from 'zod';
import { atEnd } from './lifetime.ts';
import { PlainError } from './plain-error.ts';

const Holder = z.object({ pid: z.number(), what: z.string() });
type Holder = z.output<typeof Holder>;

/** One running command for one data folder; a lock left by a crash is taken over. */
export function holdLock(file: string, what: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o755 });
  const holder = readHolder(file);
  if (holder && isOurCommand(holder.pid)) {
    throw new PlainError(
      `${holder.what} already runs from this folder (process ${holder.pid}); stop that one first.`,
    );
  }
  rmSync(file, { force: true });
  write(file, { pid: process.pid, what });
  atEnd(() => rmSync(file, { force: true }));
}

function write(file: string, holder: Holder): void {
  try {
    writeFileSync(file, JSON.stringify(holder), { flag: 'wx' });
  } catch {
    throw new PlainError(
      'Wellkept is being started from this folder by another command; try again in a moment.',
    );
  }
}

function readHolder(file: string): Holder | null {
  try {
    return Holder.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

/** The number of a process that is gone is given to others, so the command line counts too. */
function isOurCommand(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  return commandLine(pid).includes('scripts');
}

function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout;
  }
}

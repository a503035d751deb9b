import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { atEnd } from './lifetime.ts';
import { ROOT } from './paths.ts';

const GRACE_MS = 8_000;

export interface ChildOptions {
  env?: NodeJS.ProcessEnv;
  stdio?: StdioOptions;
}

export interface Finished {
  code: number;
  output: string;
}

/** Starts a program in the checkout, which ends with us. */
export function startChild(program: string, args: string[], options: ChildOptions = {}): ChildProcess {
  const child = spawn(program, args, {
    cwd: ROOT,
    env: options.env ?? process.env,
    stdio: options.stdio ?? 'inherit',
  });
  atEnd(() => stopChild(child));
  return child;
}

/** Asks a program to leave, and insists when it does not. */
export async function stopChild(child: ChildProcess): Promise<void> {
  if (hasLeft(child)) return;
  const left = exitOf(child);
  child.kill('SIGTERM');
  const insist = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
  await left;
  clearTimeout(insist);
}

export function hasLeft(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

/** The exit code; 1 when a signal or a missing program ended it. */
export async function exitOf(child: ChildProcess): Promise<number> {
  if (hasLeft(child)) return child.exitCode ?? 1;
  return new Promise((resolve) => {
    child.once('error', () => resolve(1));
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

/** Runs a program to its end and keeps what it says. */
export async function runChild(program: string, args: string[], env?: NodeJS.ProcessEnv): Promise<Finished> {
  const child = startChild(program, args, { ...(env && { env }), stdio: ['ignore', 'pipe', 'pipe'] });
  const chunks: Buffer[] = [];
  child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk));
  const closed = new Promise((resolve) => child.once('close', resolve));
  const failure = new Promise<string>((resolve) => child.once('error', (error) => resolve(error.message)));
  const message = await Promise.race([closed.then(() => ''), failure]);
  return { code: child.exitCode ?? 1, output: Buffer.concat(chunks).toString() + message };
}

/** Sends a program's output to a file instead of the terminal. */
export function logTo(child: ChildProcess, file: string): void {
  const log = createWriteStream(file, { flags: 'a', mode: 0o600 });
  child.stdout?.pipe(log, { end: false });
  child.stderr?.pipe(log, { end: false });
}

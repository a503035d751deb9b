import 'server-only';
import pino from 'pino';
import { logLevel } from '@/lib/env';

/** Ids and enums only: no health data, names, addresses or keys reach a log line. */
export const log = pino({ level: logLevel(), base: null });

/** An error nobody expected. The message of a driver may quote values, so only its kind and code are written. */
export function reportBug(error: unknown, where: Record<string, string>): void {
  const kind = error instanceof Error ? error.name : typeof error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
  const stack = error instanceof Error ? framesOf(error.stack) : undefined;
  log.error({ ...where, kind, code, stack }, 'unexpected error');
}

/** The stack without its first lines, which repeat the message. */
function framesOf(stack: string | undefined): string[] | undefined {
  return stack
    ?.split('\n')
    .filter((line) => /^\s+at /.test(line))
    .map((line) => line.trim())
    .slice(0, 12);
}

import 'server-only';
import { unstable_rethrow } from 'next/navigation';
import type { z } from 'zod';
import { currentPrincipal } from '@/lib/auth/session';
import type { Target } from '@/lib/authorization/question';
import { execute, type Command } from '@/lib/command';
import { AppError, toPublicError, type ActionResult } from '@/lib/errors';
import { reportBug } from '@/lib/log';

/** Turns a command into what a form or button calls. */
export function serverAction<S extends z.ZodType, T extends Target, R>(
  command: Command<S, T, R>,
  afterwards?: (value: R, input: z.input<S>) => void,
) {
  return async (input: z.input<S>): Promise<ActionResult<R>> => {
    try {
      const value = await execute(command, await currentPrincipal(), input);
      afterwards?.(value, input);
      return { ok: true, value };
    } catch (error) {
      unstable_rethrow(error); // redirect() and notFound() travel as exceptions
      if (!(error instanceof AppError)) reportBug(error, { command: command.name });
      return { ok: false, error: toPublicError(error) };
    }
  };
}

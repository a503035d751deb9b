import 'server-only';
import { unstable_rethrow } from 'next/navigation';
import type { z } from 'zod';
import { currentPrincipal } from '@/lib/auth/session';
import type { Principal, Target } from '@/lib/authorization/question';
import { execute, type Command } from '@/lib/command';
import { AppError, type ActionResult } from '@/lib/errors';
import { publicErrorFor } from '@/lib/i18n/public-error';
import { reportBug } from '@/lib/log';

/** Turns a command into what a form or button calls. */
export function serverAction<S extends z.ZodType, T extends Target, R>(
  command: Command<S, T, R>,
  afterwards?: (value: R, input: z.input<S>) => void,
) {
  return async (input: z.input<S>): Promise<ActionResult<R>> => {
    let principal: Principal | null = null;
    try {
      principal = await currentPrincipal();
      const value = await execute(command, principal, input);
      afterwards?.(value, input);
      return { ok: true, value };
    } catch (error) {
      unstable_rethrow(error); // redirect() and notFound() travel as exceptions
      if (!(error instanceof AppError)) reportBug(error, { command: command.name });
      return { ok: false, error: await publicErrorFor(principal, error) };
    }
  };
}

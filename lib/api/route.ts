import 'server-only';
import { AppError } from '@/lib/errors';
import { reportBug } from '@/lib/log';
import { problem } from './problem';

/** Runs a handler and answers every failure as a problem document; nothing but a bug is a 500. */
export async function answering(name: string, work: () => Promise<Response>): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AppError)) reportBug(error, { route: name });
    return problem(error);
  }
}

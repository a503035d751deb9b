import 'server-only';
import type { z } from 'zod';
import type { Principal, Target } from '@/lib/authorization/question';
import { execute, type Command } from '@/lib/command';
import { AppError } from '@/lib/errors';
import { reportBug } from '@/lib/log';
import { problem } from './problem';

type Params = { params: Promise<Record<string, string | string[] | undefined>> };
type WhoAsks = (request: Request) => Promise<Principal | null>;

/** Runs a handler and answers every failure as a problem document; nothing but a bug is a 500. */
export async function answering(name: string, work: () => Promise<Response>): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AppError)) reportBug(error, { route: name });
    return problem(error);
  }
}

/** The same command behind REST: path parameters win over the body, so a body cannot redirect a request. */
export function postRoute<S extends z.ZodType, T extends Target, R>(
  command: Command<S, T, R>,
  whoAsks: WhoAsks,
) {
  return (request: Request, { params }: Params): Promise<Response> =>
    answering(command.name, async () => {
      const principal = await whoAsks(request);
      if (!principal) throw new AppError('UNAUTHENTICATED', 'A valid bearer is needed.');
      const input = { ...(await jsonObject(request)), ...(await params) };
      const value = await execute(command, principal, input);
      return Response.json(value, { status: 201, headers: { 'cache-control': 'private, no-store' } });
    });
}

/** The body as a JSON object; anything else is the caller's mistake and is said to be one. */
export async function jsonObject(request: Request): Promise<Record<string, unknown>> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/json\b/.test(type))
    throw new AppError('INVALID_INPUT', 'Send a JSON object as application/json.');
  const body: unknown = await request.json().catch(() => {
    throw new AppError('INVALID_INPUT', 'The body is not valid JSON.');
  });
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new AppError('INVALID_INPUT', 'Send a JSON object.');
  return { ...body };
}

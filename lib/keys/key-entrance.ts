import 'server-only';
import { z } from 'zod';
import { answering } from '@/lib/api/route';
import { currentPrincipal } from '@/lib/auth/session';
import type { Principal } from '@/lib/authorization/question';
import { AppError } from '@/lib/errors';
import { toWire } from './key-bundles';

type Params = { params: Promise<Record<string, string | string[] | undefined>> };

/**
 * What the vault's own pages fetch. Reads of the browser are route handlers, because server actions run one after
 * the other; bytes travel as base64url and nothing is cached.
 */
export function keyRoute<R>(
  name: string,
  read: (principal: Principal, id: (name: string) => string) => Promise<R>,
) {
  return (_request: Request, { params }: Params): Promise<Response> =>
    answering(name, async () => {
      const principal = await currentPrincipal();
      if (!principal) throw new AppError('UNAUTHENTICATED', 'Please sign in.');
      const given = await params;
      const value = await read(principal, (part) => idIn(given[part]));
      return Response.json(toWire(value), { headers: { 'cache-control': 'private, no-store' } });
    });
}

const Id = z.uuid();

function idIn(given: string | string[] | undefined): string {
  const id = Id.safeParse(given);
  if (!id.success) throw new AppError('NOT_FOUND', 'Not found.');
  return id.data.toLowerCase();
}

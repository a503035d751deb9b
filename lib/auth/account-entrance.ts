import 'server-only';
import { jsonText, parsedJson } from '@/lib/api/body';
import { answering } from '@/lib/api/route';
import type { Principal } from '@/lib/authorization/question';
import { AppError } from '@/lib/errors';
import { clientAddress } from './client-address';
import type { Asker } from './recover-password';
import { currentWaiting, type Waiting } from './second-step';
import { currentPrincipal, currentRequestId } from './session';

const MOST_BYTES = 20_000;
const NO_STORE = { 'cache-control': 'private, no-store' };

const bodyOf = async (request: Request) => parsedJson(await jsonText(request, MOST_BYTES));

/** For what is slow or asynchronous and so cannot run inside a command: a hash, a signature. */
export function byOwner(name: string, work: (principal: Principal, body: unknown) => Promise<unknown>) {
  return (request: Request): Promise<Response> =>
    answering(name, async () => {
      const principal = await currentPrincipal();
      if (!principal) throw new AppError('UNAUTHENTICATED', 'Please sign in.');
      return Response.json(await work(principal, await bodyOf(request)), { headers: NO_STORE });
    });
}

/** For whoever is not signed in; the body's secret is the authority. */
export function byAnybody(name: string, work: (body: unknown, asker: Asker) => Promise<void>) {
  return (request: Request): Promise<Response> =>
    answering(name, async () => {
      const asker = { requestId: await currentRequestId(), address: clientAddress(request.headers) };
      await work(await bodyOf(request), asker);
      return Response.json({ ok: true }, { headers: NO_STORE });
    });
}

/** For whoever has shown the password and still has to show a second factor. */
export function byWaiting(name: string, work: (waiting: Waiting, body: unknown) => Promise<unknown>) {
  return (request: Request): Promise<Response> =>
    answering(name, async () => {
      const session = await currentWaiting();
      if (!session) throw new AppError('UNAUTHENTICATED', 'Please sign in again.');
      const waiting = {
        ...session,
        requestId: await currentRequestId(),
        userAgent: request.headers.get('user-agent'),
      };
      const value = await work(waiting, await bodyOf(request));
      return Response.json(value ?? { ok: true }, { headers: NO_STORE });
    });
}

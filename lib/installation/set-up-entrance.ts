import 'server-only';
import { jsonText, parsedJson } from '@/lib/api/body';
import { answering } from '@/lib/api/route';
import { clientAddress } from '@/lib/auth/client-address';
import { currentRequestId } from '@/lib/auth/session';
import { createFirstAdministrator } from './first-administrator';

const MOST_BYTES = 10_000;

/** What `/set-up` posts. A problem document names the fields that are wrong. */
export function postAdministrator(request: Request): Promise<Response> {
  return answering('installation.set-up', async () => {
    const body = parsedJson(await jsonText(request, MOST_BYTES));
    const visitor = { requestId: await currentRequestId(), address: clientAddress(request.headers) };
    await createFirstAdministrator(body, visitor);
    return new Response(null, { status: 201, headers: { 'cache-control': 'private, no-store' } });
  });
}

import { answering } from '@/lib/api/route';
import { sessionCookieName } from '@/lib/auth/session-cookie';
import { currentPrincipal } from '@/lib/auth/session';
import { endSession } from '@/lib/auth/session-commands';
import { execute } from '@/lib/command';
import { cookies } from 'next/headers';

/** The row first: a cookie that was copied elsewhere is worth nothing afterwards. Without a session there is nothing to end. */
export function POST(): Promise<Response> {
  return answering('session.end', async () => {
    const principal = await currentPrincipal();
    if (principal) await execute(endSession, principal, { sessionId: principal.sessionId });
    (await cookies()).delete({ name: sessionCookieName(), path: '/' });
    return new Response(null, { status: 204 });
  });
}

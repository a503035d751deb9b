import 'server-only';
import { cookies, headers } from 'next/headers';
import { cache } from 'react';
import { z } from 'zod';
import type { Principal } from '@/lib/authorization/question';
import { AppError } from '@/lib/errors';
import { reportBug } from '@/lib/log';
import { sessionCookieName, sessionIdOf } from './session-cookie';
import { liveSession, type Session } from './session-store';

export type Account = Pick<Session, 'name' | 'email' | 'userType' | 'locale'> & { id: string };

/** Once a request: the row is asked each time, so that ending a session works at the very next request. */
const currentSession = cache(async (): Promise<Session | null> => {
  const jar = await cookies();
  const id = await sessionIdOf(jar.get(sessionCookieName())?.value);
  if (!id) return null;
  try {
    return await liveSession(id);
  } catch (error) {
    // Nobody is let in, but neither is anybody sent to sign in again: what they typed would be lost.
    if (error instanceof AppError && error.code === 'UNAVAILABLE') throw error;
    reportBug(error, { where: 'session' });
    return null; // any other error is no session
  }
});

export async function currentPrincipal(): Promise<Principal | null> {
  const session = await currentSession();
  if (!session) return null;
  const { id, userId, userType } = session;
  const requestId = await currentRequestId();
  return { userId, userType, sessionId: id, requestId, ceiling: 'session', suspended: false };
}

export async function currentAccount(): Promise<Account | null> {
  const session = await currentSession();
  if (!session) return null;
  const { userId, name, email, userType, locale } = session;
  return { id: userId, name, email, userType, locale };
}

const RequestId = z.uuid();

/** The id that proxy.ts gave this request; one of our own when the request did not pass it. */
export const currentRequestId = cache(async (): Promise<string> => {
  const given = RequestId.safeParse((await headers()).get('x-request-id'));
  return given.success ? given.data : crypto.randomUUID();
});

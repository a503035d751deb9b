import 'server-only';
import { decode } from 'next-auth/jwt';
import { z } from 'zod';
import { env } from '@/lib/env';
import { cookieName } from './cookie-names';

/**
 * The longest a cookie lives, whatever the row says: who has not signed in for 90 days signs in again. How long a session
 * really lasts is decided by its row (session-store.ts).
 */
export const COOKIE_SECONDS = 90 * 86_400;

export function sessionCookieName(): string {
  return cookieName('session', env().APP_ORIGIN);
}

const Claims = z.object({ sid: z.uuid() });

/** The session row that a cookie names; null for anything we did not write ourselves. */
export async function sessionIdOf(cookie: string | undefined): Promise<string | null> {
  if (!cookie) return null;
  try {
    const claims = Claims.safeParse(await decode({ token: cookie, secret: env().SESSION_SECRET }));
    return claims.success ? claims.data.sid : null;
  } catch {
    return null; // forged, cut off, expired, or of a former secret: all the same to us
  }
}

import 'server-only';
import type { NextAuthOptions } from 'next-auth';
import CredentialsProvider from 'next-auth/providers/credentials';
import { Credentials } from '@/lib/accounts/account-schema';
import { env } from '@/lib/env';
import { log } from '@/lib/log';
import { cookieName, isHttps } from './cookie-names';
import { COOKIE_SECONDS } from './session-cookie';

type Authorize = (credentials: Credentials) => Promise<string | null>;

/** next-auth checks the form's token and writes the cookie; `authorize` answers the session row that the cookie names. */
export function nextAuthOptions(authorize: Authorize): NextAuthOptions {
  const { SESSION_SECRET } = env();
  return {
    secret: SESSION_SECRET,
    providers: [
      CredentialsProvider({
        credentials: { email: {}, password: {} },
        authorize: async (given) => {
          const credentials = Credentials.safeParse(given);
          const sessionId = credentials.success ? await authorize(credentials.data) : null;
          return sessionId ? { id: sessionId } : null;
        },
      }),
    ],
    session: { strategy: 'jwt', maxAge: COOKIE_SECONDS },
    jwt: { maxAge: COOKIE_SECONDS },
    // The cookie carries nothing but the row's id: no name, no e-mail address, no role.
    callbacks: { jwt: ({ user }) => ({ sid: user.id }) },
    ...cookieOptions(env().APP_ORIGIN),
    logger: {
      error: (code) => log.error({ code }, 'next-auth'),
      warn: (code) => log.debug({ code }, 'next-auth'),
    },
  };
}

function cookieOptions(appOrigin: string): Pick<NextAuthOptions, 'cookies' | 'useSecureCookies'> {
  const secure = isHttps(appOrigin);
  const options = { httpOnly: true, sameSite: 'lax', path: '/', secure } as const;
  return {
    useSecureCookies: secure,
    cookies: {
      sessionToken: { name: cookieName('session', appOrigin), options },
      csrfToken: { name: cookieName('csrf', appOrigin), options },
      callbackUrl: { name: cookieName('callback', appOrigin), options },
    },
  };
}

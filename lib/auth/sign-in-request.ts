import 'server-only';
import NextAuth from 'next-auth';
import { cookies } from 'next/headers';
import { NextRequest } from 'next/server';
import { formText } from '@/lib/api/body';
import { problem } from '@/lib/api/problem';
import { AppError } from '@/lib/errors';
import { currentTranslator } from '@/lib/i18n/translator';
import { reportBug } from '@/lib/log';
import { clientAddress } from './client-address';
import { nextAuthOptions } from './next-auth-options';
import { TooManyAttempts } from './rate-limit';
import { currentRequestId } from './session';
import { sessionCookieName, sessionIdOf } from './session-cookie';
import { signIn, type NewSession } from './sign-in';

type Context = { params: Promise<{ nextauth: string[] }> };

const handler = NextAuth as (request: NextRequest, context: Context, options: object) => Promise<Response>;

type Outcome = { session: NewSession | null; failure: unknown };

export function csrfToken(request: NextRequest, context: Context): Promise<Response> {
  return handler(
    request,
    context,
    nextAuthOptions(() => Promise.resolve(null)),
  );
}

/** next-auth tells a failed sign-in by a redirect; programs and our own page get a status and a problem document instead. */
export async function startSessionFrom(request: NextRequest, context: Context): Promise<Response> {
  const about = await aboutRequest(request);
  // Stays as it is when next-auth does not get as far as asking: no form token, or nothing to sign in with.
  const outcome: Outcome = { session: null, failure: new AppError('UNAUTHENTICATED', '') };
  const options = nextAuthOptions(async (credentials) => {
    try {
      outcome.session = await signIn({ ...credentials, ...about });
    } catch (error) {
      outcome.failure = error;
    }
    return outcome.session?.sessionId ?? null;
  });
  const answer = await handler(await withFormOnly(request), context, options);
  const headers = new Headers({ 'cache-control': 'private, no-store' });
  for (const cookie of answer.headers.getSetCookie()) headers.append('set-cookie', cookie);
  if (outcome.session === null) return refusal(outcome.failure, headers);
  return Response.json({ ok: true, awaitsFactor: outcome.session.awaitsFactor }, { headers });
}

const MOST_BYTES = 10_000;

/** next-auth reads whatever comes to its end and throws at JSON that is none; this is the form's address. */
async function withFormOnly(request: NextRequest): Promise<NextRequest> {
  const { url, method, headers } = request;
  return new NextRequest(url, { method, headers, body: await formText(request, MOST_BYTES) });
}

async function aboutRequest({ headers }: NextRequest) {
  const cookie = (await cookies()).get(sessionCookieName())?.value;
  return {
    requestId: await currentRequestId(),
    address: clientAddress(headers),
    userAgent: headers.get('user-agent'),
    replaces: await sessionIdOf(cookie),
  };
}

/** The same failure in the reader's language. */
async function refusal(error: unknown, headers: Headers): Promise<Response> {
  if (!(error instanceof AppError)) reportBug(error, { where: 'sign-in' });
  const answer = problem(await inReadersWords(error));
  for (const [name, value] of answer.headers) headers.set(name, value);
  return new Response(answer.body, { status: answer.status, headers });
}

async function inReadersWords(error: unknown): Promise<unknown> {
  if (!(error instanceof AppError)) return error;
  const t = await currentTranslator('signIn');
  if (error instanceof TooManyAttempts) {
    const words = t('tooMany', { minutes: Math.max(1, Math.ceil(error.retrySeconds / 60)) });
    return new AppError(error.code, words, undefined, error.retrySeconds);
  }
  const words = { UNAUTHENTICATED: 'wrong', FORBIDDEN: 'suspended' } as const;
  return new AppError(error.code, t(error.code in words ? words[error.code as keyof typeof words] : 'busy'));
}

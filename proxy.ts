import { NextResponse, type NextRequest } from 'next/server';
import { faultOfCall } from '@/lib/api/action-call';
import { contentSecurityPolicy, securityHeaders } from '@/lib/auth/content-security-policy';
import { cookieName } from '@/lib/auth/cookie-names';
import { isForeignChange, isProgramRequest } from '@/lib/auth/request-origin';
import { env } from '@/lib/env';

/** The worker that holds the keys has a stricter policy and a digest of its own; headers set here would replace them. */
const VAULT_WORKER = '/vault/worker.js';

/** Named by their content, and the same for everyone. */
function isImmutable(pathname: string): boolean {
  return pathname.startsWith('/_next/static/') || pathname === VAULT_WORKER;
}

/**
 * Headers, a nonce, the origin check and the shape of an action's body, for every answer. This is not a wall: every page, action and handler authorizes
 * by itself.
 */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const { APP_ORIGIN, NODE_ENV } = env();
  const { pathname } = request.nextUrl;
  const hasSession = request.cookies.has(cookieName('session', APP_ORIGIN));
  const isProgram = isProgramRequest(pathname, request.headers, hasSession);
  const requestId = crypto.randomUUID();
  if (
    isForeignChange({ method: request.method, headers: request.headers, appOrigin: APP_ORIGIN, isProgram })
  ) {
    return withHeaders(refusal('foreign'), requestId, pathname);
  }
  const fault = request.method === 'POST' ? await faultOfCall(request) : null;
  if (fault) return withHeaders(refusal(fault), requestId, pathname);
  const nonce = btoa(requestId.slice(0, 8) + crypto.randomUUID());
  const policy = contentSecurityPolicy({ nonce, isDevelopment: NODE_ENV === 'development' });
  const headers = new Headers(request.headers);
  headers.set('x-request-id', requestId);
  headers.set('x-nonce', nonce);
  headers.set('x-path', pathname + request.nextUrl.search);
  headers.set('content-security-policy', policy); // the framework reads the nonce from here
  const response = NextResponse.next({ request: { headers } });
  if (pathname !== VAULT_WORKER) response.headers.set('content-security-policy', policy);
  return withHeaders(response, requestId, pathname);
}

function withHeaders(response: NextResponse, requestId: string, pathname: string): NextResponse {
  for (const [name, value] of Object.entries(securityHeaders(env().APP_ORIGIN)))
    response.headers.set(name, value);
  response.headers.set('x-request-id', requestId);
  if (!isImmutable(pathname)) response.headers.set('cache-control', 'private, no-store');
  return response;
}

const REFUSALS = {
  foreign: {
    title: 'This request did not come from a page of this site.',
    status: 403,
    code: 'FORBIDDEN',
  },
  malformed: { title: 'The body is not what a page of this site sends.', status: 400, code: 'INVALID_INPUT' },
  'too-large': { title: 'The body is too large; send less at once.', status: 413, code: 'TOO_LARGE' },
};

function refusal(why: keyof typeof REFUSALS): NextResponse {
  const { status } = REFUSALS[why];
  return NextResponse.json(
    { type: 'about:blank', ...REFUSALS[why] },
    { status, headers: { 'content-type': 'application/problem+json' } },
  );
}

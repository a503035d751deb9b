import 'server-only';
import { z } from 'zod';
import { jsonText, parsedJson } from '@/lib/api/body';
import { answering } from '@/lib/api/route';
import { clientAddress } from '@/lib/auth/client-address';
import { TooManyAttempts } from '@/lib/auth/rate-limit';
import { currentPrincipal, currentRequestId } from '@/lib/auth/session';
import { currentLocale } from '@/lib/i18n/translator';
import { AcceptWithCode, CheckCode } from './invitation-schema';
import { acceptAs, acceptWithCode, checkCode, sendCode, type Invitee } from './invitee';
import type { AcceptOutcome } from './invitee-store';

type Context = { params: Promise<{ token: string }> };
type Step = (token: string, body: unknown, invitee: Invitee) => Promise<InviteeAnswer>;

/** The page translates the outcome; what an invitee reads is in their own language. */
export type InviteeAnswer =
  | { outcome: AcceptOutcome; email?: string }
  | { outcome: 'invalid'; fields: string[] }
  | { outcome: 'limited'; minutes: number; retrySeconds: number };

const MOST_BYTES = 10_000;

/** No command stands behind these addresses, because nobody is known yet: the link's secret and the code are the authority. */
function entrance(name: string, step: Step) {
  return (request: Request, { params }: Context): Promise<Response> =>
    answering(name, async () => {
      const { token } = await params;
      const body = parsedJson(await jsonText(request, MOST_BYTES));
      const invitee = { requestId: await currentRequestId(), address: clientAddress(request.headers) };
      return answered(await limited(() => step(token, body, invitee)));
    });
}

async function limited(work: () => Promise<InviteeAnswer>): Promise<InviteeAnswer> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof TooManyAttempts)) throw error;
    const { retrySeconds } = error;
    return { outcome: 'limited', minutes: Math.max(1, Math.ceil(retrySeconds / 60)), retrySeconds };
  }
}

const GOOD: readonly InviteeAnswer['outcome'][] = ['open', 'right', 'done'];

function statusOf({ outcome }: InviteeAnswer): number {
  if (GOOD.includes(outcome)) return 200;
  if (outcome === 'unknown') return 404;
  if (outcome === 'limited') return 429;
  return outcome === 'invalid' || outcome === 'wrong-code' ? 400 : 409;
}

function answered(answer: InviteeAnswer): Response {
  const status = statusOf(answer);
  const isGood = status === 200;
  // A problem document with the outcome in it; its title is for programs, the page has words of its own.
  const about = { type: 'about:blank', title: `The invitation answers: ${answer.outcome}.`, status };
  return Response.json(isGood ? answer : { ...about, ...answer }, {
    status,
    headers: {
      'content-type': isGood ? 'application/json' : 'application/problem+json',
      'cache-control': 'private, no-store',
      ...(answer.outcome === 'limited' && { 'retry-after': String(answer.retrySeconds) }),
    },
  });
}

function invalid({ issues }: z.ZodError): InviteeAnswer {
  return { outcome: 'invalid', fields: [...new Set(issues.map(({ path }) => String(path[0] ?? '')))] };
}

export const postCode = entrance('invitation.send-code', async (token, _body, invitee) => ({
  outcome: await sendCode(token, await currentLocale(), invitee),
}));

export const postCheck = entrance('invitation.check-code', async (token, body, invitee) => {
  const input = CheckCode.safeParse(body);
  if (!input.success) return invalid(input.error);
  return { outcome: await checkCode(token, input.data.code, invitee) };
});

/** With a session and no code it is accepted by that account; otherwise the code makes a new one. */
export const postAcceptance = entrance('invitation.accept', async (token, body, invitee) => {
  if (SignedIn.safeParse(body).success) {
    const principal = await currentPrincipal();
    return { outcome: principal ? await acceptAs(token, principal) : 'other-account' };
  }
  const input = AcceptWithCode.safeParse(body);
  if (!input.success) return invalid(input.error);
  const locale = await currentLocale();
  const { outcome, email } = await acceptWithCode(token, { ...input.data, locale }, invitee);
  return { outcome, ...(email && { email }) };
});

const SignedIn = z.strictObject({ as: z.literal('signed-in') });

import 'server-only';
import { accountByEmail, type SignInAccount } from '@/lib/accounts/account-store';
import type { Credentials } from '@/lib/accounts/account-schema';
import { recordEvent } from '@/lib/audit/record';
import type { Principal } from '@/lib/authorization/question';
import { inTransaction, NIL, type Tx } from '@/lib/db/transaction';
import { AppError } from '@/lib/errors';
import { anonymousPrincipal } from './anonymous';
import { passwordMatches } from './password';
import { hasFactor } from './factor-store';
import { mailAboutNewDevice } from './new-device';
import { forgive, limit, takeBack, TooManyAttempts } from './rate-limit';
import { insertSession, ownerOfSession, revokeSession } from './session-store';

export type Attempt = Credentials & {
  requestId: string;
  /** The network address as far as it is known. */
  address: string;
  userAgent: string | null;
  /** The session this browser had until now; it ends, so that nobody's session is carried into another's. */
  replaces: string | null;
};

const QUARTER_HOUR = 900;
/** Guesses at one account from one place; at one account from everywhere; and at any account from one place. */
export const SIGN_IN_LIMITS = {
  pair: { points: 5, seconds: QUARTER_HOUR },
  account: { points: 30, seconds: QUARTER_HOUR },
  address: { points: 60, seconds: QUARTER_HOUR },
};

export type NewSession = { sessionId: string; awaitsFactor: boolean };

/** Answers the new session. Unknown and wrong get the same answer after the same work; who knows the password of a suspended
 *  account is told so. */
export async function signIn(attempt: Attempt): Promise<NewSession> {
  await countAttempt(attempt);
  const account = await accountByEmail(attempt.email);
  const matches = await passwordMatches(attempt.password, account?.passwordHash ?? null);
  if (!account || !matches || account.suspendedAt) {
    await recordRefusal(attempt, account?.id ?? null);
    throw account && matches
      ? new AppError('FORBIDDEN', 'This account is suspended.')
      : new AppError('UNAUTHENTICATED', 'E-mail or password is not right.');
  }
  const session = await startSession(attempt, account);
  await forgetAttempt(attempt);
  return session;
}

const pairKey = ({ email, address }: Attempt) => `${email}\n${address}`;

/** Counted before the work, so that guesses sent at the same time are counted too. */
async function countAttempt(attempt: Attempt): Promise<void> {
  try {
    await limit('sign-in-address', attempt.address, SIGN_IN_LIMITS.address);
    await limit('sign-in-account', attempt.email, SIGN_IN_LIMITS.account);
    await limit('sign-in-pair', pairKey(attempt), SIGN_IN_LIMITS.pair);
  } catch (error) {
    if (error instanceof TooManyAttempts && error.isFirst) await recordRefusal(attempt, null);
    throw error;
  }
}

async function forgetAttempt(attempt: Attempt): Promise<void> {
  await takeBack('sign-in-address', attempt.address, SIGN_IN_LIMITS.address);
  await forgive('sign-in-account', attempt.email, SIGN_IN_LIMITS.account);
  await forgive('sign-in-pair', pairKey(attempt), SIGN_IN_LIMITS.pair);
}

async function recordRefusal({ requestId }: Attempt, accountId: string | null): Promise<void> {
  const resource = accountId ? { resource: { kind: 'account', id: accountId } as const } : {};
  await inTransaction(NIL, (tx) =>
    recordEvent(tx, {
      principal: anonymousPrincipal(requestId),
      role: null,
      organizationId: NIL,
      outcome: 'refused',
      layer: 'authentication',
      event: { type: 'session.refused', ...resource },
    }),
  );
}

async function startSession(attempt: Attempt, { id: userId, userType }: SignInAccount): Promise<NewSession> {
  const { userAgent, requestId, replaces } = attempt;
  return inTransaction(userId, async (tx) => {
    if (replaces) await endReplaced(tx, replaces, requestId);
    const awaitsFactor = await hasFactor(tx, userId);
    if (!awaitsFactor) await mailAboutNewDevice(tx, userId, userAgent);
    const sessionId = await insertSession(tx, { userId, userType, userAgent, awaitsFactor });
    // A session that waits is none yet; showing the factor records its start.
    if (!awaitsFactor) await recordSession(tx, { userId, userType, sessionId, requestId }, 'session.started');
    return { sessionId, awaitsFactor };
  });
}

async function endReplaced(tx: Tx, sessionId: string, requestId: string): Promise<void> {
  const owner = await ownerOfSession(tx, sessionId);
  if (!owner || !(await revokeSession(tx, owner.userId, sessionId))) return;
  await recordSession(tx, { ...owner, sessionId, requestId }, 'session.ended');
}

type Actor = Pick<Principal, 'userId' | 'userType' | 'sessionId' | 'requestId'>;

export function recordSession(
  tx: Tx,
  principal: Actor,
  type: 'session.started' | 'session.ended',
): Promise<void> {
  const resource = { kind: 'session', id: principal.sessionId } as const;
  const event = { type, resource };
  return recordEvent(tx, { principal, role: null, organizationId: NIL, outcome: 'success', event });
}

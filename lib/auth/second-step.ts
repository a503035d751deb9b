import 'server-only';
import { cookies } from 'next/headers';
import { z } from 'zod';
import { addresseeOf } from '@/lib/accounts/account-store';
import type { AuditEvent } from '@/lib/audit/events';
import { recordEvent } from '@/lib/audit/record';
import { parseInput } from '@/lib/command';
import { inTransaction, NIL, type Tx } from '@/lib/db/transaction';
import { AppError } from '@/lib/errors';
import { queueMail } from '@/lib/mail/mail-store';
import { noticeLetter } from './account-letters';
import { openFactor } from './factor-seal';
import { factorsOf, lockTotp, useRecoveryCode, useTotpStep } from './factor-store';
import { insertReset } from './factor-reset-store';
import { mailAboutNewDevice } from './new-device';
import { forgive, limit } from './rate-limit';
import { recoveryCodeHash } from './recovery-codes';
import { sessionCookieName, sessionIdOf } from './session-cookie';
import type { Session } from './session-store';
import { recordSession } from './sign-in';
import { matchingStep } from './totp';
import { admitSession, waitingSession } from './waiting-session-store';

/** Whose password was right. No principal: this session may do nothing but show its second factor. */
export type Waiting = Session & { requestId: string; userAgent: string | null };

export const CODE_LIMITS = {
  quarter: { points: 6, seconds: 900 },
  day: { points: 30, seconds: 86_400 },
};

const WRONG = 'That code is not right, or it was used already.';

/** From the cookie of the request. */
export async function currentWaiting(): Promise<Session | null> {
  const id = await sessionIdOf((await cookies()).get(sessionCookieName())?.value);
  return id === null ? null : waitingSession(id);
}

/** What this person can show; null when nobody is waiting here. */
export async function waysOf(): Promise<{ hasPasskey: boolean; hasCodes: boolean } | null> {
  const session = await currentWaiting();
  if (!session) return null;
  const { totpSince, passkeys, codesLeft } = await inTransaction(session.userId, (tx) =>
    factorsOf(tx, session.userId),
  );
  return { hasPasskey: passkeys.length > 0, hasCodes: totpSince !== null || codesLeft > 0 };
}

/** Counted before the work. Only who knows the password comes here, so the count cannot be used up by just anybody. */
export async function countGuess({ userId }: Pick<Waiting, 'userId'>): Promise<void> {
  await limit('factor-day', userId, CODE_LIMITS.day);
  await limit('factor', userId, CODE_LIMITS.quarter);
}

const Code = z.object({ code: z.string().trim().min(1).max(40) });

/** A code of the app, or a recovery code. */
export async function showCode(waiting: Waiting, rawInput: unknown): Promise<void> {
  const { code } = parseInput(Code, rawInput);
  await countGuess(waiting);
  const isRight = await inTransaction(waiting.userId, async (tx) => {
    const right =
      (await spendTotp(tx, waiting.userId, code)) || (await spendRecovery(tx, waiting.userId, code));
    return right && (await admit(tx, waiting));
  });
  if (!isRight) throw await refusedFactor(waiting, WRONG);
  await forgiveGuesses(waiting);
}

/** The row stays locked until the end, so that one code is good for one of two uses at the same moment. */
export async function spendTotp(tx: Tx, userId: string, code: string): Promise<boolean> {
  const totp = await lockTotp(tx, userId);
  if (!totp?.isConfirmed) return false;
  const step = matchingStep(
    openFactor(userId, totp.secret),
    code.replaceAll(' ', ''),
    Date.now(),
    totp.lastStep,
  );
  if (step === null) return false;
  await useTotpStep(tx, userId, step);
  return true;
}

async function spendRecovery(tx: Tx, userId: string, code: string): Promise<boolean> {
  const hash = recoveryCodeHash(userId, code);
  return hash !== null && (await useRecoveryCode(tx, userId, hash));
}

/** Makes the session a real one. False when it ended meanwhile: then nothing of this transaction must stay. */
export async function admit(tx: Tx, waiting: Waiting): Promise<boolean> {
  const { id: sessionId, userId, userType, requestId } = waiting;
  await mailAboutNewDevice(tx, userId, waiting.userAgent);
  if (!(await admitSession(tx, waiting))) throw new AppError('UNAUTHENTICATED', 'Please sign in again.');
  await recordFactor(tx, waiting, 'success');
  await recordSession(tx, { userId, userType, sessionId, requestId }, 'session.started');
  return true;
}

export async function forgiveGuesses({ userId }: Pick<Waiting, 'userId'>): Promise<void> {
  await forgive('factor', userId, CODE_LIMITS.quarter);
  await forgive('factor-day', userId, CODE_LIMITS.day);
}

export async function refusedFactor(waiting: Waiting, message: string): Promise<AppError> {
  await inTransaction(waiting.userId, (tx) => recordFactor(tx, waiting, 'refused'));
  return new AppError('INVALID_INPUT', message, { code: [message] });
}

function recordFactor(tx: Tx, waiting: Waiting, outcome: 'success' | 'refused'): Promise<void> {
  const { id: sessionId, userId, userType, requestId } = waiting;
  return recordEvent(tx, {
    principal: { userId, userType, sessionId, requestId },
    role: null,
    organizationId: NIL,
    outcome,
    ...(outcome === 'refused' && { layer: 'authentication' }),
    event: { type: 'factor.shown', resource: { kind: 'account', id: userId } },
  });
}

const LOST = { points: 3, seconds: 86_400 };

/** Asks the managers of the person's organizations. It changes nothing yet, and the owner is told. */
export async function askReset(waiting: Waiting): Promise<void> {
  const { id: sessionId, userId, userType, requestId } = waiting;
  await limit('factor-lost', userId, LOST);
  await inTransaction(userId, async (tx) => {
    const id = await insertReset(tx, userId);
    await queueMail(tx, noticeLetter(await addresseeOf(tx, userId), 'resetAsked'));
    const event: AuditEvent = { type: 'factor.reset-asked', resource: { kind: 'factor-reset', id } };
    await recordEvent(tx, {
      principal: { userId, userType, sessionId, requestId },
      role: null,
      organizationId: NIL,
      outcome: 'success',
      event,
    });
  });
}

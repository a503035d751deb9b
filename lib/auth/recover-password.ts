import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { EmailAddress, NewPassword } from '@/lib/accounts/account-schema';
import { accountByEmail, addresseeOf } from '@/lib/accounts/account-store';
import type { AuditEvent } from '@/lib/audit/events';
import { recordEvent } from '@/lib/audit/record';
import { parseInput } from '@/lib/command';
import { inTransaction, NIL, type Tx } from '@/lib/db/transaction';
import { AppError } from '@/lib/errors';
import { newToken, tokenHash } from '@/lib/invitations/invitation-secret';
import { queueMail } from '@/lib/mail/mail-store';
import { noticeLetter, RECOVERY_MINUTES, recoveryLetter } from './account-letters';
import { anonymousPrincipal } from './anonymous';
import { hashPassword } from './password';
import { limit } from './rate-limit';
import { insertRecovery, recoveryIsOpen, setPasswordHash, useRecovery } from './recovery-store';
import { revokeEverySession } from './session-store';

/** Nobody is known yet: the mailed link is the authority. It sets a password and touches no key. */
export type Asker = { requestId: string; address: string };

const HOUR = 3_600;
export const RECOVERY_LIMITS = {
  /** Letters to one address, counted whether or not it has an account; and asked for from one place. */
  email: { points: 3, seconds: HOUR },
  address: { points: 20, seconds: HOUR },
  /** Links tried from one place. */
  tried: { points: 20, seconds: HOUR },
};

const AskRecovery = z.object({ email: EmailAddress });
const FinishRecovery = z.object({ token: z.string().max(100), password: NewPassword });

/** Every answer takes this long, so that the time does not tell whether there is an account. */
const ANSWER_MS = 500;

export async function askRecovery(rawInput: unknown, asker: Asker): Promise<void> {
  const { email } = parseInput(AskRecovery, rawInput);
  await limit('recover-address', asker.address, RECOVERY_LIMITS.address);
  await limit('recover-email', email, RECOVERY_LIMITS.email);
  await Promise.all([mailLink(email, asker), sleep(ANSWER_MS)]);
}

async function mailLink(email: string, asker: Asker): Promise<void> {
  const account = await accountByEmail(email);
  await inTransaction(account?.id ?? NIL, async (tx) => {
    const isOpen = account !== null && account.suspendedAt === null;
    const token = newToken();
    const hash = tokenHash(token);
    if (isOpen && hash) {
      await insertRecovery(tx, account.id, hash, RECOVERY_MINUTES);
      await queueMail(tx, recoveryLetter(await addresseeOf(tx, account.id), token));
    }
    await record(tx, asker, 'password.recovery-asked', account?.id ?? null, isOpen);
  });
}

export async function isOpenRecovery(token: string): Promise<boolean> {
  const hash = tokenHash(token);
  return hash !== null && (await inTransaction(NIL, (tx) => recoveryIsOpen(tx, hash)));
}

/** Signs out everywhere and signs nobody in: who has a second factor is asked for it next. */
export async function finishRecovery(rawInput: unknown, asker: Asker): Promise<void> {
  const { token, password } = parseInput(FinishRecovery, rawInput);
  await limit('recover-tried', asker.address, RECOVERY_LIMITS.tried);
  const hash = tokenHash(token);
  // The slow hash is only computed for whoever has a link that works.
  if (!hash || !(await isOpenRecovery(token))) throw await refused(asker);
  const passwordHash = await hashPassword(password);
  const done = await inTransaction(NIL, async (tx) => {
    const userId = await useRecovery(tx, hash);
    if (!userId) return false;
    await setPasswordHash(tx, userId, passwordHash);
    await revokeEverySession(tx, userId);
    await queueMail(tx, noticeLetter(await addresseeOf(tx, userId), 'password'));
    await record(tx, asker, 'password.recovered', userId, true);
    return true;
  });
  if (!done) throw await refused(asker);
}

async function refused(asker: Asker): Promise<AppError> {
  await inTransaction(NIL, (tx) => record(tx, asker, 'password.recovered', null, false));
  return new AppError('NOT_FOUND', 'This link does not work any more. Ask for another one.');
}

function record(
  tx: Tx,
  { requestId }: Asker,
  type: 'password.recovery-asked' | 'password.recovered',
  userId: string | null,
  isSuccess: boolean,
): Promise<void> {
  const event: AuditEvent = userId ? { type, resource: { kind: 'account', id: userId } } : { type };
  return recordEvent(tx, {
    principal: anonymousPrincipal(requestId),
    role: null,
    organizationId: NIL,
    outcome: isSuccess ? 'success' : 'refused',
    ...(!isSuccess && { layer: 'authentication' }),
    event,
  });
}

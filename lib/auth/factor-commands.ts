import 'server-only';
import { z } from 'zod';
import { addresseeOf } from '@/lib/accounts/account-store';
import { accountTarget } from '@/lib/accounts/account-target';
import type { AuditEvent } from '@/lib/audit/events';
import { command } from '@/lib/command';
import type { Tx } from '@/lib/db/transaction';
import { AppError } from '@/lib/errors';
import { queueMail } from '@/lib/mail/mail-store';
import { noticeLetter } from './account-letters';
import { openFactor, sealFactor } from './factor-seal';
import {
  deletePasskey,
  deleteRecoveryCodes,
  deleteTotp,
  hasFactor,
  insertPasskey,
  lockTotp,
  passkeyOwner,
  replaceRecoveryCodes,
  startTotp,
  useTotpStep,
} from './factor-store';
import { newRecoveryCodes, recoveryCodeHash } from './recovery-codes';
import { revokeOtherSessions } from './session-store';
import { base32, matchingStep, newTotpSecret, totpAddress } from './totp';
import { markFactorShown } from './waiting-session-store';

const ofOneself = (_tx: Tx, _input: unknown, { userId }: { userId: string }) =>
  Promise.resolve(accountTarget(userId));

const added = (userId: string): AuditEvent => ({
  type: 'factor.added',
  resource: { kind: 'account', id: userId },
});

/** A secret to be scanned; it asks for nothing until a code of it was typed. The password was asked before. */
export const beginTotp = command({
  name: 'factor.begin-totp',
  input: z.object({}),
  permission: 'account.manage',
  target: ofOneself,
  run: async ({ tx, target: { userId } }) => {
    const secret = newTotpSecret();
    if (!(await startTotp(tx, userId, sealFactor(userId, secret))))
      throw new AppError('CONFLICT', 'A code app is set up already. Remove it first.');
    const { email } = await addresseeOf(tx, userId);
    return {
      value: { key: base32(secret), address: totpAddress(secret, email) },
      event: { type: 'account.changed', resource: { kind: 'account', id: userId } },
    };
  },
});

export const confirmTotp = command({
  name: 'factor.confirm-totp',
  input: z.object({ code: z.string().trim().max(20) }),
  permission: 'account.manage',
  target: ofOneself,
  run: async ({ tx, input: { code }, target: { userId }, principal }) => {
    const totp = await lockTotp(tx, userId);
    if (!totp || totp.isConfirmed) throw new AppError('CONFLICT', 'There is nothing to confirm.');
    const plain = code.replaceAll(' ', '');
    const step = matchingStep(openFactor(userId, totp.secret), plain, Date.now(), totp.lastStep);
    if (step === null) throw wrongCode();
    const isFirst = !(await hasFactor(tx, userId));
    await useTotpStep(tx, userId, step);
    const codes = await welcomeFactor(tx, userId, principal.sessionId, isFirst);
    return { value: { codes }, event: added(userId) };
  },
});

const wrongCode = () =>
  new AppError('INVALID_INPUT', 'That code is not right.', { code: ['That code is not right.'] });

/** With the first factor come recovery codes, and whoever is signed in elsewhere has not shown it. */
async function welcomeFactor(
  tx: Tx,
  userId: string,
  sessionId: string,
  isFirst: boolean,
): Promise<string[] | null> {
  await markFactorShown(tx, sessionId);
  await queueMail(tx, noticeLetter(await addresseeOf(tx, userId), 'factorAdded'));
  if (!isFirst) return null;
  await revokeOtherSessions(tx, userId, sessionId);
  return freshCodes(tx, userId);
}

async function freshCodes(tx: Tx, userId: string): Promise<string[]> {
  const codes = newRecoveryCodes();
  const hashes = codes.map((code) => recoveryCodeHash(userId, code)).filter((hash) => hash !== null);
  await replaceRecoveryCodes(tx, userId, hashes);
  return codes;
}

/** The former ones stop working. */
export const renewRecoveryCodes = command({
  name: 'factor.renew-codes',
  input: z.object({}),
  permission: 'account.manage',
  target: ofOneself,
  run: async ({ tx, target: { userId } }) => {
    if (!(await hasFactor(tx, userId))) throw new AppError('CONFLICT', 'Set up a second factor first.');
    return {
      value: { codes: await freshCodes(tx, userId) },
      event: { type: 'account.changed', resource: { kind: 'account', id: userId } },
    };
  },
});

/** What passkeys.ts found to be right. */
const CheckedPasskey = z.object({
  name: z.string().trim().min(1).max(60),
  credentialId: z.string(),
  publicKey: z.instanceof(Uint8Array<ArrayBuffer>),
  signCount: z.int().min(0),
  transports: z.array(z.string()),
});

export const addPasskey = command({
  name: 'factor.add-passkey',
  input: CheckedPasskey,
  permission: 'account.manage',
  target: ofOneself,
  run: async ({ tx, input, target: { userId }, principal }) => {
    const isFirst = !(await hasFactor(tx, userId));
    const id = await insertPasskey(tx, userId, input);
    if (!id) throw new AppError('CONFLICT', 'This passkey is registered already.');
    const codes = await welcomeFactor(tx, userId, principal.sessionId, isFirst);
    return { value: { codes }, event: { type: 'factor.added', resource: { kind: 'passkey', id } } };
  },
});

export const removeTotp = command({
  name: 'factor.remove-totp',
  input: z.object({}),
  permission: 'account.manage',
  target: ofOneself,
  run: async ({ tx, target: { userId } }) => {
    if (!(await deleteTotp(tx, userId))) throw new AppError('NOT_FOUND', 'There is no code app.');
    await farewellFactor(tx, userId);
    return {
      value: null,
      event: { type: 'factor.removed', resource: { kind: 'account', id: userId } },
    };
  },
});

export const removePasskey = command({
  name: 'factor.remove-passkey',
  input: z.object({ passkeyId: z.uuid() }),
  permission: 'account.manage',
  target: async (tx, { passkeyId }) => {
    const owner = await passkeyOwner(tx, passkeyId);
    return owner === null ? null : accountTarget(owner);
  },
  run: async ({ tx, input: { passkeyId: id }, target: { userId } }) => {
    if (!(await deletePasskey(tx, userId, id))) throw new AppError('NOT_FOUND', 'There is no such passkey.');
    await farewellFactor(tx, userId);
    return { value: null, event: { type: 'factor.removed', resource: { kind: 'passkey', id } } };
  },
});

/** Recovery codes stand in for a factor; without one there is nothing to stand in for. */
async function farewellFactor(tx: Tx, userId: string): Promise<void> {
  if (!(await hasFactor(tx, userId))) await deleteRecoveryCodes(tx, userId);
  await queueMail(tx, noticeLetter(await addresseeOf(tx, userId), 'factorRemoved'));
}

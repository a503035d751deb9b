import 'server-only';
import { z } from 'zod';
import { EmailAddress } from '@/lib/accounts/account-schema';
import { addresseeOf } from '@/lib/accounts/account-store';
import { accountTarget } from '@/lib/accounts/account-target';
import {
  addressIsFree,
  cancelEmailChange,
  confirmAddress,
  emailChangeOwner,
  linkOf,
  setEmail,
  startEmailChange,
} from '@/lib/accounts/email-change-store';
import type { AuditEvent } from '@/lib/audit/events';
import type { Principal } from '@/lib/authorization/question';
import type { TargetOf } from '@/lib/authorization/target-store';
import { command, execute, parseInput } from '@/lib/command';
import type { Tx } from '@/lib/db/transaction';
import { AppError } from '@/lib/errors';
import { newToken, tokenHash } from '@/lib/invitations/invitation-secret';
import { queueMail } from '@/lib/mail/mail-store';
import { forPage } from '@/lib/query';
import {
  EMAIL_CHANGE_MINUTES,
  emailChangedLetters,
  newAddressLetter,
  oldAddressLetter,
} from './account-letters';
import { CurrentPassword, provenPassword } from './change-password';
import { limit } from './rate-limit';

const about = (type: 'email.change-asked' | 'email.change-confirmed' | 'email.changed', userId: string) =>
  ({ type, resource: { kind: 'account', id: userId } }) satisfies AuditEvent;

function newSecret() {
  const token = newToken();
  const hash = tokenHash(token);
  if (!hash) throw new Error('a new token is not a token');
  return { token, hash };
}

/** An address that somebody else uses is answered like a free one; its owner is not written to, and it never confirms. */
export const askEmailChange = command({
  name: 'account.ask-email-change',
  input: z.object({ email: EmailAddress }),
  permission: 'account.manage',
  target: (_tx, _input, { userId }) => Promise.resolve(accountTarget(userId)),
  run: async ({ tx, input: { email: newEmail }, target: { userId } }) => {
    const owner = await addresseeOf(tx, userId);
    if (owner.email === newEmail)
      throw new AppError('INVALID_INPUT', 'Please check the marked fields.', {
        email: ['This is your address.'],
      });
    const [old, fresh] = [newSecret(), newSecret()];
    const hashes = { oldHash: old.hash, newHash: fresh.hash };
    await startEmailChange(tx, userId, { newEmail, ...hashes, minutes: EMAIL_CHANGE_MINUTES });
    await queueMail(tx, oldAddressLetter({ ...owner, newEmail }, old.token));
    if (await addressIsFree(tx, newEmail))
      await queueMail(tx, newAddressLetter({ ...owner, newEmail }, fresh.token));
    return { value: null, event: about('email.change-asked', userId) };
  },
});

const AskWithPassword = z.object({ current: CurrentPassword, email: z.unknown() });
const ASKED = { points: 5, seconds: 3_600 };

export async function askEmailChangeWithPassword(principal: Principal, rawInput: unknown) {
  const { current, email } = parseInput(AskWithPassword, rawInput);
  const input = parseInput(z.object({ email: EmailAddress }), { email });
  await provenPassword(principal, current);
  await limit('email-change', principal.userId, ASKED);
  return execute(askEmailChange, principal, input);
}

async function targetOfLink(tx: Tx, token: string): Promise<TargetOf<'account'> | null> {
  const hash = tokenHash(token);
  const owner = hash && (await emailChangeOwner(tx, hash));
  return owner ? accountTarget(owner) : null;
}

/** The second of the two changes the address. */
export const confirmEmailChange = command({
  name: 'account.confirm-email-change',
  input: z.object({ token: z.string().max(100) }),
  permission: 'account.manage',
  target: (tx, { token }) => targetOfLink(tx, token),
  run: async ({ tx, input: { token }, target: { userId } }) => {
    const hash = tokenHash(token);
    const change = hash && (await confirmAddress(tx, userId, hash));
    if (!change) throw new AppError('NOT_FOUND', 'This link does not work any more.');
    const { newEmail, oldConfirmed, newConfirmed } = change;
    const confirmed = about('email.change-confirmed', userId);
    if (!oldConfirmed || !newConfirmed) return { value: { done: false }, event: confirmed };
    const owner = await addresseeOf(tx, userId);
    if (!(await setEmail(tx, userId, newEmail)))
      throw new AppError('CONFLICT', 'This address cannot be used. Choose another one.');
    for (const letter of emailChangedLetters({ ...owner, newEmail })) await queueMail(tx, letter);
    return { value: { done: true }, event: [confirmed, about('email.changed', userId)] as const };
  },
});

export function confirmEmail(principal: Principal, rawInput: unknown) {
  return execute(confirmEmailChange, principal, rawInput);
}

export const dropEmailChange = command({
  name: 'account.drop-email-change',
  input: z.object({}),
  permission: 'account.manage',
  target: (_tx, _input, { userId }) => Promise.resolve(accountTarget(userId)),
  run: async ({ tx, target: { userId } }) => {
    await cancelEmailChange(tx, userId);
    return { value: null, event: { type: 'account.changed', resource: { kind: 'account', id: userId } } };
  },
});

/** What a link asks for; null when it does not work. Looking does not confirm: mail programs look too. */
export function readEmailLink(token: string) {
  return forPage({
    name: 'account.read-email-link',
    permission: 'account.read',
    find: (_tx, { userId }) => Promise.resolve(accountTarget(userId)),
    read: (tx, { userId }: TargetOf<'account'>) => {
      const hash = tokenHash(token);
      return hash ? linkOf(tx, userId, hash) : Promise.resolve(null);
    },
  });
}

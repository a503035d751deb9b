import 'server-only';
import { z } from 'zod';
import { addresseeOf } from '@/lib/accounts/account-store';
import type { Principal } from '@/lib/authorization/question';
import { execute, parseInput } from '@/lib/command';
import { inTransaction } from '@/lib/db/transaction';
import { AppError } from '@/lib/errors';
import { CurrentPassword, provenPassword } from './change-password';
import {
  addPasskey,
  beginTotp,
  confirmTotp,
  removePasskey,
  removeTotp,
  renewRecoveryCodes,
} from './factor-commands';
import { passkeysOf } from './factor-store';
import { checkedRegistration, Registration, registrationOptions } from './passkeys';
import { setChallenge, takeChallenge } from './waiting-session-store';

const Proof = z.object({ current: CurrentPassword });

/** A session that was left open must not be enough to change what protects the account. */
async function prove(principal: Principal, rawInput: unknown): Promise<void> {
  await provenPassword(principal, parseInput(Proof, rawInput).current);
}

export async function beginTotpWithPassword(principal: Principal, rawInput: unknown) {
  await prove(principal, rawInput);
  return execute(beginTotp, principal, {});
}

/** The code shows that the app has the secret; the password was asked when it was made. */
export function finishTotp(principal: Principal, rawInput: unknown) {
  return execute(confirmTotp, principal, rawInput);
}

export async function renewCodesWithPassword(principal: Principal, rawInput: unknown) {
  await prove(principal, rawInput);
  return execute(renewRecoveryCodes, principal, {});
}

const Removal = Proof.extend({ passkeyId: z.uuid().optional() });

/** Of one passkey, or of the code app when none is named. */
export async function removeWithPassword(principal: Principal, rawInput: unknown) {
  const { passkeyId } = parseInput(Removal, rawInput);
  await prove(principal, rawInput);
  return passkeyId === undefined
    ? execute(removeTotp, principal, {})
    : execute(removePasskey, principal, { passkeyId });
}

export async function askRegistration(principal: Principal, rawInput: unknown) {
  await prove(principal, rawInput);
  const { userId, sessionId } = principal;
  const [account, keys] = await inTransaction(userId, async (tx) => [
    await addresseeOf(tx, userId),
    await passkeysOf(tx, userId),
  ]);
  const options = await registrationOptions({ id: userId, ...account }, keys);
  await inTransaction(userId, (tx) => setChallenge(tx, sessionId, options.challenge));
  return options;
}

const NewPasskey = z.object({ name: z.string().trim().min(1).max(60), response: Registration });

/** The challenge was only given to who showed the password, and is good once. */
export async function finishRegistration(principal: Principal, rawInput: unknown) {
  const { name, response } = parseInput(NewPasskey, rawInput);
  const challenge = await inTransaction(principal.userId, (tx) => takeChallenge(tx, principal.sessionId));
  const checked = challenge === null ? null : await checkedRegistration(response, challenge);
  if (!checked) throw new AppError('INVALID_INPUT', 'The passkey was not added. Try again.');
  return execute(addPasskey, principal, { name, ...checked });
}

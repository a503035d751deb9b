import 'server-only';
import { z } from 'zod';
import { parseInput } from '@/lib/command';
import { inTransaction } from '@/lib/db/transaction';
import { AppError } from '@/lib/errors';
import { notePasskeyUse, passkeysOf } from './factor-store';
import { Assertion, assertionOptions, checkedAssertion } from './passkeys';
import { admit, countGuess, forgiveGuesses, refusedFactor, type Waiting } from './second-step';
import { setChallenge, takeChallenge } from './waiting-session-store';

/** The question to the browser; each asks for a signature of its own. */
export async function askPasskey({ id, userId }: Waiting) {
  const keys = await inTransaction(userId, (tx) => passkeysOf(tx, userId));
  if (keys.length === 0) throw new AppError('NOT_FOUND', 'There is no passkey.');
  const options = await assertionOptions(keys);
  await inTransaction(userId, (tx) => setChallenge(tx, id, options.challenge));
  return options;
}

const Shown = z.object({ response: Assertion });

/** The signature is checked outside the transaction, between taking the challenge and admitting the session. */
export async function showPasskey(waiting: Waiting, rawInput: unknown): Promise<void> {
  const { response } = parseInput(Shown, rawInput);
  await countGuess(waiting);
  const { userId } = waiting;
  const [challenge, keys] = await inTransaction(userId, async (tx) => [
    await takeChallenge(tx, waiting.id),
    await passkeysOf(tx, userId),
  ]);
  const key = keys.find(({ credentialId }) => credentialId === response.id);
  const signCount = challenge !== null && key ? await checkedAssertion(response, challenge, key) : null;
  if (!key || signCount === null) throw await refusedFactor(waiting, 'The passkey did not work.');
  await inTransaction(userId, async (tx) => {
    await notePasskeyUse(tx, userId, key.id, signCount);
    await admit(tx, waiting);
  });
  await forgiveGuesses(waiting);
}

import { argon2, randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { hashPassword } from '@/lib/auth/password';
import type { Principal } from '@/lib/authorization/question';
import { execute } from '@/lib/command';
import { toBase64Url } from '@/lib/crypto/bytes';
import { prisma } from '@/lib/db/client';
import { createUserKeys, type OpenedUserKeys } from '@/lib/keys/custody';
import { setUpUserKeys } from '@/lib/keys/key-commands';
import { passphraseSlot, recoverySlot, type Argon2id } from '@/lib/keys/unlock-slots';

/** Somebody signed in, as the seed plays them. `keys` are in use only while the seed runs. */
export type Player = { principal: Principal; keys: OpenedUserKeys | null };

type NewAccount = {
  type: 'practitioner' | 'patient' | 'super_admin';
  name: string;
  email: string;
  passwordHash: string;
};

/** An account and a live session for it; seeded sessions are ended when the seed is done. */
export async function signUp({ type, name, email, passwordHash }: NewAccount): Promise<Principal> {
  const userId = randomUUID();
  const sessionId = randomUUID();
  await prisma().$executeRaw`
    INSERT INTO user_account (id, user_type, email, name, password_hash)
    VALUES (${userId}::uuid, ${type}::user_type, ${email}, ${name}, ${passwordHash})`;
  await prisma().$executeRaw`
    INSERT INTO user_session (id, user_id, expires_at, user_agent)
    VALUES (${sessionId}::uuid, ${userId}::uuid, clock_timestamp() + interval '1 hour', 'demo seed')`;
  return { userId, userType: type, sessionId, requestId: randomUUID(), ceiling: 'session', suspended: false };
}

export async function endSeedSessions(): Promise<void> {
  await prisma()
    .$executeRaw`UPDATE user_session SET revoked_at = clock_timestamp() WHERE user_agent = 'demo seed'`;
}

/** The same password hash for everyone whose password nobody types: thirty slow hashes would tell nothing more. */
export function hashOf(password: string): Promise<string> {
  return hashPassword(password);
}

const derive = promisify(argon2);
const argon2id: Argon2id = async (message, { salt, memoryKiB, iterations, parallelism }) =>
  new Uint8Array(
    await derive('argon2id', {
      message,
      nonce: salt,
      memory: memoryKiB,
      passes: iterations,
      parallelism,
      tagLength: 32,
    }),
  );

/** User keys, a passphrase slot and a recovery slot, made as the browser makes them. */
export async function makeKeys(principal: Principal, passphrase: string): Promise<OpenedUserKeys> {
  const { userMasterKey, record, opened } = await createUserKeys(principal.userId);
  const slots = [
    await passphraseSlot(principal.userId, userMasterKey, passphrase, argon2id),
    (await recoverySlot(principal.userId, userMasterKey)).slot,
  ];
  await execute(setUpUserKeys, principal, {
    record: {
      ...record,
      version: 1,
      encryptionPrivateBlob: toBase64Url(record.encryptionPrivateBlob),
      signingPrivateBlob: toBase64Url(record.signingPrivateBlob),
    },
    slots: slots.map((slot) => ({ ...slot, wrappedUserMasterKey: toBase64Url(slot.wrappedUserMasterKey) })),
  });
  return opened;
}

import { aeadOfRawKey } from '@/lib/crypto/aead';
import { type Bytes, fromBase64Url, toBase64Url, toHex, utf8 } from '@/lib/crypto/bytes';
import { unlockSlot } from '@/lib/crypto/context';
import { generateRecoveryCode, parseRecoveryCode, recoveryKey } from '@/lib/crypto/keys';
import { membersOf, parseStrictJson } from '@/lib/crypto/strict-json';
import { webcrypto } from '@/lib/crypto/webcrypto-backend';
import { CustodyError } from './custody-error';

/**
 * Unlock slots: each one holds the user master key under a key derived from a secret of its own, so that a
 * passphrase and a recovery code open the same keys.
 *
 * ```
 * kdf        = canonical JSON of the derivation, {"alg":"argon2id","m":…,"p":…,"salt":…,"t":…} or {"alg":"hkdf-sha256"}
 * KEK        = Argon2id(passphrase, salt; m, t, p) 32 bytes, or HKDF-SHA256(code, info = wk1|slot|recovery|<user>)
 * wrapped    = iv(12) || AES-256-GCM(KEK, user master key, AAD = wk1|umk|<user>|<kind>|<SHA-256(kdf), hex>)
 * ```
 */
export type UnlockSlot = {
  kind: 'passphrase' | 'recovery';
  kdf: string;
  wrappedUserMasterKey: Bytes;
};

export type Argon2idParameters = { salt: Bytes; memoryKiB: number; iterations: number; parallelism: number };
/** Gives 32 bytes. Passed in: the worker has a WebAssembly one, a server process may have another. */
export type Argon2id = (passphrase: Bytes, parameters: Argon2idParameters) => Promise<Bytes>;

const ALGORITHM = 'argon2id';
const COST = { memoryKiB: 64 * 1024, iterations: 3, parallelism: 1 };
const SALT_BYTES = 16;
const RECOVERY_KDF = '{"alg":"hkdf-sha256"}';
// A slot outside these was not made here: cheaper ones help whoever guesses, dearer ones stop the browser.
const MEMORY_KIB = { least: COST.memoryKiB, most: 1024 * 1024 };
const ITERATIONS = { least: COST.iterations, most: 10 };

/** The same passphrase from every keyboard: composed characters, single spaces, none at the ends. */
export function normalizedPassphrase(typed: string): string {
  return typed.normalize('NFKC').replace(/\s+/g, ' ').trim();
}

export async function passphraseSlot(
  userId: string,
  userMasterKey: Bytes,
  passphrase: string,
  argon2id: Argon2id,
): Promise<UnlockSlot> {
  const salt = webcrypto.randomBytes(SALT_BYTES);
  const { memoryKiB: m, parallelism: p, iterations: t } = COST;
  const kdf = JSON.stringify({ alg: ALGORITHM, m, p, salt: toBase64Url(salt), t });
  const kek = await argon2id(utf8(normalizedPassphrase(passphrase)), { salt, ...COST });
  return seal({ userId, kind: 'passphrase', kdf, kek, userMasterKey });
}

/** The code's 20 bytes go back to the person; formatRecoveryCode writes them. */
export async function recoverySlot(
  userId: string,
  userMasterKey: Bytes,
): Promise<{ slot: UnlockSlot; code: Bytes }> {
  const code = generateRecoveryCode();
  const kek = await recoveryKey(code, userId);
  return { slot: await seal({ userId, kind: 'recovery', kdf: RECOVERY_KDF, kek, userMasterKey }), code };
}

/** The user master key of a slot. @throws CustodyError `wrong-secret`, `unknown-derivation` */
export async function openSlot(
  userId: string,
  slot: UnlockSlot,
  secret: string,
  argon2id: Argon2id,
): Promise<Bytes> {
  const kek = await slotKey(userId, slot, secret, argon2id);
  try {
    const aead = await aeadOfRawKey(kek);
    return await aead.decrypt(slot.wrappedUserMasterKey, await slotContext(userId, slot));
  } catch {
    throw new CustodyError('wrong-secret');
  }
}

type Sealing = { userId: string; kind: UnlockSlot['kind']; kdf: string; kek: Bytes; userMasterKey: Bytes };

async function seal({ userId, kind, kdf, kek, userMasterKey }: Sealing): Promise<UnlockSlot> {
  const aead = await aeadOfRawKey(kek);
  const context = await slotContext(userId, { kind, kdf });
  return { kind, kdf, wrappedUserMasterKey: await aead.encrypt(userMasterKey, context) };
}

async function slotContext(userId: string, { kind, kdf }: Pick<UnlockSlot, 'kind' | 'kdf'>): Promise<Bytes> {
  return unlockSlot(userId, kind, toHex(await webcrypto.sha256(utf8(kdf))));
}

async function slotKey(userId: string, slot: UnlockSlot, secret: string, argon2id: Argon2id): Promise<Bytes> {
  switch (slot.kind) {
    case 'passphrase':
      return argon2id(utf8(normalizedPassphrase(secret)), argon2idParameters(slot.kdf));
    case 'recovery': {
      if (slot.kdf !== RECOVERY_KDF) throw new CustodyError('unknown-derivation');
      return recoveryKey(recoveryCodeOf(secret), userId);
    }
  }
}

function recoveryCodeOf(typed: string): Bytes {
  try {
    return parseRecoveryCode(typed);
  } catch {
    throw new CustodyError('wrong-secret');
  }
}

/** @throws CustodyError `unknown-derivation` */
function argon2idParameters(kdf: string): Argon2idParameters {
  try {
    const { alg, m, p, salt, t } = membersOf(parseStrictJson(kdf), ['alg', 'm', 'p', 'salt', 't']);
    const parsed = { salt: fromBase64Url(typeof salt === 'string' ? salt : '') };
    const isKnown = alg === ALGORITHM && p === COST.parallelism && parsed.salt.length === SALT_BYTES;
    if (isKnown && within(m, MEMORY_KIB) && within(t, ITERATIONS)) {
      return { ...parsed, memoryKiB: m, iterations: t, parallelism: COST.parallelism };
    }
  } catch {
    // Not even the right form: the same answer.
  }
  throw new CustodyError('unknown-derivation');
}

function within(value: unknown, { least, most }: { least: number; most: number }): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
}

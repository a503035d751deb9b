import type { Aead } from './aead';
import type { CryptoBackend } from './backend';
import { type Bytes, concat, equalBytes, NO_BYTES } from './bytes';
import { prfSlotKey, recoverySlotKey, studyKeyCommitment as commitmentContext } from './context';
import { CryptoError } from './crypto-error';
import { type Keyset, keysetFromBinary, keysetToBinary } from './keyset';
import type { Signer, Verifier } from './signature';
import { webcrypto } from './webcrypto-backend';

/**
 * A keyset under another key: AES-GCM of its binary form, in the wrapping key's own format. The wrapping
 * key is a user master key (`aeadOfRawKey`) or a study key (`aead`); the context is one of context.ts.
 */
export function wrapKeyset(wrappingKey: Aead, keyset: Keyset, context: Bytes): Promise<Bytes> {
  return wrappingKey.encrypt(keysetToBinary(keyset), context);
}

/** @throws CryptoError `decryption-failed` for another key, context or byte, and the errors of keysetFromBinary */
export async function unwrapKeyset(wrappingKey: Aead, wrapped: Bytes, context: Bytes): Promise<Keyset> {
  return keysetFromBinary(await wrappingKey.decrypt(wrapped, context));
}

/**
 * SHA-256(`wk1|skc|` || study key), for the membership log: whoever receives a study key can tell that
 * every member got the same one. `studyKey` is what was sealed to the members, its binary keyset.
 */
export function studyKeyCommitment(studyKey: Bytes, backend: CryptoBackend = webcrypto): Promise<Bytes> {
  return backend.sha256(concat(commitmentContext(), studyKey));
}

async function wrapMessage(wrapped: Bytes, context: Bytes, backend: CryptoBackend): Promise<Bytes> {
  return concat(await backend.sha256(wrapped), context);
}

/**
 * Signs SHA-256(wrapped) || context: ECIES has no sender, so who sealed a key is a signature beside it.
 * The context is `studyKeyWrap(...)` or another of context.ts.
 */
export async function signWrap(
  wrapper: Signer,
  wrapped: Bytes,
  context: Bytes,
  backend: CryptoBackend = webcrypto,
): Promise<Bytes> {
  return wrapper.sign(await wrapMessage(wrapped, context, backend));
}

export async function verifyWrap(
  wrapper: Verifier,
  signature: Bytes,
  wrapped: Bytes,
  context: Bytes,
  backend: CryptoBackend = webcrypto,
): Promise<boolean> {
  return wrapper.verify(signature, await wrapMessage(wrapped, context, backend));
}

/** The 32-byte key of a PRF slot: HKDF(passkey's PRF output, info = `wk1|slot|prf|<user>`). */
export function prfKey(prfOutput: Bytes, userId: string, backend: CryptoBackend = webcrypto): Promise<Bytes> {
  return backend.hkdfSha256(prfOutput, NO_BYTES, prfSlotKey(userId), 32);
}

/** The 32-byte key of a recovery slot: HKDF(the code's 20 bytes, info = `wk1|slot|recovery|<user>`). */
export function recoveryKey(code: Bytes, userId: string, backend: CryptoBackend = webcrypto): Promise<Bytes> {
  return backend.hkdfSha256(code, NO_BYTES, recoverySlotKey(userId), 32);
}

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODE_BYTES = 20;
const CODE_CHARACTERS = 32;
const GROUP = 4;

/** 160 random bits: no key stretching is needed. */
export function generateRecoveryCode(backend: CryptoBackend = webcrypto): Bytes {
  return backend.randomBytes(CODE_BYTES);
}

/** Eight groups of four Crockford base32 characters, `XXXX-XXXX-...`. */
export function formatRecoveryCode(code: Bytes): string {
  if (code.length !== CODE_BYTES) throw new CryptoError('invalid-argument', 'a recovery code has 20 bytes');
  let bits = code.reduce((number, byte) => number * 256n + BigInt(byte), 0n);
  const groups: string[] = [];
  for (let group = ''; groups.length < CODE_CHARACTERS / GROUP; bits /= 32n) {
    group = CROCKFORD.charAt(Number(bits % 32n)) + group;
    if (group.length < GROUP) continue;
    groups.unshift(group);
    group = '';
  }
  return groups.join('-');
}

/** What people write for what is printed: any case, spaces, dashes, O for 0, I and L for 1. */
function normalized(typed: string): string {
  return typed
    .replace(/[\s\u2010-\u2015-]/g, '')
    .toUpperCase()
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
}

/**
 * The 20 bytes of a typed code. There is no check character: a wrong code fails to open its slot.
 * @throws CryptoError `malformed-recovery-code` for another length or a character outside the alphabet
 */
export function parseRecoveryCode(typed: string): Bytes {
  const text = normalized(typed);
  if (text.length !== CODE_CHARACTERS) throw malformedCode('a recovery code has 32 characters');
  let bits = 0n;
  for (const character of text) {
    const value = CROCKFORD.indexOf(character);
    if (value < 0) throw malformedCode('a character that no recovery code has');
    bits = bits * 32n + BigInt(value);
  }
  const code = new Uint8Array(CODE_BYTES);
  for (let i = CODE_BYTES - 1; i >= 0; i--, bits /= 256n) code[i] = Number(bits % 256n);
  return code;
}

const malformedCode = (why: string) => new CryptoError('malformed-recovery-code', why);

/** Whether a person who was asked to type one group (0 to 7) back has it in front of them. */
export function isRecoveryCodeGroup(code: Bytes, group: number, typed: string): boolean {
  return formatRecoveryCode(code).split('-')[group] === normalized(typed);
}

/** Whether a whole typed code is this one; false instead of an error for what is no code at all. */
export function isRecoveryCode(code: Bytes, typed: string): boolean {
  try {
    return equalBytes(parseRecoveryCode(typed), code);
  } catch {
    return false;
  }
}

import 'server-only';
import { createHash, randomBytes } from 'node:crypto';
import { base32 } from './totp';

const COUNT = 10;
const BYTES = 10;

/** Ten codes of 80 random bits, as XXXX-XXXX-XXXX-XXXX. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: COUNT }, () => (base32(randomBytes(BYTES)).match(/.{4}/g) ?? []).join('-'));
}

/** However it was typed; null for what cannot be one. */
function plain(typed: string): string | null {
  const letters = typed.toUpperCase().replace(/[^A-Z2-7]/g, '');
  return letters.length === 16 ? letters : null;
}

/** SHA-256 of the account and the code; so many random bits need no slow hash. */
export function recoveryCodeHash(userId: string, typed: string): Uint8Array<ArrayBuffer> | null {
  const letters = plain(typed);
  if (letters === null) return null;
  return new Uint8Array(createHash('sha256').update(`${userId}|${letters}`).digest());
}

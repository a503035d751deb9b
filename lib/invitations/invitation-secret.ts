import 'server-only';
import { createHash, randomBytes, randomInt } from 'node:crypto';
import { z } from 'zod';

/** The secret of a link: 32 random bytes in base64url. */
export const InvitationToken = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

export function newCode(): string {
  return String(randomInt(1_000_000)).padStart(6, '0');
}

/** SHA-256 of the 32 bytes; null for what cannot be a token, which then is an unknown link. */
export function tokenHash(token: string): Uint8Array<ArrayBuffer> | null {
  if (!InvitationToken.safeParse(token).success) return null;
  return sha256(Buffer.from(token, 'base64url'));
}

/** Bound to its invitation, so that the same digits of another one prove nothing here. */
export function codeHash(invitationId: string, code: string): Uint8Array<ArrayBuffer> {
  return sha256(Buffer.from(`${invitationId}|${code}`, 'utf8'));
}

function sha256(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(bytes).digest());
}

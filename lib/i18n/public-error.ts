import 'server-only';
import type { Principal } from '@/lib/authorization/question';
import { toPublicError, type PublicError } from '@/lib/errors';
import { SaidError } from '@/lib/said-error';
import { currentLocale, translatorFor } from './translator';

/**
 * What a server action answers when it fails. A patient, and whoever is not signed in, reads it in their language: what has no
 * words in the catalogue is said by its code, and never in English by accident. The practitioners' console is English.
 */
export async function publicErrorFor(principal: Principal | null, error: unknown): Promise<PublicError> {
  const plain = toPublicError(error);
  if (principal !== null && principal.userType !== 'patient') return plain;
  const t = translatorFor(await currentLocale(), 'error');
  const said = error instanceof SaidError ? error : null;
  const message = said ? t(said.said) : t(`codes.${plain.code}`);
  if (!plain.fields) return { code: plain.code, message };
  const fields = Object.keys(plain.fields).map((field): [string, string[]] => [
    field,
    [t(said?.saidOfFields[field] ?? 'field')],
  ]);
  return { code: plain.code, message, fields: Object.fromEntries(fields) };
}

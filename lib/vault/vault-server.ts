import 'client-only';
import type { ActionResult, PublicError } from '@/lib/errors';
import { fromWire, type Wire } from '@/lib/keys/key-bundles';

/** The server refused or could not be reached; `error` is what it said. */
export class VaultServerError extends Error {
  override readonly name = 'VaultServerError';

  constructor(readonly error: Pick<PublicError, 'code' | 'message'>) {
    super(error.message);
  }
}

/** Fetches key material for the vault. @throws VaultServerError */
export async function fetchKeys<T>(path: string): Promise<T> {
  const response = await fetch(`/vault/${path}`, { cache: 'no-store', credentials: 'same-origin' }).catch(
    () => {
      throw new VaultServerError({ code: 'UNAVAILABLE', message: 'The server cannot be reached.' });
    },
  );
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) throw new VaultServerError(problemIn(body));
  return fromWire<T>(body as Wire<T>);
}

/** The value of an action's answer. @throws VaultServerError */
export function orThrow<R>(result: ActionResult<R>): R {
  if (result.ok) return result.value;
  throw new VaultServerError(result.error);
}

function problemIn(body: unknown): Pick<PublicError, 'code' | 'message'> {
  const { code, title } = (body ?? {}) as { code?: PublicError['code']; title?: string };
  return { code: code ?? 'INTERNAL', message: title ?? 'Something went wrong on our side.' };
}

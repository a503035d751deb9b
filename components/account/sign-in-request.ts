import 'client-only';

export type SignInAnswer = { ok: true } | { ok: false; message: string };

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

/** The form's token, then the sign-in. The server answers failures in the reader's language. */
export async function requestSignIn(
  credentials: { email: string; password: string },
  unreachable: string,
): Promise<SignInAnswer> {
  try {
    const token = await fetch('/api/auth/csrf', { cache: 'no-store' });
    const csrfToken = textOf(await token.json(), 'csrfToken');
    const body = new URLSearchParams({ ...credentials, csrfToken, json: 'true' });
    const answer = await fetch('/api/auth/callback/credentials', { method: 'POST', headers: FORM, body });
    if (answer.ok) return { ok: true };
    return { ok: false, message: textOf(await answer.json(), 'title') || unreachable };
  } catch {
    return { ok: false, message: unreachable };
  }
}

function textOf(value: unknown, name: string): string {
  const found: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, name) : '';
  return typeof found === 'string' ? found : '';
}

import 'client-only';

export type SignInAnswer = { ok: true; awaitsFactor: boolean } | { ok: false; message: string };

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
    const said: unknown = await answer.json();
    if (answer.ok) return { ok: true, awaitsFactor: found(said, 'awaitsFactor') === true };
    return { ok: false, message: textOf(said, 'title') || unreachable };
  } catch {
    return { ok: false, message: unreachable };
  }
}

function found(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function textOf(value: unknown, name: string): string {
  const text = found(value, name);
  return typeof text === 'string' ? text : '';
}

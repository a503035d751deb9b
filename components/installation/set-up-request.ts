import 'client-only';
import type { PublicError } from '@/lib/errors';
import { routes } from '@/lib/routes';

const UNREACHABLE: PublicError = { code: 'UNAVAILABLE', message: 'The server cannot be reached. Try again.' };

/** Null when the administrator was made. */
export async function requestSetUp(body: Record<string, string>): Promise<PublicError | null> {
  const response = await fetch(routes.setUpAdministrator(), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).catch(() => null);
  if (response?.ok) return null;
  const problem: unknown = await response?.json().catch(() => null);
  return isProblem(problem)
    ? { code: 'INVALID_INPUT', message: problem.title, fields: problem.errors ?? {} }
    : UNREACHABLE;
}

type Problem = { title: string; errors?: Record<string, string[]> };

function isProblem(value: unknown): value is Problem {
  return typeof value === 'object' && value !== null && 'title' in value && typeof value.title === 'string';
}

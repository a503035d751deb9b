import type { Route } from 'next';

const ELSEWHERE = 'https://elsewhere.invalid';
/** Signing in does not lead back to signing in, nor to an address for programs. */
const NOT_A_PAGE = /^\/(?:sign-in|api|_next)(?:[/?#]|$)/;

/**
 * Where to go after signing in: a path of this origin, or null. The browser reads backslashes as slashes and drops control
 * characters, so an address with either is refused before it is parsed.
 */
export function safeReturnTo(value: unknown): Route | null {
  if (typeof value !== 'string' || value.length > 2_000 || !/^\/(?!\/)[\x21-\x5b\x5d-\x7e]*$/.test(value))
    return null;
  if (!URL.canParse(value, ELSEWHERE)) return null;
  const { origin, pathname, search, hash } = new URL(value, ELSEWHERE);
  // Dots are resolved by now: /./ /x and /%2e%2e//host may have become something else.
  if (origin !== ELSEWHERE || pathname.startsWith('//') || NOT_A_PAGE.test(pathname)) return null;
  return `${pathname}${search}${hash}` as Route;
}

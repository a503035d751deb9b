/**
 * The only part of a server's error that may be shown: the number of the request, or the framework's own, which both find the
 * entry in the server's log.
 */
export function errorNumber(error: unknown): string | null {
  if (!(error instanceof Error) || !('digest' in error)) return null;
  return typeof error.digest === 'string' ? error.digest : null;
}

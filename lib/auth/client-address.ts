/**
 * The last entry is the one written by the nearest server, the framework's own or a reverse proxy; those before it are
 * whatever the caller claimed. Used to count attempts, never to let anyone in.
 */
export function clientAddress(headers: Pick<Headers, 'get'>): string {
  const last = headers.get('x-forwarded-for')?.split(',').at(-1)?.trim();
  return last ? last.slice(0, 64) : 'unknown';
}

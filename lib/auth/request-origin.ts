const READS: readonly string[] = ['GET', 'HEAD', 'OPTIONS'];

type Origins = { method: string; headers: Pick<Headers, 'get'>; appOrigin: string; isProgram: boolean };

/**
 * Whether a request is a change that did not come from our own pages. The framework lets a server action run when Origin
 * is missing, and believes X-Forwarded-Host; this does neither.
 */
export function isForeignChange({ method, headers, appOrigin, isProgram }: Origins): boolean {
  if (READS.includes(method) || isProgram) return false;
  if (headers.get('origin') !== new URL(appOrigin).origin) return true;
  const site = headers.get('sec-fetch-site');
  return site !== null && site !== 'same-origin' && site !== 'none';
}

/** A program brings a bearer and no cookie of ours, so no browser can be made to send its request for somebody else. */
export function isProgramRequest(path: string, headers: Pick<Headers, 'get'>, hasSession: boolean): boolean {
  return (
    path.startsWith('/api/v1/') && !hasSession && /^bearer\s+\S/i.test(headers.get('authorization') ?? '')
  );
}

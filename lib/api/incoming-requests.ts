import 'server-only';
import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';

/** Answers 400 in place of an address that cannot be decoded; the framework would call it a fault of its own. */
const MALFORMED_ADDRESS = '/malformed-address';

type Incoming = Pick<IncomingMessage, 'url' | 'method' | 'headers'> & {
  socket: { remoteAddress?: string | undefined };
};

/**
 * What has to be known of a request before the framework sees it. Node tells of each one on this channel, before any
 * listener of the server runs.
 */
export function watchIncomingRequests(): void {
  subscribe('http.server.request.start', (message) => {
    prepareRequest((message as { request: IncomingMessage }).request);
  });
}

export function prepareRequest(request: Incoming): void {
  nameTheSocket(request);
  const [path = '/'] = (request.url ?? '/').split('?', 1);
  if (isDecodable(path)) return;
  // Whatever was asked for, it is not done; so it needs none of the checks of a change.
  if (request.method !== 'HEAD') request.method = 'GET';
  request.url = /^\/(?:api|vault)\//.test(path) ? `${MALFORMED_ADDRESS}?for=program` : MALFORMED_ADDRESS;
}

/**
 * As a reverse proxy does: the address the connection came from, after whatever the caller claimed. The framework writes it
 * only where nothing was claimed, so that nobody could tell the two apart.
 */
function nameTheSocket({ headers, socket: { remoteAddress } }: Incoming): void {
  const claimed = headers['x-forwarded-for'];
  headers['x-forwarded-for'] = [claimed ?? [], remoteAddress ?? 'unknown'].flat().join(', ');
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

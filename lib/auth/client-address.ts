import 'server-only';
import { env } from '@/lib/env';

/**
 * Whose attempts are counted together; never what lets anyone in. The last entry of X-Forwarded-For is the connection's
 * own (lib/api/incoming-requests.ts), those before it were written by as many reverse proxies as the setting says, and the
 * rest is whatever the caller claimed.
 */
export function clientAddress(headers: Pick<Headers, 'get'>): string {
  const entries = (headers.get('x-forwarded-for') ?? '').split(',').map((entry) => entry.trim());
  const address = entries.at(-1 - env().TRUSTED_PROXIES) ?? entries[0];
  // A socket of both families writes an IPv4 address with this prefix.
  return address ? address.replace(/^::ffff:(?=\d+\.)/i, '').slice(0, 64) : 'unknown';
}

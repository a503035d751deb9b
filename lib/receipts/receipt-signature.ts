import 'server-only';
import { CompactSign, importJWK } from 'jose';
import { z } from 'zod';
import { env } from '@/lib/env';
import type { ReceiptPayload } from './receipt';

const PrivateJwk = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string(),
  y: z.string(),
  d: z.string(),
  kid: z.string().exactOptional(),
});

/** Signs a receipt as a compact JWS, ES256 (RFC 7518 section 3.4), with the installation's receipt key. */
export async function signReceipt(payload: ReceiptPayload): Promise<string> {
  const jwk = PrivateJwk.parse(JSON.parse(env().RECEIPT_SIGNING_KEY));
  const key = await importJWK(jwk, 'ES256');
  return new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
    .setProtectedHeader({ alg: 'ES256', typ: 'consent-receipt+jwt', ...(jwk.kid && { kid: jwk.kid }) })
    .sign(key);
}

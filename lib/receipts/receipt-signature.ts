import 'server-only';
import { calculateJwkThumbprint, CompactSign, importJWK } from 'jose';
import { z } from 'zod';
import { env } from '@/lib/env';
import { RECEIPT_TYPE, type ReceiptPayload, type ReceiptPublicKey } from './receipt';

const PrivateJwk = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string(),
  y: z.string(),
  d: z.string(),
});

const privateKey = () => PrivateJwk.parse(JSON.parse(env().RECEIPT_SIGNING_KEY));

/** Signs a receipt as a compact JWS, ES256 (RFC 7518 section 3.4), with the installation's receipt key. */
export async function signReceipt(payload: ReceiptPayload): Promise<string> {
  const jwk = privateKey();
  const key = await importJWK(jwk, 'ES256');
  return new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
    .setProtectedHeader({ alg: 'ES256', typ: RECEIPT_TYPE, kid: await calculateJwkThumbprint(jwk) })
    .sign(key);
}

/** What anybody needs to check a receipt: the public half, named by its thumbprint (RFC 7638). */
export async function receiptPublicKeys(): Promise<ReceiptPublicKey[]> {
  const { kty, crv, x, y } = privateKey();
  const kid = await calculateJwkThumbprint({ kty, crv, x, y });
  return [{ kty, crv, x, y, kid, alg: 'ES256', use: 'sig' }];
}

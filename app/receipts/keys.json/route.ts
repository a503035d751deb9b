import { answering } from '@/lib/api/route';
import { receiptPublicKeys } from '@/lib/receipts/receipt-signature';

/** The public keys of consent receipts as a JWK set (RFC 7517), for anybody's own tools. */
export function GET(): Promise<Response> {
  return answering('receipt.keys', async () =>
    Response.json(
      { keys: await receiptPublicKeys() },
      { headers: { 'content-type': 'application/jwk-set+json', 'cache-control': 'no-store' } },
    ),
  );
}

import { compactVerify, decodeProtectedHeader, importJWK } from 'jose';
import { RECEIPT_TYPE, type ReceiptPayload, type ReceiptPublicKey } from './receipt';

/** Why a receipt is not believed, each with a sentence of its own on the page. */
export type ReceiptFault = 'not-a-receipt' | 'cut-off' | 'other-algorithm' | 'other-key' | 'altered';
export type VerifiedReceipt =
  { isGenuine: true; payload: ReceiptPayload; keyId: string } | { isGenuine: false; fault: ReceiptFault };

/** ES256 signatures are the two numbers of 32 bytes each (RFC 7518, 3.4). */
const SIGNATURE_BYTES = 64;
/** A receipt has about 2 kB; whatever is much larger is something else. */
const MOST_CHARACTERS = 64_000;

const refused = (fault: ReceiptFault): VerifiedReceipt => ({ isGenuine: false, fault });

/**
 * Checks a receipt, as the .jws or the .json file or pasted, against the keys that are given and nothing else: keys that the
 * receipt brings along or points to are never used. No network; the same in a browser and in Node.
 */
export async function verifyReceipt(
  text: string,
  keys: readonly ReceiptPublicKey[],
): Promise<VerifiedReceipt> {
  const found = signedPartOf(text.trim());
  if (!found) return refused('not-a-receipt');
  const parts = found.jws.split('.');
  const fault = shapeFault(parts);
  if (fault) return refused(fault);
  const header = headerOf(found.jws);
  if (!header) return refused('altered');
  if (header.alg !== 'ES256' || header.typ !== RECEIPT_TYPE) return refused('other-algorithm');
  const key = keys.find(({ kid }) => kid === header.kid);
  if (!key) return refused('other-key');
  try {
    const { payload } = await compactVerify(found.jws, await importJWK(key, 'ES256'), {
      algorithms: ['ES256'],
    });
    const says: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload));
    if (!isReceipt(says)) return refused('not-a-receipt');
    // A file that shows other words than those that were signed would be believed for its words.
    if (found.shown !== undefined && !isSame(found.shown, says)) return refused('altered');
    return { isGenuine: true, payload: says, keyId: key.kid };
  } catch {
    return refused('altered');
  }
}

function signedPartOf(text: string): { jws: string; shown?: unknown } | null {
  if (text.length === 0 || text.length > MOST_CHARACTERS) return null;
  if (!text.startsWith('{'))
    return /^[A-Za-z0-9_.-]+$/.test(text) && text.startsWith('eyJ') ? { jws: text } : null;
  try {
    const file = JSON.parse(text) as { receipt?: unknown; says?: unknown };
    if (typeof file.receipt !== 'string' || !/^eyJ[A-Za-z0-9_.-]+$/.test(file.receipt)) return null;
    return { jws: file.receipt, shown: file.says ?? null };
  } catch {
    return null;
  }
}

function shapeFault(parts: string[]): ReceiptFault | null {
  const [, , signature = ''] = parts;
  const bytes = parts.map(bytesOf);
  if (parts.length < 3 || (parts.length === 3 && (bytes[2]?.length ?? 0) < SIGNATURE_BYTES)) return 'cut-off';
  if (parts.length > 3 || signature === '' || bytes.includes(null)) return 'altered';
  return bytes[2]?.length === SIGNATURE_BYTES ? null : 'altered';
}

/** Null for what is no base64url, and for a second way to write the same bytes: one receipt, one text. */
function bytesOf(part: string): string | null {
  try {
    const bytes = atob(part.replaceAll('-', '+').replaceAll('_', '/'));
    const again = btoa(bytes).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
    return again === part ? bytes : null;
  } catch {
    return null;
  }
}

function headerOf(jws: string): { alg?: string; typ?: string; kid?: string } | null {
  try {
    return decodeProtectedHeader(jws);
  } catch {
    return null;
  }
}

function isReceipt(value: unknown): value is ReceiptPayload {
  if (typeof value !== 'object' || value === null || !('consent_record' in value)) return false;
  const record = (value as Partial<ReceiptPayload>).consent_record as Partial<
    ReceiptPayload['consent_record']
  > | null;
  return (
    record?.schema_version === '27560:2023' &&
    typeof record.event?.event_type === 'string' &&
    Array.isArray(record.purposes) &&
    Array.isArray(record.pii_controllers)
  );
}

/** Of two JSON values, whatever the order of their members. */
function isSame(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null)
    return Object.is(one, other);
  const [these, those] = [Object.entries(one), Object.entries(other)];
  return (
    Array.isArray(one) === Array.isArray(other) &&
    these.length === those.length &&
    these.every(
      ([name, value]) =>
        Object.hasOwn(other, name) && isSame(value, (other as Record<string, unknown>)[name]),
    )
  );
}

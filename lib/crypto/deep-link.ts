import { type Bytes, fromBase64Url, fromUtf8, utf8 } from './bytes';
import { CryptoError } from './crypto-error';
import { type Keyset, keysetFromJson } from './keyset';
import type { Verifier } from './signature';

/**
 * CommonHealth's sharing request: `…?authorization_request=<header>.<payload>.<signature>`. It looks like
 * a JWT, but `TinkES256` is not a JOSE algorithm: the signature is Tink's (prefix and DER) over the ASCII
 * of `header.payload` as sent. Python wrote that JSON, so writing it again would give other bytes.
 */
export interface DeepLink {
  readonly scope: string;
  readonly userId: string;
  readonly nonce: string;
  readonly issuer: string;
  readonly requestId: string;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
  readonly encryptionKeyset: Keyset;
  readonly signedBytes: Bytes;
  readonly signature: Bytes;
}

const malformed = () => new CryptoError('malformed-deep-link', 'not a sharing request');

/** Reads members of an object by type; whatever is missing or different makes the link malformed. */
function reader(value: unknown) {
  if (typeof value !== 'object' || value === null) throw malformed();
  const members = new Map(Object.entries(value));
  const member = (name: string, type: 'string' | 'number' | 'object'): unknown => {
    const found: unknown = members.get(name);
    if (typeof found !== type) throw malformed();
    return found;
  };
  return {
    text: (name: string) => member(name, 'string') as string,
    time: (name: string) => new Date((member(name, 'number') as number) * 1000),
    object: (name: string) => reader(member(name, 'object')),
  };
}

const readPart = (part: string) => reader(JSON.parse(fromUtf8(fromBase64Url(part))));

/** @throws CryptoError `malformed-deep-link`; the signature is not looked at yet */
export function parseDeepLink(url: string): DeepLink {
  try {
    const request = new URL(url).searchParams.get('authorization_request') ?? '';
    const [header = '', payload = '', signature = '', ...rest] = request.split('.');
    const claims = readPart(payload);
    const key = claims.object('encryption_public_key');
    const form = [readPart(header).text('alg'), key.text('library'), key.text('serialization_mode')];
    if (rest.length > 0 || form.join() !== 'TinkES256,TINK,JSON') throw malformed();
    return {
      scope: claims.text('scope'),
      userId: claims.text('user_id'),
      nonce: claims.text('nonce'),
      issuer: claims.text('iss'),
      requestId: claims.text('request_id'),
      issuedAt: claims.time('iat'),
      expiresAt: claims.time('exp'),
      encryptionKeyset: keysetFromJson(key.text('material')),
      signedBytes: utf8(`${header}.${payload}`),
      signature: fromBase64Url(signature),
    };
  } catch {
    throw malformed();
  }
}

/** The verifier holds the partner's public signing keyset, got elsewhere than from the link. */
export async function verifyDeepLink(
  link: DeepLink,
  partner: Verifier,
  at: Date,
): Promise<'valid' | 'expired' | 'forged'> {
  if (!(await partner.verify(link.signature, link.signedBytes))) return 'forged';
  return at < link.expiresAt ? 'valid' : 'expired';
}

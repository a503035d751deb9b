import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { p256 } from '@noble/curves/nist.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { expect, test } from 'vitest';
import { type Bytes, concat, toBase64Url, utf8 } from './bytes';
import { parseDeepLink, verifyDeepLink } from './deep-link';
import { rawFromDer } from './der-signature';
import { hybridEncrypter } from './hybrid';
import { keysetToJson, publicKeysetOf, singleKeyKeyset } from './keyset';
import { generateHybridKeyset, generateSigningKeyset } from './keyset-generators';
import { signer, verifier } from './signature';

const folder = process.env['WELLKEPT_VECTORS'] ?? join(import.meta.dirname, '../../../shared/vectors');
const file = join(folder, 'chcs/sample_deeplink.json');
const isPresent = existsSync(file);
const suffix = isPresent ? '' : ' (skipped: vectors not present)';

/** The keys that could have made a signature: ECDSA lets them be computed, up to the sign of a point. */
function possibleKeys(raw: Bytes, message: Bytes): Bytes[] {
  return [0, 1].flatMap((bit) => {
    const key = p256.recoverPublicKey(concat([bit], raw), sha256(message), { prehash: false });
    return [p256.Point.fromBytes(key).toBytes(false)];
  });
}

test.skipIf(!isPresent)(`the sample of CommonHealth${suffix}`, async () => {
  const { url } = JSON.parse(readFileSync(file, 'utf8')) as { url: string };
  const link = parseDeepLink(url);
  expect(link).toMatchObject({
    scope: 'OMHealthResource.HeartRate.Read OMHealthResource.BloodPressure.Read',
    userId: '042799b9-fa50-4b44-b972-71ff56d082e5',
    issuer: '15b736a4-0ced-4533-ab27-8d44a6e531a5',
    requestId: '7d0e4313-4a55-432f-bb02-9a15567d5f27',
    issuedAt: new Date('2024-02-15T02:55:09Z'),
    expiresAt: new Date('2024-05-15T02:55:09Z'),
    encryptionKeyset: { primaryKeyId: 1679280920 },
  });
  await hybridEncrypter(link.encryptionKeyset);

  // Its signing key was never published. So the key is computed from the signature and the text between
  // the question mark and the last dot; that it verifies shows that those bytes were taken unchanged.
  const [, request = ''] = url.split('authorization_request=');
  const signed = utf8(request.slice(0, request.lastIndexOf('.')));
  const raw = rawFromDer(link.signature.subarray(5));
  const keyId = new DataView(link.signature.buffer).getUint32(1);
  expect(raw).toHaveLength(64);
  for (const point of possibleKeys(raw!, signed)) {
    const keyset = singleKeyKeyset(keyId, 'TINK', { type: 'EcdsaPublicKey', encoding: 'DER', point });
    const partner = await verifier(keyset);
    expect(await verifyDeepLink(link, partner, new Date('2024-03-01'))).toBe('valid');
    expect(await verifyDeepLink(link, partner, new Date('2024-06-01'))).toBe('expired');
  }
  const stranger = await verifier(publicKeysetOf(await generateSigningKeyset()));
  expect(await verifyDeepLink(link, stranger, new Date('2024-03-01'))).toBe('forged');
});

const encryptionKeyset = publicKeysetOf(await generateHybridKeyset());
const payload = {
  scope: 'OMHealthResource.HeartRate.Read',
  exp: 1_900_000_000,
  iat: 1_890_000_000,
  user_id: crypto.randomUUID(),
  nonce: 'bm9uY2U=',
  iss: crypto.randomUUID(),
  request_id: crypto.randomUUID(),
  encryption_public_key: {
    material: keysetToJson(encryptionKeyset),
    algorithm: 'ECIES_P256_HKDF_HMAC_SHA256_AES128_GCM',
    library: 'TINK',
    serialization_mode: 'JSON',
  },
};

/** Spaces in the JSON, as Python writes it. */
const part = (value: object) => toBase64Url(utf8(JSON.stringify(value, null, 1)));
const signing = await generateSigningKeyset();

async function linkOf(claims: object, header: object = { alg: 'TinkES256', typ: 'JWT' }) {
  const signed = `${part(header)}.${part(claims)}`;
  const signature = toBase64Url(await (await signer(signing)).sign(utf8(signed)));
  return `https://app.example.org/authorize?authorization_request=${signed}.${signature}`;
}

test('a link of our own verifies; a changed one does not', async () => {
  const partner = await verifier(publicKeysetOf(signing));
  const at = new Date('2030-01-01');
  const link = parseDeepLink(await linkOf(payload));
  expect(link.encryptionKeyset).toEqual(encryptionKeyset);
  expect(await verifyDeepLink(link, partner, at)).toBe('valid');
  expect(await verifyDeepLink(link, partner, link.expiresAt)).toBe('expired');
  const changed = parseDeepLink(await linkOf({ ...payload, exp: 2_000_000_000 }));
  expect(await verifyDeepLink({ ...changed, signature: link.signature }, partner, at)).toBe('forged');
});

test.each<[string, object, object?]>([
  ['a JOSE algorithm', payload, { alg: 'ES256' }],
  ['no algorithm', payload, { alg: 'none' }],
  ['no expiry', { ...payload, exp: undefined }],
  ['an expiry as text', { ...payload, exp: '1900000000' }],
  ['no key', { ...payload, encryption_public_key: null }],
  [
    'a key of another library',
    { ...payload, encryption_public_key: { ...payload.encryption_public_key, library: 'JOSE' } },
  ],
  [
    'a broken key',
    { ...payload, encryption_public_key: { ...payload.encryption_public_key, material: '{}' } },
  ],
])('%s is refused', async (_, claims, header) => {
  const url = await linkOf(claims, header);
  expect(() => parseDeepLink(url)).toThrow(expect.objectContaining({ code: 'malformed-deep-link' }));
});

test.each(['', 'https://app.example.org/', 'https://app.example.org/?authorization_request=a.b.c'])(
  '%j is no link',
  (url) => {
    expect(() => parseDeepLink(url)).toThrow(expect.objectContaining({ code: 'malformed-deep-link' }));
  },
);

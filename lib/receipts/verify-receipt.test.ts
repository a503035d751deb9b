import { CompactSign, exportJWK, generateKeyPair, SignJWT, type JWK } from 'jose';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { RECEIPT_TYPE, type ReceiptPayload, type ReceiptPublicKey } from './receipt';
import { verifyReceipt } from './verify-receipt';

const PAYLOAD: ReceiptPayload = {
  iss: 'http://localhost:3000',
  jti: '7b1c0e0e-0000-4000-8000-000000000001',
  iat: 1_780_000_000,
  consent_record: {
    schema_version: '27560:2023',
    record_id: '7b1c0e0e-0000-4000-8000-000000000001',
    pii_principal_id: '7b1c0e0e-0000-4000-8000-000000000002',
    pii_controllers: [{ name: '<script>alert(1)</script>', contact: '=1+1' }],
    purposes: [
      {
        purpose: 'Walks',
        lawful_basis: 'consent',
        pii_type: 'omh:blood-glucose:4.0',
        required: true,
        reason: 'é',
      },
    ],
    privacy_notice: { version: 2, request_version: 1 },
    event: {
      event_type: 'granted',
      event_time: '2026-11-22T09:00:00.000Z',
      valid_until: null,
      entity_type: 'pii_principal',
      method: null,
    },
  },
};

let ours: { privateKey: CryptoKey; publicKeys: ReceiptPublicKey[] };
let genuine = '';

async function keys(kid: string) {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  const { x = '', y = '' } = await exportJWK(publicKey);
  return {
    privateKey,
    publicKeys: [{ kty: 'EC', crv: 'P-256', x, y, kid, alg: 'ES256', use: 'sig' } as const],
  };
}
const sign = (key: CryptoKey, header: Record<string, unknown>, payload: unknown = PAYLOAD) =>
  new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
    .setProtectedHeader({ alg: 'ES256', typ: RECEIPT_TYPE, ...header })
    .sign(key);
const faultOf = async (text: string) => {
  const answer = await verifyReceipt(text, ours.publicKeys);
  return answer.isGenuine ? 'genuine' : answer.fault;
};

beforeAll(async () => {
  ours = await keys('ours');
  genuine = await sign(ours.privateKey, { kid: 'ours' });
});

test('a genuine receipt is believed, as the file, as data, and with space around it', async () => {
  expect(await verifyReceipt(`\n ${genuine}\n`, ours.publicKeys)).toEqual({
    isGenuine: true,
    payload: PAYLOAD,
    keyId: 'ours',
  });
  expect(await faultOf(JSON.stringify({ receipt: genuine, says: PAYLOAD }, null, 2))).toBe('genuine');
});

describe('refused, each with its reason', () => {
  test('forged: signed with a key of somebody else, named as theirs, as ours, or carried along', async () => {
    const theirs = await keys('theirs');
    expect(await faultOf(await sign(theirs.privateKey, { kid: 'theirs' }))).toBe('other-key');
    expect(await faultOf(await sign(theirs.privateKey, { kid: 'ours' }))).toBe('altered');
    const [jwk] = theirs.publicKeys as unknown as JWK[];
    expect(await faultOf(await sign(theirs.privateKey, { kid: 'ours', jwk }))).toBe('altered');
    expect(await faultOf(await sign(theirs.privateKey, {}))).toBe('other-key');
  });

  test('forged: without a signature, or with a secret that everybody knows', async () => {
    const none = `${Buffer.from(JSON.stringify({ alg: 'none', typ: RECEIPT_TYPE, kid: 'ours' })).toString('base64url')}.${genuine.split('.')[1]}.`;
    expect(await faultOf(none)).toBe('cut-off');
    const secret = new TextEncoder().encode(JSON.stringify(ours.publicKeys[0]));
    const hmac = await new SignJWT({ ...PAYLOAD })
      .setProtectedHeader({ alg: 'HS512', typ: RECEIPT_TYPE, kid: 'ours' })
      .sign(secret);
    expect(await faultOf(hmac)).toBe('other-algorithm');
    expect(await faultOf(await sign(ours.privateKey, { kid: 'ours', typ: 'jwt' }))).toBe('other-algorithm');
  });

  test('altered: other words with the old signature, and a file that shows other words', async () => {
    const [header, , signature] = genuine.split('.');
    const other = structuredClone(PAYLOAD);
    other.consent_record.event.event_type = 'stopped';
    const body = Buffer.from(JSON.stringify(other)).toString('base64url');
    expect(await faultOf(`${header}.${body}.${signature}`)).toBe('altered');
    expect(await faultOf(JSON.stringify({ receipt: genuine, says: other }))).toBe('altered');
    expect(await faultOf(JSON.stringify({ receipt: genuine }))).toBe('altered');
  });

  test('cut off, anywhere', async () => {
    for (let length = 1; length < genuine.length; length += 1)
      expect(['cut-off', 'not-a-receipt']).toContain(await faultOf(genuine.slice(0, length)));
  });

  test('any one character changed', async () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.';
    await fc.assert(
      fc.asyncProperty(fc.nat(genuine.length - 1), fc.nat(alphabet.length - 1), async (place, sign) => {
        const changed = genuine.slice(0, place) + alphabet.charAt(sign) + genuine.slice(place + 1);
        fc.pre(changed !== genuine);
        expect(await faultOf(changed)).not.toBe('genuine');
      }),
      { numRuns: 1_000 },
    );
  });

  test.each([
    '',
    'hello',
    '{}',
    '{"receipt":1}',
    '[]',
    '<script>alert(1)</script>',
    'x'.repeat(100_000),
    'eyJhbGciOi',
  ])('nothing like a receipt: %s', async (text) => {
    expect(['not-a-receipt', 'cut-off']).toContain(await faultOf(text));
  });

  test('signed by us, and something else', async () => {
    expect(await faultOf(await sign(ours.privateKey, { kid: 'ours' }, { hello: 1 }))).toBe('not-a-receipt');
    expect(await faultOf(await sign(ours.privateKey, { kid: 'ours' }, null))).toBe('not-a-receipt');
  });
});

import fc from 'fast-check';
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { fromBase64, toBase64Url, toHex } from '@/lib/crypto/bytes';
import { ORIGIN, testSigner } from './audit-world';
import { ed25519KeyId, isSigned, keysFingerprint } from './checkpoint-keys';
import { checkpointText, NO_PREVIOUS, parseNote, type Checkpoint } from './checkpoint-note';
import { checkpointSigner } from './checkpoint-sign';
import { leafHash } from './merkle';

const signer = testSigner();
const CHECKPOINT: Checkpoint = {
  origin: ORIGIN,
  number: 7,
  at: '2026-11-22T09:00:00.000001Z',
  previous: NO_PREVIOUS,
  position: { xid: '7342', id: '1204' },
  trees: [
    { organizationId: '0b1c0000-0000-4000-8000-000000000001', size: 1, root: leafHash(Uint8Array.of(1)) },
    { organizationId: '0b1c0000-0000-4000-8000-000000000002', size: 300, root: leafHash(Uint8Array.of(2)) },
  ],
};
const NOTE = signer.sign(checkpointText(CHECKPOINT), ORIGIN);

test('reads what it wrote, and both signatures hold', () => {
  const parsed = parseNote(NOTE);
  expect(parsed?.checkpoint).toEqual(CHECKPOINT);
  expect(parsed && isSigned(parsed, signer.keys)).toBe(true);
});

test('no other key will do', () => {
  const other = testSigner();
  const parsed = parseNote(NOTE)!;
  expect(isSigned(parsed, other.keys)).toBe(false);
  expect(isSigned(parsed, { ...signer.keys, ed25519: other.keys.ed25519 })).toBe(false);
  expect(isSigned(parsed, { ...signer.keys, es256: other.keys.es256 })).toBe(false);
  expect(keysFingerprint(other.keys)).not.toBe(keysFingerprint(signer.keys));
});

test('one signature is not enough', () => {
  const lines = NOTE.split('\n');
  for (const left of [lines.length - 3, lines.length - 2]) {
    const note = lines.filter((_, index) => index !== left).join('\n');
    const parsed = parseNote(note);
    expect(parsed && isSigned(parsed, signer.keys)).toBe(false);
  }
});

test('any letter changed, added or left out makes it unreadable or unsigned', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(fc.nat(NOTE.length - 1), fc.string({ maxLength: 2, unit: 'grapheme-ascii' }), (at, put) => {
      const note = NOTE.slice(0, at) + put + NOTE.slice(at + 1);
      fc.pre(note !== NOTE);
      const parsed = parseNote(note);
      expect(parsed !== null && isSigned(parsed, signer.keys)).toBe(false);
    }),
    { numRuns: 600 },
  );
});

describe('is not a note', () => {
  const [first, second] = CHECKPOINT.trees as [Checkpoint['trees'][0], Checkpoint['trees'][0]];
  test.each([
    ['nothing', ''],
    ['text without signatures', checkpointText(CHECKPOINT)],
    ['trees out of order', signer.sign(checkpointText({ ...CHECKPOINT, trees: [second, first] }), ORIGIN)],
    ['a tree twice', signer.sign(checkpointText({ ...CHECKPOINT, trees: [first, first] }), ORIGIN)],
    ['a number with a leading zero', NOTE.replace('checkpoint 7', 'checkpoint 07')],
    ['windows line ends', NOTE.replaceAll('\n', '\r\n')],
  ])('%s', (_what, note) => {
    expect(parseNote(note)).toBeNull();
  });
});

test('the key id of the published example of the format', () => {
  // golang.org/x/mod/sumdb/note: PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW
  const key = fromBase64('ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW').slice(1);
  expect(toHex(ed25519KeyId('PeterNeumann', { x: toBase64Url(key) }))).toBe('c74f20a3');
});

test('keys of other kinds are refused at the start', () => {
  const jwk = (key: { privateKey: KeyObject }) => JSON.stringify(key.privateKey.export({ format: 'jwk' }));
  const p256 = jwk(generateKeyPairSync('ec', { namedCurve: 'P-256' }));
  const p384 = jwk(generateKeyPairSync('ec', { namedCurve: 'P-384' }));
  expect(() => checkpointSigner(p384, p256)).toThrow('AUDIT_SIGNING_KEY');
  expect(() => checkpointSigner(p256, p256)).toThrow('AUDIT_WITNESS_KEY');
});

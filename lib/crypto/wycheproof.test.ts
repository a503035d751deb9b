import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { p256 } from '@noble/curves/nist.js';
import { expect, test } from 'vitest';
import { openGcm } from './aead';
import type { CryptoBackend } from './backend';
import { type Bytes, concat, fromBase64Url, fromHex, toHex } from './bytes';
import { CryptoError } from './crypto-error';
import { singleKeyKeyset } from './keyset';
import { noble } from './noble-backend';
import { node } from './node-backend';
import { decodePoint, fixed32 } from './p256-point';
import { verifier } from './signature';
import { webcrypto } from './webcrypto-backend';

const folder = process.env['WELLKEPT_VECTORS'] ?? join(import.meta.dirname, '../../../shared/vectors');
const isPresent = existsSync(join(folder, 'wycheproof'));
const suffix = isPresent ? '' : ' (skipped: vectors not present)';
const backends = [webcrypto, noble, node];

interface Case {
  readonly tcId: number;
  readonly comment: string;
  readonly result: 'valid' | 'invalid' | 'acceptable';
}

/** Runs every case of a file on both back-ends; the expected number keeps an empty file from passing. */
function wycheproof(
  file: string,
  count: number,
  run: (backend: CryptoBackend, test: never, group: never) => Promise<boolean | undefined>,
) {
  test.skipIf(!isPresent).each(backends)(
    `${file}: ${count} cases on $name${suffix}`,
    async (backend) => {
      const text = readFileSync(join(folder, 'wycheproof', file), 'utf8');
      const { testGroups } = JSON.parse(text) as { testGroups: { tests: Case[] }[] };
      let ran = 0;
      const wrong: string[] = [];
      for (const group of testGroups) {
        for (const one of group.tests) {
          const isAccepted = await run(backend, one as never, group as never);
          if (isAccepted === undefined) continue;
          ran++;
          const isRight = one.result === 'acceptable' || isAccepted === (one.result === 'valid');
          if (!isRight) wrong.push(`${one.tcId} ${one.result}: ${one.comment}`);
        }
      }
      expect(wrong).toEqual([]);
      expect(ran).toBe(count);
    },
    60_000,
  );
}

/** Whether the work ends well and gives the expected bytes; only our own error counts as a refusal. */
async function gives(expected: string, work: () => Promise<Bytes>): Promise<boolean> {
  try {
    const result = toHex(await work());
    if (result !== expected) throw new Error('gives other bytes');
    return true;
  } catch (error) {
    if (error instanceof CryptoError) return false;
    throw error;
  }
}

type Hkdf = Case & Record<'ikm' | 'salt' | 'info' | 'okm', string> & { size: number };
wycheproof('hkdf_sha256_test.json', 86, (backend, { ikm, salt, info, okm, size }: Hkdf) =>
  gives(okm, () => backend.hkdfSha256(fromHex(ikm), fromHex(salt), fromHex(info), size)),
);

type Gcm = Case & Record<'key' | 'iv' | 'aad' | 'msg' | 'ct' | 'tag', string>;
interface GcmGroup {
  ivSize: number;
  keySize: number;
  tagSize: number;
}
wycheproof('aes_gcm_test.json', 133, async (backend, one: Gcm, group: GcmGroup) => {
  if (group.ivSize !== 96 || group.tagSize !== 128 || group.keySize === 192) return undefined;
  const [key, iv, aad, msg] = [fromHex(one.key), fromHex(one.iv), fromHex(one.aad), fromHex(one.msg)];
  const handle = await backend.importAesGcmKey(key);
  if (one.result === 'valid') {
    expect(toHex(await backend.aesGcmEncrypt(handle, iv, msg, aad))).toBe(one.ct + one.tag);
  }
  return gives(one.msg, () => openGcm(handle, concat(iv, fromHex(one.ct + one.tag)), 0, aad, backend));
});

async function agree(backend: CryptoBackend, privateHex: string, encodedPoint: Bytes): Promise<Bytes> {
  const scalar = fixed32(fromHex(privateHex));
  const point = p256.getPublicKey(scalar, false);
  const format = encodedPoint.length === 33 ? 'COMPRESSED' : 'UNCOMPRESSED';
  const publicKey = await backend.importEcdhPublicKey(decodePoint(encodedPoint, format));
  return backend.ecdh(await backend.importEcdhPrivateKey({ scalar, point }), publicKey);
}

// The three files write mostly the same points in different ways: each agreement is computed once.
const agreements = new Map<string, Promise<Bytes>>();
function sharedSecret(backend: CryptoBackend, privateHex: string, encodedPoint: Bytes): Promise<Bytes> {
  const name = [backend.name, toHex(fixed32(fromHex(privateHex))), toHex(encodedPoint)].join();
  const known = agreements.get(name) ?? agree(backend, privateHex, encodedPoint);
  agreements.set(name, known);
  return known;
}

type Ecdh = Case & Record<'public' | 'private' | 'shared', string>;
wycheproof('ecdh_secp256r1_ecpoint_test.json', 355, (backend, one: Ecdh) =>
  gives(one.shared, () => sharedSecret(backend, one.private, fromHex(one.public))),
);

const SPKI =
  /^(?:3059301306072a8648ce3d020106082a8648ce3d030107034200|3039301306072a8648ce3d020106082a8648ce3d030107032200)/;
wycheproof('ecdh_secp256r1_test.json', 612, async (backend, one: Ecdh) => {
  // Keysets have points and no SubjectPublicKeyInfo: whatever is not its plain form is refused here.
  const point = one.public.replace(SPKI, '');
  if (point === one.public) return false;
  return gives(one.shared, () => sharedSecret(backend, one.private, fromHex(point)));
});

interface Jwk {
  crv: string;
  x?: string;
  y?: string;
  d?: string;
}
type EcdhJwk = Case & { public: Jwk; private: Jwk; shared: string };
wycheproof('ecdh_secp256r1_webcrypto_test.json', 353, async (backend, one: EcdhJwk) => {
  const { x, y, crv } = one.public;
  if (crv !== 'P-256' || x === undefined || y === undefined || one.private.d === undefined) return false;
  const scalar = toHex(fromBase64Url(one.private.d));
  return gives(one.shared, () =>
    sharedSecret(backend, scalar, concat([4], fromBase64Url(x), fromBase64Url(y))),
  );
});

type Ecdsa = Case & Record<'msg' | 'sig', string>;
interface EcdsaGroup {
  publicKey: { uncompressed: string };
}
function ecdsa(encoding: 'DER' | 'IEEE_P1363') {
  return async (backend: CryptoBackend, { msg, sig }: Ecdsa, { publicKey }: EcdsaGroup) => {
    const point = fromHex(publicKey.uncompressed);
    const keyset = singleKeyKeyset(1, 'RAW', { type: 'EcdsaPublicKey', encoding, point });
    return (await verifier(keyset, backend)).verify(fromHex(sig), fromHex(msg));
  };
}
wycheproof('ecdsa_secp256r1_sha256_test.json', 484, ecdsa('DER'));
wycheproof('ecdsa_secp256r1_sha256_p1363_test.json', 262, ecdsa('IEEE_P1363'));

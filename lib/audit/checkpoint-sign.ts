import { createPrivateKey, sign, type JsonWebKey, type KeyObject } from 'node:crypto';
import { utf8 } from '@/lib/crypto/bytes';
import { ed25519KeyId, es256KeyId, type CheckpointKeys } from './checkpoint-keys';
import { signedNote } from './checkpoint-note';

export type CheckpointSigner = { keys: CheckpointKeys; sign: (text: string, origin: string) => string };

/** Signs checkpoints with the private JWKs of AUDIT_SIGNING_KEY (P-256) and AUDIT_WITNESS_KEY (Ed25519). */
export function checkpointSigner(signingKey: string, witnessKey: string): CheckpointSigner {
  const [es256, witness] = [readKey(signingKey), readKey(witnessKey)];
  const keys = publicKeys(es256.jwk, witness.jwk);
  return {
    keys,
    sign: (text, origin) =>
      signedNote(text, [
        {
          name: origin,
          keyId: es256KeyId(keys.es256),
          signature: new Uint8Array(
            sign('sha256', utf8(text), { key: es256.key, dsaEncoding: 'ieee-p1363' }),
          ),
        },
        {
          name: origin,
          keyId: ed25519KeyId(origin, keys.ed25519),
          signature: new Uint8Array(sign(null, utf8(text), witness.key)),
        },
      ]),
  };
}

function readKey(text: string): { jwk: JsonWebKey; key: KeyObject } {
  const jwk = JSON.parse(text) as JsonWebKey;
  return { jwk, key: createPrivateKey({ key: jwk, format: 'jwk' }) };
}

function publicKeys(es256: JsonWebKey, witness: JsonWebKey): CheckpointKeys {
  if (es256.crv !== 'P-256' || !es256.x || !es256.y) throw new Error('AUDIT_SIGNING_KEY is not a P-256 key');
  if (witness.crv !== 'Ed25519' || !witness.x) throw new Error('AUDIT_WITNESS_KEY is not an Ed25519 key');
  return { es256: { x: es256.x, y: es256.y }, ed25519: { x: witness.x } };
}

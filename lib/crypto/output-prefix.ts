import { be32, type Bytes, concat, NO_BYTES } from './bytes';
import { CryptoError } from './crypto-error';
import type { KeyMaterial } from './key-material';
import type { Keyset, KeysetKey, OutputPrefixType } from './keyset';

/**
 * The bytes in front of a ciphertext or signature: TINK `01 || be32(id)`, LEGACY and CRUNCHY
 * `00 || be32(id)`, RAW none. Source: tink-java `internal/OutputPrefixUtil.java`.
 */
export function outputPrefix(type: OutputPrefixType, keyId: number): Bytes {
  if (type === 'RAW') return NO_BYTES;
  return concat([type === 'TINK' ? 1 : 0], be32(keyId));
}

/** An imported key with the prefix that its output carries. */
export interface PrefixedKey<Imported> {
  readonly prefix: Bytes;
  readonly imported: Imported;
}

export function hasPrefix(input: Bytes, prefix: Bytes): boolean {
  if (input.length < prefix.length) return false;
  for (let i = 0; i < prefix.length; i++) if (input[i] !== prefix[i]) return false;
  return true;
}

/** Tink's order: enabled keys whose five bytes match, then enabled RAW keys. */
export function* keysFor<Imported>(keys: readonly PrefixedKey<Imported>[], input: Bytes) {
  for (const key of keys) if (key.prefix.length > 0 && hasPrefix(input, key.prefix)) yield key;
  for (const key of keys) if (key.prefix.length === 0) yield key;
}

type MaterialOf<Type> = Extract<KeyMaterial, { type: Type }>;

function isOfType<Type extends KeyMaterial['type']>(
  key: KeysetKey,
  type: Type,
): key is KeysetKey & { readonly material: MaterialOf<Type> } {
  return key.material.type === type;
}

/**
 * Imports every enabled key once, the primary first.
 * @throws CryptoError `wrong-keyset` unless the keyset is of the given type
 */
export async function importKeys<Type extends KeyMaterial['type'], Imported>(
  keyset: Keyset,
  type: Type,
  importKey: (material: MaterialOf<Type>, key: KeysetKey) => Promise<Imported>,
): Promise<readonly [PrefixedKey<Imported>, ...PrefixedKey<Imported>[]]> {
  const usable = keyset.keys.filter((key) => key.status === 'ENABLED');
  usable.sort((a, b) => Number(b.keyId === keyset.primaryKeyId) - Number(a.keyId === keyset.primaryKeyId));
  const keys = await Promise.all(
    usable.map(async (key) => {
      if (!isOfType(key, type)) throw new CryptoError('wrong-keyset', `expected a keyset of ${type}`);
      const prefix = outputPrefix(key.outputPrefixType, key.keyId);
      return { prefix, imported: await importKey(key.material, key) };
    }),
  );
  const [primary, ...others] = keys;
  if (primary === undefined) throw new CryptoError('wrong-keyset', 'a keyset without keys');
  return [primary, ...others];
}

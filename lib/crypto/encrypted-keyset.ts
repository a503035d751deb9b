import type { Aead } from './aead';
import { type Bytes, concat, fromBase64, toBase64, utf8 } from './bytes';
import { CryptoError } from './crypto-error';
import { TYPE_URL_PREFIX } from './key-material';
import { keyInfoFields, type Keyset, keysetFromBinary, keysetToBinary } from './keyset';
import { bytesField, readMessage, uintField } from './proto-wire';
import { membersOf, parseStrictJson } from './strict-json';

/*
 * Tink's encrypted keyset: `EncryptedKeyset { encrypted_keyset = 2; keyset_info = 3 }`, where
 * encrypted_keyset = KEK.encrypt(binary keyset, associated data) in the KEK's own format, and
 * `KeysetInfo { primary_key_id = 1; key_info = 2 { type_url = 1; status = 2; key_id = 3; prefix = 4 } }`
 * says in clear which keys are inside. Source: tink-java `KeysetHandle.java`.
 *
 * Nothing protects the info, so readers ignore what it says. Tink's default associated data is none.
 */

export async function encryptedKeysetToBinary(
  keyset: Keyset,
  kek: Aead,
  associatedData: Bytes,
): Promise<Bytes> {
  const keyInfos = keyset.keys.map((key) =>
    bytesField(2, bytesField(1, utf8(TYPE_URL_PREFIX + key.material.type)), ...keyInfoFields(key)),
  );
  const encrypted = await kek.encrypt(keysetToBinary(keyset), associatedData);
  return concat(bytesField(2, encrypted), bytesField(3, uintField(1, keyset.primaryKeyId), ...keyInfos));
}

/** @throws CryptoError `malformed-keyset`, `decryption-failed`, and the errors of keysetFromBinary */
export async function encryptedKeysetFromBinary(
  bytes: Bytes,
  kek: Aead,
  associatedData: Bytes,
): Promise<Keyset> {
  const encrypted = readMessage(bytes, { 2: 'bytes', 3: 'bytes' }).bytes(2);
  return keysetFromBinary(await kek.decrypt(encrypted, associatedData));
}

/** `{"encryptedKeyset":"<base64>","keysetInfo":{"primaryKeyId":…,"keyInfo":[…]}}` */
export async function encryptedKeysetToJson(
  keyset: Keyset,
  kek: Aead,
  associatedData: Bytes,
): Promise<string> {
  const encrypted = await kek.encrypt(keysetToBinary(keyset), associatedData);
  return JSON.stringify({
    encryptedKeyset: toBase64(encrypted),
    keysetInfo: {
      primaryKeyId: keyset.primaryKeyId,
      keyInfo: keyset.keys.map(({ material, status, keyId, outputPrefixType }) => ({
        typeUrl: TYPE_URL_PREFIX + material.type,
        status,
        keyId,
        outputPrefixType,
      })),
    },
  });
}

/** @throws CryptoError `malformed-keyset`, `malformed-encoding`, `decryption-failed` */
export async function encryptedKeysetFromJson(
  text: string,
  kek: Aead,
  associatedData: Bytes,
): Promise<Keyset> {
  const { encryptedKeyset } = membersOf(parseStrictJson(text), ['encryptedKeyset', 'keysetInfo']);
  if (typeof encryptedKeyset !== 'string') throw new CryptoError('malformed-keyset', 'text expected');
  return keysetFromBinary(await kek.decrypt(fromBase64(encryptedKeyset), associatedData));
}

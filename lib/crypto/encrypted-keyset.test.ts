import { describe, expect, test } from 'vitest';
import { aead } from './aead';
import { NO_BYTES, toHex, utf8 } from './bytes';
import {
  encryptedKeysetFromBinary,
  encryptedKeysetFromJson,
  encryptedKeysetToBinary,
  encryptedKeysetToJson,
} from './encrypted-keyset';
import { addPrimaryKey, keysetToBinary } from './keyset';
import { generateAeadKeyset, generateHybridKeyset } from './keyset-generators';
import { noble } from './noble-backend';
import { node } from './node-backend';
import { webcrypto } from './webcrypto-backend';

describe.each([webcrypto, noble, node])('on $name', (backend) => {
  test('both forms come back, for the right key and associated data only', async () => {
    const kek = await aead(await generateAeadKeyset(backend), backend);
    const keyset = addPrimaryKey(await generateHybridKeyset(backend), await generateHybridKeyset(backend));
    const json = await encryptedKeysetToJson(keyset, kek, utf8('org/42'));
    const binary = await encryptedKeysetToBinary(keyset, kek, utf8('org/42'));
    expect(await encryptedKeysetFromJson(json, kek, utf8('org/42'))).toEqual(keyset);
    expect(await encryptedKeysetFromBinary(binary, kek, utf8('org/42'))).toEqual(keyset);
    const failed = { code: 'decryption-failed' };
    await expect(encryptedKeysetFromJson(json, kek, NO_BYTES)).rejects.toMatchObject(failed);
    const other = await aead(await generateAeadKeyset(backend), backend);
    await expect(encryptedKeysetFromBinary(binary, other, utf8('org/42'))).rejects.toMatchObject(failed);
  });
});

test('the info names the keys and holds nothing else', async () => {
  const kek = await aead(await generateAeadKeyset());
  const keyset = await generateAeadKeyset();
  const { keyId } = keyset.keys[0]!;
  const json: unknown = JSON.parse(await encryptedKeysetToJson(keyset, kek, NO_BYTES));
  expect(json).toEqual({
    encryptedKeyset: expect.any(String) as string,
    keysetInfo: {
      primaryKeyId: keyId,
      keyInfo: [
        {
          typeUrl: 'type.googleapis.com/google.crypto.tink.AesGcmKey',
          status: 'ENABLED',
          keyId,
          outputPrefixType: 'TINK',
        },
      ],
    },
  });
  const binary = toHex(await encryptedKeysetToBinary(keyset, kek, NO_BYTES));
  const secret = toHex(keysetToBinary(keyset)).slice(-100, -30);
  expect(binary).not.toContain(secret);
});

test.each(['{}', '{"encryptedKeyset":1,"keysetInfo":{}}', '[]', 'x'])('%s is refused', async (text) => {
  const kek = await aead(await generateAeadKeyset());
  const reading = encryptedKeysetFromJson(text, kek, NO_BYTES);
  await expect(reading).rejects.toMatchObject({ code: 'malformed-keyset' });
});

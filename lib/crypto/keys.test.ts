import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aead, aeadOfRawKey } from './aead';
import { concat, fromHex, toHex, utf8 } from './bytes';
import { dataGroupKey, studyKeyWrap, userKey } from './context';
import { hybridDecrypter, hybridEncrypter } from './hybrid';
import {
  formatRecoveryCode,
  generateRecoveryCode,
  isRecoveryCode,
  isRecoveryCodeGroup,
  parseRecoveryCode,
  prfKey,
  recoveryKey,
  signWrap,
  studyKeyCommitment,
  unwrapKeyset,
  verifyWrap,
  wrapKeyset,
} from './keys';
import { keysetFromBinary, keysetToBinary, publicKeysetOf } from './keyset';
import { generateAeadKeyset, generateHybridKeyset, generateSigningKeyset } from './keyset-generators';
import { noble } from './noble-backend';
import { node } from './node-backend';
import { signer, verifier } from './signature';
import { webcrypto } from './webcrypto-backend';

const failed = { code: 'decryption-failed' };

test.each([webcrypto, noble, node])('the whole chain of keys on $name', async (backend) => {
  const masterKey = await aeadOfRawKey(backend.randomBytes(32), backend);
  const userKeyset = await generateHybridKeyset(backend);
  const wrappedUserKey = await wrapKeyset(masterKey, userKeyset, userKey('u', 'enc', 1));
  const opened = await unwrapKeyset(masterKey, wrappedUserKey, userKey('u', 'enc', 1));
  expect(opened).toEqual(userKeyset);

  const studyKeyBytes = keysetToBinary(await generateAeadKeyset(backend));
  const context = studyKeyWrap('o', 's', 1, 'u');
  const sealed = await (
    await hybridEncrypter(publicKeysetOf(userKeyset), backend)
  ).encrypt(studyKeyBytes, context);
  const received = await (await hybridDecrypter(opened, backend)).decrypt(sealed, context);
  const commitment = await studyKeyCommitment(studyKeyBytes, backend);
  expect(await studyKeyCommitment(received, backend)).toEqual(commitment);
  expect(toHex(commitment)).toBe(toHex(await webcrypto.sha256(concat(utf8('wk1|skc|'), studyKeyBytes))));

  const study = await aead(keysetFromBinary(received), backend);
  const group = await generateHybridKeyset(backend);
  const wrappedGroup = await wrapKeyset(study, group, dataGroupKey('d', 7, 1));
  expect(await unwrapKeyset(study, wrappedGroup, dataGroupKey('d', 7, 1))).toEqual(group);
  for (const other of [dataGroupKey('d', 7, 2), dataGroupKey('d', 8, 1), dataGroupKey('e', 7, 1)]) {
    await expect(unwrapKeyset(study, wrappedGroup, other)).rejects.toMatchObject(failed);
  }
  await expect(unwrapKeyset(masterKey, wrappedGroup, dataGroupKey('d', 7, 1))).rejects.toMatchObject(failed);
});

test('who sealed a key is signed, for one member, study and epoch', async () => {
  const keyset = await generateSigningKeyset();
  const manager = await verifier(publicKeysetOf(keyset));
  const wrapped = utf8('sealed study key');
  const context = studyKeyWrap('o', 's', 1, 'm');
  const signature = await signWrap(await signer(keyset), wrapped, context);
  expect(await verifyWrap(manager, signature, wrapped, context)).toBe(true);
  expect(await verifyWrap(manager, signature, wrapped, studyKeyWrap('o', 's', 2, 'm'))).toBe(false);
  expect(await verifyWrap(manager, signature, wrapped, studyKeyWrap('o', 's', 1, 'n'))).toBe(false);
  expect(await verifyWrap(manager, signature, utf8('another'), context)).toBe(false);
});

test('slot keys differ by person and kind, and both back-ends derive the same', async () => {
  const secret = new Uint8Array(32).fill(1);
  const keys = await Promise.all([
    prfKey(secret, 'a'),
    prfKey(secret, 'b'),
    recoveryKey(secret, 'a'),
    recoveryKey(secret, 'b'),
  ]);
  expect(new Set(keys.map(toHex)).size).toBe(4);
  expect(keys.every((key) => key.length === 32)).toBe(true);
  expect(await prfKey(secret, 'a', noble)).toEqual(keys[0]);
  expect(await recoveryKey(secret, 'a', noble)).toEqual(keys[2]);
});

test('recovery codes: known values', () => {
  expect(formatRecoveryCode(new Uint8Array(20))).toBe(Array(8).fill('0000').join('-'));
  expect(formatRecoveryCode(new Uint8Array(20).fill(255))).toBe(Array(8).fill('ZZZZ').join('-'));
  const code = fromHex('00443214c74254b635cf84653a56d7c675be77df');
  expect(formatRecoveryCode(code)).toBe('0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXYZ');
});

test('recovery codes: any code comes back, however it is typed', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 20, maxLength: 20 }), (bytes) => {
      const code = new Uint8Array(bytes);
      const text = formatRecoveryCode(code);
      expect(text).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){7}[0-9A-HJKMNP-TV-Z]{4}$/);
      for (const typed of [
        text,
        text.toLowerCase(),
        text.replaceAll('-', ' '),
        ` ${text.replaceAll('-', '')}\n`,
        text.replaceAll('-', '–'),
        text.replaceAll('0', 'o').replaceAll('1', 'l'),
        text.replaceAll('0', 'O').replaceAll('1', 'I'),
      ]) {
        expect(parseRecoveryCode(typed)).toEqual(code);
        expect(isRecoveryCode(code, typed)).toBe(true);
      }
    }),
  );
});

test('recovery codes: what is none', () => {
  const malformed = expect.objectContaining({ code: 'malformed-recovery-code' }) as Error;
  const text = formatRecoveryCode(generateRecoveryCode());
  for (const typed of ['', text.slice(1), `${text}0`, `${text.slice(0, -1)}U`, `${text.slice(0, -1)}*`]) {
    expect(() => parseRecoveryCode(typed)).toThrow(malformed);
    expect(isRecoveryCode(generateRecoveryCode(), typed)).toBe(false);
  }
  expect(isRecoveryCode(generateRecoveryCode(), text)).toBe(false);
});

test('recovery codes: typing groups back', () => {
  const code = fromHex('00443214c74254b635cf84653a56d7c675be77df');
  expect(isRecoveryCodeGroup(code, 0, ' oL23 ')).toBe(true);
  expect(isRecoveryCodeGroup(code, 7, 'wxyz')).toBe(true);
  expect(isRecoveryCodeGroup(code, 6, 'wxyz')).toBe(false);
  expect(isRecoveryCodeGroup(code, 8, '')).toBe(false);
});

import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { formatRecoveryCode } from '@/lib/crypto/keys';
import { argon2id } from '@/lib/vault/argon2id';
import {
  normalizedPassphrase,
  openSlot,
  passphraseSlot,
  recoverySlot,
  type UnlockSlot,
} from './unlock-slots';

const USER = randomUUID();
const MASTER_KEY = new Uint8Array(32).fill(7);
const PASSPHRASE = 'correct horse battery staple';
const open = (slot: UnlockSlot, secret: string, userId = USER) => openSlot(userId, slot, secret, argon2id);
const fails = (code: string) => ({ name: 'CustodyError', code });

test('a passphrase opens its slot, however it was typed', async () => {
  const slot = await passphraseSlot(USER, MASTER_KEY, PASSPHRASE, argon2id);
  expect(await open(slot, PASSPHRASE)).toEqual(MASTER_KEY);
  expect(await open(slot, '  correct  horse battery staple\n')).toEqual(MASTER_KEY);
  expect(slot.kdf).toMatch(/^\{"alg":"argon2id","m":65536,"p":1,"salt":"[\w-]{22}","t":3\}$/);
});

test('composed and decomposed letters are the same passphrase', () => {
  expect(normalizedPassphrase('café')).toBe(normalizedPassphrase('cafe\u0301'));
});

test('another passphrase, user or kind of slot, or an altered derivation, does not open it', async () => {
  const slot = await passphraseSlot(USER, MASTER_KEY, PASSPHRASE, argon2id);
  await expect(open(slot, 'correct horse battery stable')).rejects.toMatchObject(fails('wrong-secret'));
  await expect(open(slot, PASSPHRASE, randomUUID())).rejects.toMatchObject(fails('wrong-secret'));
  const dearer = { ...slot, kdf: slot.kdf.replace('"t":3', '"t":4') };
  await expect(open(dearer, PASSPHRASE)).rejects.toMatchObject(fails('wrong-secret'));
});

test('a derivation that is cheap to guess, unknown or malformed is refused before anything is derived', async () => {
  const slot = await passphraseSlot(USER, MASTER_KEY, PASSPHRASE, argon2id);
  const kdfs = [
    slot.kdf.replace('65536', '8'),
    slot.kdf.replace('"t":3', '"t":1'),
    slot.kdf.replace('argon2id', 'argon2d'),
    slot.kdf.replace('"p":1', '"p":4'),
    slot.kdf.replace('65536', '9999999'),
    slot.kdf.replace(/"salt":"[^"]*"/, '"salt":""'),
    '{}',
    'none',
  ];
  for (const kdf of kdfs) {
    await expect(open({ ...slot, kdf }, PASSPHRASE), kdf).rejects.toMatchObject(fails('unknown-derivation'));
  }
});

test('a recovery code opens its slot, in any case and with or without dashes', async () => {
  const { slot, code } = await recoverySlot(USER, MASTER_KEY);
  const text = formatRecoveryCode(code);
  expect(await open(slot, text)).toEqual(MASTER_KEY);
  expect(await open(slot, text.toLowerCase().replaceAll('-', ' '))).toEqual(MASTER_KEY);
});

test('another code, half a code, or a code for another user does not', async () => {
  const { slot, code } = await recoverySlot(USER, MASTER_KEY);
  const other = await recoverySlot(USER, MASTER_KEY);
  const text = formatRecoveryCode(code);
  await expect(open(slot, formatRecoveryCode(other.code))).rejects.toMatchObject(fails('wrong-secret'));
  await expect(open(slot, text.slice(0, 19))).rejects.toMatchObject(fails('wrong-secret'));
  await expect(open(slot, text, randomUUID())).rejects.toMatchObject(fails('wrong-secret'));
  await expect(open({ ...slot, kdf: '{"alg":"none"}' }, text)).rejects.toMatchObject(
    fails('unknown-derivation'),
  );
});

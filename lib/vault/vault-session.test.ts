import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { fromBase64Url, toBase64Url } from '@/lib/crypto/bytes';
import { createUserKeys } from '@/lib/keys/custody';
import { VaultSession } from './vault-session';
import { memoryStore, MINUTE, newcomer, PASSPHRASE, tab, unlocking } from './vault-world';

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] }));
afterEach(() => vi.useRealTimers());

describe('unlocking', () => {
  test('set-up leaves the vault open, and what it hands out holds no private key', async () => {
    const { ask, made, userId } = await newcomer();
    expect(await ask<'status'>({ op: 'status' })).toMatchObject({ state: 'unlocked', userId });
    expect(JSON.stringify(made)).not.toMatch(/PrivateKey|"AesGcmKey"/);
  });

  test('nothing is open before the server has stored the keys', async () => {
    const { ask } = tab(memoryStore());
    await expect(ask<'adopt'>({ op: 'adopt', idleMs: null })).rejects.toMatchObject({ code: 'failed' });
    await ask<'set-up'>({ op: 'set-up', userId: randomUUID(), passphrase: PASSPHRASE });
    expect(await ask<'status'>({ op: 'status' })).toEqual({ state: 'locked' });
  });

  test('what was made is adopted once: a second time would bring back keys that were locked', async () => {
    const { ask } = await newcomer();
    await ask<'lock'>({ op: 'lock' });
    await expect(ask<'adopt'>({ op: 'adopt', idleMs: null })).rejects.toMatchObject({ code: 'failed' });
    expect(await ask<'status'>({ op: 'status' })).toEqual({ state: 'locked' });
  });

  test('the master key’s bytes are overwritten as soon as its half is sealed', async () => {
    const userId = randomUUID();
    const { userMasterKey, opened, record } = await createUserKeys(userId);
    expect(userMasterKey.some((byte) => byte !== 0)).toBe(true);
    await new VaultSession(memoryStore(), () => undefined).begin(userMasterKey, opened, record, null);
    expect(userMasterKey.every((byte) => byte === 0)).toBe(true);
  });

  test('passphrase and recovery code both open, and name the slot that did', async () => {
    const person = await newcomer();
    for (const [kind, text] of [
      ['passphrase', PASSPHRASE],
      ['recovery', person.made.recoveryCode],
    ] as const) {
      const { ask } = tab(memoryStore());
      const answer = await ask<'unlock'>(unlocking(person, kind, text));
      expect(answer.slotId).toBe(person.slots.find((slot) => slot.kind === kind)!.slotId);
      expect(answer.status.state).toBe('unlocked');
    }
  });

  test('a wrong passphrase, no such slot and keys under another name stay closed', async () => {
    const person = await newcomer();
    const { ask } = tab(memoryStore());
    const wrong = unlocking(person, 'passphrase', 'incorrect horse');
    await expect(ask<'unlock'>(wrong)).rejects.toMatchObject({ code: 'wrong-secret' });
    const none = {
      ...unlocking(person, 'recovery', person.made.recoveryCode),
      slots: person.slots.slice(0, 1),
    };
    await expect(ask<'unlock'>(none)).rejects.toMatchObject({ code: 'no-slot' });
    const renamed = { ...unlocking(person, 'passphrase', PASSPHRASE), userId: randomUUID() };
    await expect(ask<'unlock'>(renamed)).rejects.toMatchObject({ code: 'wrong-secret' });
    expect(await ask<'status'>({ op: 'status' })).toEqual({ state: 'locked' });
  });
});

describe('reload and tabs', () => {
  test('the two halves open together', async () => {
    const { store, userId, half } = await newcomer();
    const reloaded = tab(store);
    expect(await reloaded.ask<'resume'>({ op: 'resume', userId, half })).toMatchObject({
      state: 'unlocked',
      userId,
    });
  });

  test('either half alone opens nothing', async () => {
    const { store, userId, half } = await newcomer();
    const elsewhere = tab(memoryStore());
    expect(await elsewhere.ask<'resume'>({ op: 'resume', userId, half })).toEqual({ state: 'locked' });
    const other = (await newcomer()).half;
    const here = tab(store);
    expect(await here.ask<'resume'>({ op: 'resume', userId, half: other })).toEqual({ state: 'locked' });
    const altered = fromBase64Url(half);
    altered[20]! ^= 1;
    const broken = { op: 'resume', userId, half: toBase64Url(altered) } as const;
    expect(await here.ask<'resume'>(broken)).toEqual({ state: 'locked' });
    expect(store.kept, 'a stale half must not close another tab').not.toBeNull();
  });

  test('the key in the store cannot be exported', async () => {
    const { store } = await newcomer();
    expect(store.kept!.key.extractable).toBe(false);
    await expect(crypto.subtle.exportKey('raw', store.kept!.key)).rejects.toThrow();
  });

  test('the time is looked at before the halves are joined', async () => {
    const { store, userId, half } = await newcomer();
    vi.setSystemTime(Date.now() + 15 * MINUTE);
    const decrypt = vi.spyOn(crypto.subtle, 'decrypt');
    const reloaded = tab(store);
    expect(await reloaded.ask<'resume'>({ op: 'resume', userId, half })).toEqual({ state: 'locked' });
    expect(decrypt).not.toHaveBeenCalled();
    expect(store.kept).toBeNull();
    decrypt.mockRestore();
  });

  test('what one person left is wiped when another comes', async () => {
    const { store, half } = await newcomer();
    const next = tab(store);
    expect(await next.ask<'resume'>({ op: 'resume', userId: randomUUID(), half })).toEqual({
      state: 'locked',
    });
    expect(store.kept).toBeNull();
  });

  test('after a lock neither a reload nor another tab goes on', async () => {
    const person = await newcomer();
    const { store, userId, half, ask } = person;
    const second = tab(store);
    await second.ask<'resume'>({ op: 'resume', userId, half });
    await ask<'lock'>({ op: 'lock' });
    expect(person.changes.at(-1)).toEqual({ status: { state: 'locked' }, wiped: true });
    expect(await tab(store).ask<'resume'>({ op: 'resume', userId, half })).toEqual({ state: 'locked' });
    expect(await second.ask<'touch'>({ op: 'touch' })).toEqual({ state: 'locked' });
    expect(second.changes.at(-1)).toEqual({ status: { state: 'locked' }, wiped: false });
  });
});

describe('time', () => {
  test('it locks by itself, and says that it was the one to wipe', async () => {
    const { ask, changes, store } = await newcomer();
    await vi.advanceTimersByTimeAsync(15 * MINUTE - 1);
    expect(changes.at(-1)?.status.state).toBe('unlocked');
    await vi.advanceTimersByTimeAsync(1);
    expect(changes.at(-1)).toEqual({ status: { state: 'locked' }, wiped: true });
    expect(store.kept).toBeNull();
    expect(await ask<'status'>({ op: 'status' })).toEqual({ state: 'locked' });
  });

  test('somebody who is there keeps every tab open', async () => {
    const { ask, store, userId, half } = await newcomer();
    const idle = tab(store);
    await idle.ask<'resume'>({ op: 'resume', userId, half });
    await vi.advanceTimersByTimeAsync(10 * MINUTE);
    await ask<'touch'>({ op: 'touch' });
    await vi.advanceTimersByTimeAsync(10 * MINUTE);
    expect(await idle.ask<'status'>({ op: 'status' })).toMatchObject({ state: 'unlocked' });
    await vi.advanceTimersByTimeAsync(5 * MINUTE);
    expect(await idle.ask<'status'>({ op: 'status' })).toEqual({ state: 'locked' });
  });

  test('a touch that comes too late does not bring it back', async () => {
    const { ask } = await newcomer();
    vi.setSystemTime(Date.now() + 20 * MINUTE);
    expect(await ask<'touch'>({ op: 'touch' })).toEqual({ state: 'locked' });
  });

  test('until sign-out means no time', async () => {
    const { ask } = await newcomer();
    expect(await ask<'keep-unlocked'>({ op: 'keep-unlocked', idleMs: null })).toMatchObject({
      expiresAt: null,
    });
    await vi.advanceTimersByTimeAsync(24 * 60 * MINUTE);
    expect(await ask<'status'>({ op: 'status' })).toMatchObject({ state: 'unlocked' });
  });
});

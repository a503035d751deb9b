import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Bytes } from '@/lib/crypto/bytes';
import type { OpenedSlice } from './vault-protocol';
import { memberOf, newcomer, opened, PASSPHRASE, unlocking, vaultWorld } from './vault-world';

describe('keys', () => {
  test('while locked nothing is sealed, signed or opened', async () => {
    const person = await newcomer();
    const { ask } = person;
    await ask<'lock'>({ op: 'lock' });
    const { manager, sealedFor } = await vaultWorld();
    const sealed = sealedFor(manager);
    const name = { organizationId: randomUUID(), studyId: randomUUID(), epoch: 1 };
    const locked = { code: 'locked' };
    await expect(
      ask<'create-study-key'>({ op: 'create-study-key', ...name, members: [] }),
    ).rejects.toMatchObject(locked);
    await expect(ask<'wrap-study-key'>({ op: 'wrap-study-key', sealed, members: [] })).rejects.toMatchObject(
      locked,
    );
    const making = ask<'create-data-group-key'>({
      op: 'create-data-group-key',
      sealed,
      dataGroupId: randomUUID(),
    });
    await expect(making).rejects.toMatchObject(locked);
  });

  test('a key opened before the lock is gone after it', async () => {
    const { viewer, keys, blocks } = await vaultWorld();
    expect(await opened(viewer, keys, blocks())).toMatchObject({ failed: [] });
    await viewer.ask<'lock'>({ op: 'lock' });
    await expect(opened(viewer, keys, blocks())).rejects.toMatchObject({ code: 'locked' });
  });

  test('nor has whoever unlocks next in the same tab', async () => {
    const { viewer, keys, blocks } = await vaultWorld();
    expect(await opened(viewer, keys, blocks())).toMatchObject({ failed: [] });
    const next = await newcomer();
    await viewer.ask<'lock'>({ op: 'lock' });
    await viewer.ask<'unlock'>(unlocking(next, 'passphrase', PASSPHRASE));
    await expect(opened(viewer, keys, blocks())).rejects.toMatchObject({ code: 'forged-wrap' });
  });

  test('a member who got the key later opens the same readings', async () => {
    const { manager, sealedFor, keys, blocks } = await vaultWorld();
    const late = await newcomer();
    const [wrap] = await manager.ask<'wrap-study-key'>({
      op: 'wrap-study-key',
      sealed: sealedFor(manager),
      members: [memberOf(late)],
    });
    const sealed = { ...sealedFor(manager), ...wrap! };
    const { opened: readings } = await opened(late, { ...keys, sealedStudyKeys: [sealed] }, blocks());
    expect(readings).toHaveLength(300);
  });
});

describe('opening observations', () => {
  const flipped = (bytes: Bytes) =>
    Uint8Array.from(bytes, (byte, n) => (n === bytes.length - 1 ? byte ^ 1 : byte));
  const states = (readings: { signature: string }[]) => [
    ...new Set(readings.map(({ signature }) => signature)),
  ];

  test('gives every reading, in slices, each signed by the phone', async () => {
    const { viewer, keys, blocks } = await vaultWorld();
    const result = await opened(viewer, keys, blocks());
    expect(result.slices).toBe(3);
    expect(result.opened.map(({ body }) => (body as { n: number }).n)).toEqual(
      Array.from({ length: 300 }, (_, n) => n),
    );
    expect(states(result.opened)).toEqual(['signed']);
  });

  test('a damaged one and one that took another’s place are listed, the rest opens', async () => {
    const { viewer, keys, blocks } = await vaultWorld();
    const result = await opened(
      viewer,
      keys,
      blocks(({ readings }) => ({
        readings: readings.map((reading, n) => {
          if (n === 5) return { ...reading, content: flipped(reading.content) };
          return n === 7 ? { ...reading, content: readings[8]!.content } : reading;
        }),
      })),
    );
    expect(result.opened).toHaveLength(298);
    expect(result.failed.map(({ reason }) => reason)).toEqual(['damaged', 'damaged']);
  });

  test('a reading moved to another time or scope is not what the phone signed', async () => {
    const { viewer, keys, blocks } = await vaultWorld();
    const moved = await opened(
      viewer,
      keys,
      blocks(({ readings }) => ({ readings: [{ ...readings[0]!, effectiveAt: 1_800_000_000_000 }] })),
    );
    expect(states(moved.opened)).toEqual(['bad']);
    const request = { op: 'open-observations', keys, scope: 'omh:heart-rate:2.0', blocks: blocks() } as const;
    const slices: OpenedSlice[] = [];
    await viewer.ask<'open-observations'>(request, (slice) => void slices.push(slice));
    expect(states(slices.flatMap((slice) => slice.opened))).toEqual(['bad']);
  });

  test('no signature is said to be none; an altered one and an unknown device’s are bad', async () => {
    const { viewer, keys, blocks } = await vaultWorld();
    const none = blocks(() => ({ signature: new Uint8Array(0) }));
    expect(states((await opened(viewer, keys, none)).opened)).toEqual(['not-signed']);
    const altered = blocks(({ signature }) => ({ signature: flipped(signature) }));
    expect(states((await opened(viewer, keys, altered)).opened)).toEqual(['bad']);
    expect(states((await opened(viewer, { ...keys, devices: [] }, blocks())).opened)).toEqual(['bad']);
  });

  test('who has no key gets each one listed as such', async () => {
    const { viewer, manager, sealedFor, keys, blocks } = await vaultWorld();
    const withoutKey = [
      { ...keys, sealedStudyKeys: [] },
      { ...keys, dataGroupKeys: [] },
      { ...keys, dataGroupId: null },
    ];
    for (const lacking of withoutKey) {
      const { failed } = await opened(viewer, lacking, blocks());
      expect(failed).toHaveLength(300);
      expect(new Set(failed.map(({ reason }) => reason))).toEqual(new Set(['no-key']));
    }
    const anothers = opened(viewer, { ...keys, sealedStudyKeys: [sealedFor(manager)] }, blocks());
    await expect(anothers).rejects.toMatchObject({ code: 'forged-wrap' });
  });

  test('a replaced study key stops everything', async () => {
    const { viewer, keys, blocks } = await vaultWorld();
    const [sealed] = keys.sealedStudyKeys;
    const replaced = { ...keys, sealedStudyKeys: [{ ...sealed!, commitment: flipped(sealed!.commitment) }] };
    await expect(opened(viewer, replaced, blocks())).rejects.toMatchObject({ code: 'replaced-study-key' });
  });

  test('an altered DEK fails as damaged', async () => {
    const { viewer, keys, blocks } = await vaultWorld();
    const { failed } = await opened(
      viewer,
      keys,
      blocks(({ wrapped }) => ({ wrapped: flipped(wrapped) })),
    );
    expect(new Set(failed.map(({ reason }) => reason))).toEqual(new Set(['damaged']));
  });
});

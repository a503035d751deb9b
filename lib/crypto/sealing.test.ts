import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { toBase64, utf8 } from './bytes';
import { hybridDecrypter, type HybridDecrypter } from './hybrid';
import { type Keyset, publicKeysetOf } from './keyset';
import { generateHybridKeyset, generateSigningKeyset } from './keyset-generators';
import { hybridEncrypter } from './hybrid';
import { keysetToBinary } from './keyset';
import { noble } from './noble-backend';
import { node } from './node-backend';
import { dekOfKeyset, newDek, openDek, unwrapDek } from './sealing';
import { webcrypto } from './webcrypto-backend';
import { dekContext } from './context';

const failed = { code: 'decryption-failed' };
const uuid = () => crypto.randomUUID();

describe.each([webcrypto, noble, node])('on $name', (backend) => {
  let keyset: Keyset;
  let decrypter: HybridDecrypter;
  beforeAll(async () => {
    keyset = await generateHybridKeyset(backend);
    decrypter = await hybridDecrypter(keyset, backend);
  });

  test('a DEK for each observation: dekRef is the observation id', async () => {
    const [id, group] = [uuid(), uuid()];
    const dek = await newDek(publicKeysetOf(keyset), id, group, backend);
    const content = await dek.seal(id, utf8('{"value":5.4}'));
    expect(dek.wrapped.length).toBeGreaterThanOrEqual(202);
    expect(dek.wrapped.length).toBeLessThanOrEqual(206);
    const opened = await (await openDek(decrypter, dek.wrapped, id, group, backend)).open(id, content);
    expect(opened).toEqual(utf8('{"value":5.4}'));
  });

  test('a DEK for a batch: any plaintexts, each opens under its own id only', async () => {
    const group = uuid();
    const dek = await newDek(publicKeysetOf(keyset), uuid(), group, backend);
    const opening = await openDek(decrypter, dek.wrapped, dek.dekRef, group, backend);
    await fc.assert(
      fc.asyncProperty(fc.uuid(), fc.uuid(), fc.uint8Array({ maxLength: 400 }), async (id, other, array) => {
        const plaintext = new Uint8Array(array);
        const content = await dek.seal(id, plaintext);
        expect(await opening.open(id, content)).toEqual(plaintext);
        if (id === other) return;
        await expect(opening.open(other, content)).rejects.toMatchObject(failed);
      }),
      { numRuns: 50 },
    );
  });

  test('two observations swapped do not open', async () => {
    const [one, two, group] = [uuid(), uuid(), uuid()];
    const dek = await newDek(publicKeysetOf(keyset), uuid(), group, backend);
    const content = await dek.seal(one, utf8('mine'));
    const opening = await openDek(decrypter, dek.wrapped, dek.dekRef, group, backend);
    await expect(opening.open(two, content)).rejects.toMatchObject(failed);
    // Letter case is part of the id as the sender wrote it.
    await expect(opening.open(one.toUpperCase(), content)).rejects.toMatchObject(failed);
  });

  test('a wrapped DEK opens for its own reference, data group and key only', async () => {
    const group = uuid();
    const { wrapped, dekRef } = await newDek(publicKeysetOf(keyset), uuid(), group, backend);
    await expect(openDek(decrypter, wrapped, uuid(), group, backend)).rejects.toMatchObject(failed);
    await expect(openDek(decrypter, wrapped, dekRef, uuid(), backend)).rejects.toMatchObject(failed);
    await expect(openDek(decrypter, wrapped, group, dekRef, backend)).rejects.toMatchObject(failed);
    const other = await hybridDecrypter(await generateHybridKeyset(backend), backend);
    await expect(openDek(other, wrapped, dekRef, group, backend)).rejects.toMatchObject(failed);
  });

  test('a DEK kept as a keyset opens the same', async () => {
    const [id, group] = [uuid(), uuid()];
    const dek = await newDek(publicKeysetOf(keyset), id, group, backend);
    const content = await dek.seal(id, utf8('kept'));
    const binary = await unwrapDek(decrypter, dek.wrapped, id, group);
    expect(await (await dekOfKeyset(binary, backend)).open(id, content)).toEqual(utf8('kept'));
  });
});

test('every DEK and every sealing is fresh', async () => {
  const publicKeyset = publicKeysetOf(await generateHybridKeyset());
  const [id, group] = [uuid(), uuid()];
  const seen = new Set<string>();
  for (let i = 0; i < 20; i++) {
    const dek = await newDek(publicKeyset, id, group);
    seen.add(toBase64(dek.wrapped)).add(toBase64(await dek.seal(id, utf8('same'))));
    seen.add(toBase64(await dek.seal(id, utf8('same'))));
  }
  expect(seen.size).toBe(60);
});

test('what is no UUID is refused before anything is sealed', async () => {
  const publicKeyset = publicKeysetOf(await generateHybridKeyset());
  await expect(newDek(publicKeyset, 'record-1', uuid())).rejects.toMatchObject({ code: 'invalid-argument' });
  const dek = await newDek(publicKeyset, uuid(), uuid());
  await expect(dek.seal('record-1', utf8('x'))).rejects.toMatchObject({ code: 'invalid-argument' });
});

test('a wrapped keyset of another kind is no DEK', async () => {
  const keyset = await generateHybridKeyset();
  const [id, group] = [uuid(), uuid()];
  const encrypter = await hybridEncrypter(publicKeysetOf(keyset));
  const signing = keysetToBinary(await generateSigningKeyset());
  const wrapped = await encrypter.encrypt(signing, dekContext(id, group));
  const opening = openDek(await hybridDecrypter(keyset), wrapped, id, group);
  await expect(opening).rejects.toMatchObject({ code: 'wrong-keyset' });
});

import { argon2id as hashWasmArgon2id } from 'hash-wasm';
import type { Argon2id } from '@/lib/keys/unlock-slots';

/** RFC 9106 Argon2id in WebAssembly: 64 MiB and three passes take a good half second on a laptop. */
export const argon2id: Argon2id = async (passphrase, { salt, memoryKiB, iterations, parallelism }) => {
  const key = await hashWasmArgon2id({
    password: passphrase,
    salt,
    memorySize: memoryKiB,
    iterations,
    parallelism,
    hashLength: 32,
    outputType: 'binary',
  });
  return new Uint8Array(key);
};

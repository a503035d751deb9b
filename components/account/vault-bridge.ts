'use client';

/** The two things that signing in and out asks of the vault, in one place. */
export type VaultBridge = {
  unlock: (passphrase: string) => Promise<void>;
  lock: () => Promise<void>;
};

export function useVaultBridge(): VaultBridge {
  return {
    unlock: () => Promise.reject(new Error('there is no vault yet')),
    lock: () => Promise.resolve(),
  };
}

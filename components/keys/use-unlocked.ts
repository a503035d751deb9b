'use client';
import { useCallback } from 'react';
import { VaultLocked } from '@/lib/vault/vault-error';
import { useVaultContext } from './vault-provider';

/**
 * Runs something that needs keys. When they are locked it asks the person to unlock and goes on where it was; a person
 * who closes the dialog ends it with VaultLocked.
 */
export function useUnlocked(): <R>(work: () => Promise<R>) => Promise<R> {
  const { askToUnlock } = useVaultContext();
  return useCallback(
    async (work) => {
      try {
        return await work();
      } catch (error) {
        if (!(error instanceof VaultLocked) || !(await askToUnlock())) throw error;
        return work();
      }
    },
    [askToUnlock],
  );
}

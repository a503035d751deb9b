'use client';
import { useSyncExternalStore } from 'react';
import { STARTING, vault, type VaultSnapshot } from '@/lib/vault/vault';

/** Whether the keys are open, and until when. On the server and in the first render nobody knows yet. */
export function useVault(): VaultSnapshot {
  return useSyncExternalStore(vault.subscribe, vault.getSnapshot, () => STARTING);
}

'use client';
import { useState } from 'react';
import { routes } from '@/lib/routes';
import { wipeVault } from './vault-at-sign-in';

export type SignOutState = 'idle' | 'pending' | 'failed';

/**
 * Wipes the vault, ends the session, and leaves by loading a new page, so that nothing that was shown stays in memory.
 * A vault that cannot be reached does not keep anyone from signing out.
 */
export function useSignOut(): { state: SignOutState; signOut: () => Promise<void> } {
  const [state, setState] = useState<SignOutState>('idle');
  const signOut = async () => {
    setState('pending');
    await wipeVault().catch(() => undefined);
    const answer = await fetch('/api/auth/sign-out', { method: 'POST' }).catch(() => null);
    if (answer?.ok) window.location.assign(`${routes.signIn()}?signed-out`);
    else setState('failed');
  };
  return { state, signOut };
}

'use client';
import dynamic from 'next/dynamic';
import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  type ReactNode,
} from 'react';
import type { KeyTexts } from '@/lib/i18n/messages/key-messages';
import type { VaultMount } from '@/lib/keys/vault-mount';
import { vault } from '@/lib/vault/vault';
import { LockWarning } from './lock-warning';

// The dialog weighs more than all the rest here and is needed after a press only.
const UnlockDialog = dynamic(() => import('./unlock-dialog').then((file) => file.UnlockDialog), {
  ssr: false,
});

type VaultContext = {
  texts: KeyTexts;
  /** Asks the person to unlock; whether they did. */
  askToUnlock: () => Promise<boolean>;
};
const Context = createContext<VaultContext | null>(null);

export function useVaultContext(): VaultContext {
  const context = useContext(Context);
  if (!context) throw new Error('VaultRoot is missing around this page');
  return context;
}

type Props = { mount: VaultMount | null; texts: KeyTexts; children: ReactNode };

export function VaultProvider({ mount, texts, children }: Props) {
  const [isAsking, setAsking] = useState(false);
  const waiting = useRef<((isUnlocked: boolean) => void)[]>([]);

  useEffect(() => {
    void vault.start(mount);
    // Who is signed in decides, not the object that says so.
  }, [mount?.userId]);

  const answer = useCallback((isUnlocked: boolean) => {
    setAsking(false);
    for (const resolve of waiting.current.splice(0)) resolve(isUnlocked);
  }, []);
  const askToUnlock = useCallback(async () => {
    if ((await vault.settled()).state === 'unlocked') return true;
    setAsking(true);
    return new Promise<boolean>((resolve) => waiting.current.push(resolve));
  }, []);
  const context = useMemo(() => ({ texts, askToUnlock }), [texts, askToUnlock]);

  return (
    <Context value={context}>
      {children}
      <LockWarning texts={texts} />
      {isAsking && <UnlockDialog texts={texts} onAnswer={answer} />}
    </Context>
  );
}

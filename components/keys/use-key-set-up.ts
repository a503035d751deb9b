'use client';
import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { vault } from '@/lib/vault/vault';
import type { NewKeys } from '@/lib/vault/vault-protocol';
import { vaultFailure } from './vault-failure';
import { useVaultContext } from './vault-provider';

export type SetUpStep = { at: 'passphrase' } | { at: 'code' | 'check'; keys: NewKeys };

/** The three steps of the first keys. They are in the worker and in this state until `finish` has stored them. */
export function useKeySetUp(to: Route) {
  const { texts } = useVaultContext();
  const router = useRouter();
  const [step, setStep] = useState<SetUpStep>({ at: 'passphrase' });
  const [isFinishing, setFinishing] = useState(false);
  const [failure, setFailure] = useState<{ message: string } | null>(null);

  const attempt = async (work: () => Promise<void>) => {
    setFailure(null);
    try {
      await work();
    } catch (error) {
      setFailure({ message: vaultFailure(error, 'passphrase', texts) });
    }
  };
  const choose = (passphrase: string) =>
    attempt(async () => {
      setStep({ at: 'code', keys: await vault.setUp(passphrase) });
    });
  const finish = async (keys: NewKeys, withRecovery: boolean) => {
    setFinishing(true);
    await attempt(async () => {
      await vault.finishSetUp(keys, withRecovery);
      router.replace(to);
    });
    setFinishing(false);
  };
  return { step, setStep, isFinishing, failure, choose, finish };
}

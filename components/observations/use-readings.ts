'use client';
import { useEffect, useState } from 'react';
import { useVault } from '@/components/keys/use-vault';
import { ReadRefused, type ReadQuestion } from '@/lib/observations/read-observations';
import type { VaultSnapshot } from '@/lib/vault/vault';
import { vaultErrorCode } from '@/lib/vault/vault-error';
import { openReadings, type OpenedReadings } from './open-readings';

/** `refused`: by the server, at its own layer; `failed`: by the vault or the wire. */
export type ReadingsState =
  | { state: 'starting' | 'locked' | 'no-keys' | 'signed-out' | 'not-shared' }
  | { state: 'opening'; opened: number }
  | ({ state: 'open' } & OpenedReadings)
  | { state: 'refused'; refusal: ReadRefused }
  | { state: 'failed'; code: string };

const ANNOUNCE_EVERY_MS = 120;

/**
 * The opened readings of a question while the vault is unlocked and the scope is shared. Whenever either ends, the question
 * changes or the component goes, the plaintext is dropped: it lives in this state and nowhere else.
 */
export function useReadings(
  question: ReadQuestion,
  isShared: boolean,
): ReadingsState & { retry: () => void } {
  const vaultState = useVault().state;
  const [attempt, setAttempt] = useState(0);
  const isReady = isShared && vaultState === 'unlocked';
  const name = isReady ? JSON.stringify([question, attempt]) : null;
  const [held, setHeld] = useState<{ name: string; reading: ReadingsState } | null>(null);
  // In the render itself, so that no frame shows readings of another question or of a locked vault.
  if (held && held.name !== name) setHeld(null);

  useEffect(() => {
    if (name === null) return undefined;
    const [asked] = JSON.parse(name) as [ReadQuestion];
    return start(asked, (reading) => setHeld({ name, reading }));
  }, [name]);

  const current: ReadingsState = held && held.name === name ? held.reading : waiting(isShared, vaultState);
  return { ...current, retry: () => setAttempt((count) => count + 1) };
}

function waiting(isShared: boolean, vaultState: VaultSnapshot['state']): ReadingsState {
  if (!isShared) return { state: 'not-shared' };
  return vaultState === 'unlocked' ? { state: 'opening', opened: 0 } : { state: vaultState };
}

function start(question: ReadQuestion, show: (reading: ReadingsState) => void): () => void {
  const abort = new AbortController();
  const showIfAsked = (reading: ReadingsState) => {
    if (!abort.signal.aborted) show(reading);
  };
  let shownAt = performance.now();
  const onProgress = (opened: number) => {
    if (performance.now() - shownAt < ANNOUNCE_EVERY_MS) return;
    shownAt = performance.now();
    showIfAsked({ state: 'opening', opened });
  };
  openReadings(question, onProgress, abort.signal).then(
    (opened) => showIfAsked({ state: 'open', ...opened }),
    (error: unknown) => showIfAsked(failure(error)),
  );
  return () => abort.abort();
}

function failure(error: unknown): ReadingsState {
  if (error instanceof ReadRefused) return { state: 'refused', refusal: error };
  const code = vaultErrorCode(error);
  return code === 'locked' ? { state: 'locked' } : { state: 'failed', code };
}

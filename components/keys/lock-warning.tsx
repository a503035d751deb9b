'use client';
import { useEffect, useState } from 'react';
import { Callout } from '@/components/ui/callout';
import { Button } from '@/components/ui/press-button';
import type { KeyTexts } from '@/lib/i18n/messages/key-messages';
import { vault } from '@/lib/vault/vault';
import { useVault } from './use-vault';

const BEFORE_MS = 2 * 60_000;
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Two minutes before the lock. Any key or press keeps it open; the button is there to be found. */
export function LockWarning({ texts }: { texts: KeyTexts }) {
  const snapshot = useVault();
  const expiresAt = snapshot.state === 'unlocked' ? snapshot.expiresAt : null;
  const [warnedOf, setWarnedOf] = useState<number | null>(null);

  useEffect(() => {
    if (expiresAt === null) return undefined;
    const wait = Math.min(Math.max(expiresAt - BEFORE_MS - Date.now(), 0), LONGEST_TIMER_MS);
    const timer = setTimeout(() => setWarnedOf(expiresAt), wait);
    return () => clearTimeout(timer);
  }, [expiresAt]);

  if (expiresAt === null || warnedOf !== expiresAt) return null;
  return (
    <div className="fixed inset-x-3 bottom-20 z-40 mx-auto max-w-[26rem] rounded-lg bg-surface shadow-float sm:bottom-3 print:hidden">
      <Callout
        tone="warning"
        role="status"
        title={texts.warning}
        actions={<Button onClick={() => void vault.touch()}>{texts.stay}</Button>}
      />
    </div>
  );
}

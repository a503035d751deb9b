'use client';
import { startTransition, useState, useTransition } from 'react';
import { useTranslations } from 'use-intl';
import { useAnnounce } from '@/components/ui/live-region';
import type { ActionResult } from '@/lib/errors';

type Change = { said: string; wasStop: boolean } | { failed: string };

/** One change to a patient's answers: waits for the server, says what it said, keeps the result on the card. */
export function useConsentChange() {
  const t = useTranslations('sharing');
  const announce = useAnnounce();
  const [isSaving, startSaving] = useTransition();
  const [result, setResult] = useState<Change | null>(null);

  function run(
    action: () => Promise<ActionResult<unknown>>,
    said: string,
    wasStop = false,
  ): Promise<boolean> {
    setResult(null);
    return new Promise((resolve) => {
      startSaving(async () => {
        const answer = await action().catch(() => null);
        const failed = answer?.ok === true ? null : (answer?.error.message ?? t('unavailable'));
        // With the page's new state, which came with the answer: "Stopped" must not stand beside "Sharing".
        startTransition(() => setResult(failed === null ? { said, wasStop } : { failed }));
        announce(failed ?? said, failed === null ? 'polite' : 'assertive');
        resolve(failed === null);
      });
    });
  }

  return { isSaving, result, run };
}

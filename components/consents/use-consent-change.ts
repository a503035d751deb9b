'use client';
import { startTransition, useState, useTransition } from 'react';
import { useTranslations } from 'use-intl';
import { useAnnounce } from '@/components/ui/live-region';
import type { ActionResult } from '@/lib/errors';

export type ConsentOutcome = { said: string; wasStop: boolean } | { failed: string };

/** One change to a patient's answers: waits for the server, says what it said, keeps the result on the card. */
export function useConsentChange() {
  const t = useTranslations('sharing');
  const announce = useAnnounce();
  const [isSaving, startSaving] = useTransition();
  const [result, setResult] = useState<ConsentOutcome | null>(null);

  /** What the server answered; null when it did not do it. */
  function run<R>(
    action: () => Promise<ActionResult<R>>,
    said: string,
    wasStop = false,
  ): Promise<{ value: R } | null> {
    setResult(null);
    return new Promise((resolve) => {
      startSaving(async () => {
        const answer = await action().catch(() => null);
        const done = answer?.ok === true ? { value: answer.value } : null;
        const failed = done
          ? null
          : ((answer?.ok === false ? answer.error.message : null) ?? t('unavailable'));
        // With the page's new state, which came with the answer: "Stopped" must not stand beside "Sharing".
        startTransition(() => setResult(failed === null ? { said, wasStop } : { failed }));
        announce(failed ?? said, failed === null ? 'polite' : 'assertive');
        resolve(done);
      });
    });
  }

  return { isSaving, result, run };
}

export type ConsentChange = ReturnType<typeof useConsentChange>;

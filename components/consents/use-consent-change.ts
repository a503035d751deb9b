'use client';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useAnnounce } from '@/components/ui/live-region';
import type { ActionResult } from '@/lib/errors';

type Change = { said: string; wasStop: boolean } | { failed: string };

/** One change to a patient's answers: waits for the server, says what it said, keeps the result on the card. */
export function useConsentChange() {
  const t = useTranslations('sharing');
  const announce = useAnnounce();
  const [isSaving, setSaving] = useState(false);
  const [result, setResult] = useState<Change | null>(null);

  async function run(
    action: () => Promise<ActionResult<unknown>>,
    said: string,
    wasStop = false,
  ): Promise<boolean> {
    setSaving(true);
    setResult(null);
    const answer = await action().catch(() => null);
    setSaving(false);
    const failed = answer?.ok === true ? null : (answer?.error.message ?? t('unavailable'));
    setResult(failed === null ? { said, wasStop } : { failed });
    announce(failed ?? said, failed === null ? 'polite' : 'assertive');
    return failed === null;
  }

  return { isSaving, result, run };
}

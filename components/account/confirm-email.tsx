'use client';
import { useState, useTransition } from 'react';
import { useTranslations } from 'use-intl';
import { Callout } from '@/components/ui/callout';
import { Button } from '@/components/ui/press-button';
import { postJson, type Answer } from './account-request';

type Result = 'emailDone' | 'emailHalf' | 'emailTaken' | 'emailGone' | 'failed';

function resultOf(answer: Answer): Result {
  if (answer.ok) return JSON.stringify(answer.value) === '{"done":true}' ? 'emailDone' : 'emailHalf';
  const byStatus: Record<number, Result> = { 404: 'emailGone', 409: 'emailTaken' };
  return byStatus[answer.status] ?? 'failed';
}

/** A press and not the look at the page: programs that check mail open links too. */
export function ConfirmEmail({ token }: { token: string }) {
  const t = useTranslations('security');
  const [result, setResult] = useState<Result | null>(null);
  const [isPending, startTransition] = useTransition();
  const confirm = () =>
    startTransition(async () => setResult(resultOf(await postJson('/api/auth/email/confirm', { token }))));
  if (result) {
    const isGood = result === 'emailDone' || result === 'emailHalf';
    return (
      <Callout tone={isGood ? 'success' : 'danger'} role={isGood ? 'status' : 'alert'}>
        {t(result)}
      </Callout>
    );
  }
  return (
    <Button variant="primary" isPending={isPending} pendingLabel={t('saving')} onClick={confirm}>
      {t('emailConfirm')}
    </Button>
  );
}

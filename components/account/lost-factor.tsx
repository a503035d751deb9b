'use client';
import { useState, useTransition } from 'react';
import { useTranslations } from 'use-intl';
import { Callout } from '@/components/ui/callout';
import { Button } from '@/components/ui/press-button';
import { postJson } from './account-request';

/** Without the second factor: a manager of one's own organization has to agree. */
export function LostFactor() {
  const t = useTranslations('recover');
  const [state, setState] = useState<'closed' | 'open' | 'done' | 'failed' | 'tooMany'>('closed');
  const [isPending, startTransition] = useTransition();
  const ask = () =>
    startTransition(async () => {
      const answer = await postJson('/api/auth/second-step/lost');
      if (answer.ok) setState('done');
      else setState(answer.status === 429 ? 'tooMany' : 'failed');
    });
  if (state === 'closed') {
    return (
      <Button variant="quiet" onClick={() => setState('open')}>
        {t('lost')}
      </Button>
    );
  }
  if (state === 'done') {
    return (
      <Callout tone="success" role="status">
        {t('lostDone')}
      </Callout>
    );
  }
  return (
    <Callout
      tone="info"
      role="status"
      actions={
        <Button isPending={isPending} pendingLabel={t('sending')} onClick={ask}>
          {t('lostButton')}
        </Button>
      }
    >
      <p>{t('lostText')}</p>
      {state !== 'open' && <p className="font-medium">{t(state)}</p>}
    </Callout>
  );
}

'use client';
import { useRouter } from 'next/navigation';
import { useState, useTransition } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { routes } from '@/lib/routes';
import { inviteeStep } from './invitee-request';
import { useOutcomeWords } from './use-outcome-words';

type Props = { token: string; email: string; kind: 'practitioner' | 'patient'; organizationId: string };

/** For somebody who is signed in with the right account: one press. */
export function AcceptAs({ token, email, kind, organizationId }: Props) {
  const t = useTranslations('invitation');
  const words = useOutcomeWords();
  const router = useRouter();
  const [failure, setFailure] = useState<string | null>(null);
  const [isPending, startTransition] = useTransition();
  const accept = () =>
    startTransition(async () => {
      const answer = await inviteeStep(token, 'accept', { as: 'signed-in' });
      const sentence = words(answer);
      setFailure(sentence);
      if (sentence) return;
      if (answer.outcome === 'done')
        router.push(kind === 'patient' ? routes.mySharing() : routes.organization(organizationId));
      router.refresh();
    });
  return (
    <div className="space-y-3">
      <p>{t('acceptAs', { email })}</p>
      {failure && (
        <Callout tone="danger" role="alert">
          {failure}
        </Callout>
      )}
      <Button
        variant="primary"
        size="lg"
        block
        onClick={accept}
        isPending={isPending}
        pendingLabel={t('accepting')}
      >
        {t('accept')}
      </Button>
    </div>
  );
}

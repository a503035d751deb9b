'use client';
import { useState, useTransition } from 'react';
import { useTranslations } from 'use-intl';
import { Button, ButtonLink } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { routes } from '@/lib/routes';
import { inviteeStep } from './invitee-request';
import { useOutcomeWords } from './use-outcome-words';

type Props = { token: string; maskedEmail: string; onSent: () => void; onElse: () => void };

export function SendCodeStep({ token, maskedEmail, onSent, onElse }: Props) {
  const t = useTranslations('invitation');
  const words = useOutcomeWords();
  const [failure, setFailure] = useState<string | null>(null);
  const [isPending, startTransition] = useTransition();
  const send = () =>
    startTransition(async () => {
      const answer = await inviteeStep(token, 'code', {});
      const sentence = words(answer);
      if (answer.outcome === 'open') onSent();
      else if (sentence) setFailure(sentence);
      else onElse();
    });
  return (
    <div className="space-y-3">
      <p>{t('sendCodeHelp', { email: maskedEmail })}</p>
      {failure && (
        <Callout tone="danger" role="alert">
          {failure}
        </Callout>
      )}
      <Button
        variant="primary"
        size="lg"
        block
        onClick={send}
        isPending={isPending}
        pendingLabel={t('sending')}
      >
        {t('sendCode')}
      </Button>
      <ButtonLink
        block
        href={`${routes.signIn()}?${new URLSearchParams({ to: routes.invitation(token) }).toString()}`}
      >
        {t('haveAccount')}
      </ButtonLink>
    </div>
  );
}

'use client';
import { useRouter } from 'next/navigation';
import { useState, useTransition } from 'react';
import { useTranslations } from 'use-intl';
import { Field } from '@/components/forms/field';
import { Callout } from '@/components/ui/callout';
import { Button } from '@/components/ui/press-button';
import type { dropEmailChangeAction } from '@/lib/accounts/account-actions';
import type { OpenEmailChange } from '@/lib/accounts/email-change-store';
import { text } from '@/lib/form';
import { postJson } from './account-request';
import { AskPassword } from './ask-password';

type Props = { change: OpenEmailChange | null; drop: typeof dropEmailChangeAction };

export function EmailForm({ change, drop }: Props) {
  const t = useTranslations('security');
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  const act = async (current: string, form: FormData) => {
    const answer = await postJson('/api/auth/email', { current, email: text(form, 'email') });
    if (answer.ok) {
      setOpen(false);
      router.refresh();
    }
    return answer;
  };
  if (isOpen) {
    return (
      <AskPassword button={t('changeEmail')} act={act} onCancel={() => setOpen(false)}>
        <Field
          name="email"
          type="email"
          label={t('newEmail')}
          help={t('changeEmailText')}
          autoComplete="email"
          required
          maxLength={254}
        />
      </AskPassword>
    );
  }
  return (
    <div className="space-y-3">
      {change && <Waiting change={change} drop={drop} />}
      <Button onClick={() => setOpen(true)}>{t('changeEmail')}</Button>
    </div>
  );
}

function Waiting({ change, drop }: { change: OpenEmailChange; drop: Props['drop'] }) {
  const t = useTranslations('security');
  const [isPending, startTransition] = useTransition();
  const { newEmail, oldConfirmed, newConfirmed } = change;
  const which = oldConfirmed ? 'new' : newConfirmed ? 'old' : 'both';
  const keep = () =>
    startTransition(async () => {
      await drop({});
    });
  return (
    <Callout
      tone="info"
      role="status"
      actions={
        <Button isPending={isPending} onClick={keep}>
          {t('emailCancel')}
        </Button>
      }
    >
      {t('emailWaiting', { email: newEmail, which: t(`emailWhich.${which}`) })}
    </Callout>
  );
}

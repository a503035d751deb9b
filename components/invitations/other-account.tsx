'use client';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { wipeVault } from '@/components/account/vault-at-sign-in';
import { Button } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { routes } from '@/lib/routes';

type Props = { token: string; email: string; invited: string };

/** Somebody else is signed in here: perhaps the same person with another address, perhaps another person's browser. */
export function OtherAccount({ token, email, invited }: Props) {
  const t = useTranslations('invitation');
  const [state, setState] = useState<'idle' | 'pending' | 'failed'>('idle');
  const signOut = async () => {
    setState('pending');
    await wipeVault().catch(() => undefined);
    const answer = await fetch('/api/auth/sign-out', { method: 'POST' }).catch(() => null);
    // By loading anew, so that nothing of the other account stays in memory.
    if (answer?.ok) window.location.assign(routes.invitation(token));
    else setState('failed');
  };
  return (
    <Callout
      tone="warning"
      title={t('otherAccountTitle')}
      actions={
        <Button onClick={() => void signOut()} isPending={state === 'pending'}>
          {t('signOut')}
        </Button>
      }
    >
      {t('otherAccountText', { email, invited })}
      {state === 'failed' && <p role="alert">{t('failed')}</p>}
    </Callout>
  );
}

export function OtherType({ kind }: { kind: 'practitioner' | 'patient' }) {
  const t = useTranslations('invitation');
  return (
    <Callout tone="warning" title={t('otherTypeTitle')}>
      {t(kind === 'patient' ? 'otherTypePatient' : 'otherTypePractitioner')}
    </Callout>
  );
}

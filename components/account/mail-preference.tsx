'use client';
import { useState, useTransition } from 'react';
import { useTranslations } from 'use-intl';
import { RadioGroup } from '@/components/ui/radio-group';
import type { changeMailPreferenceAction } from '@/lib/accounts/account-actions';
import type { MailKind } from '@/lib/accounts/account-schema';

type Props = { kind: MailKind; wants: boolean; change: typeof changeMailPreferenceAction };

const WORDS = {
  'new-device': ['mailNewDevice', 'mailNewDeviceHelp'],
  'role-change': ['mailRoleChange', 'mailRoleChangeHelp'],
  'consent-change': ['mailConsentChange', 'mailConsentChangeHelp'],
  'consent-due': ['mailConsentDue', 'mailConsentDueHelp'],
} as const;

export function MailPreference({ kind, wants, change }: Props) {
  const t = useTranslations('security');
  const [chosen, setChosen] = useState(wants);
  const [message, setMessage] = useState<'saved' | 'failed' | null>(null);
  const [isPending, startTransition] = useTransition();
  const choose = (value: string) => {
    const isWanted = value === 'on';
    setChosen(isWanted);
    startTransition(async () => {
      const { ok } = await change({ kind, wants: isWanted });
      setMessage(ok ? 'saved' : 'failed');
      if (!ok) setChosen(!isWanted);
    });
  };
  const [legend, help] = WORDS[kind];
  return (
    <div className="space-y-3" aria-busy={isPending}>
      <RadioGroup
        legend={t(legend)}
        help={t(help)}
        name={kind}
        value={chosen ? 'on' : 'off'}
        options={[
          { value: 'on', label: t('on') },
          { value: 'off', label: t('off') },
        ]}
        onChange={choose}
      />
      <p role="status">{message && t(message)}</p>
    </div>
  );
}

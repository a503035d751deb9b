'use client';
import { useState, useTransition } from 'react';
import { useTranslations } from 'use-intl';
import { RadioGroup } from '@/components/ui/radio-group';
import type { changeMailPreferenceAction } from '@/lib/accounts/account-actions';

type Props = { wants: boolean; change: typeof changeMailPreferenceAction };

export function MailPreference({ wants, change }: Props) {
  const t = useTranslations('security');
  const [chosen, setChosen] = useState(wants);
  const [message, setMessage] = useState<'saved' | 'failed' | null>(null);
  const [isPending, startTransition] = useTransition();
  const choose = (value: string) => {
    const onNewDevice = value === 'on';
    setChosen(onNewDevice);
    startTransition(async () => {
      const { ok } = await change({ onNewDevice });
      setMessage(ok ? 'saved' : 'failed');
      if (!ok) setChosen(!onNewDevice);
    });
  };
  return (
    <div className="space-y-3" aria-busy={isPending}>
      <RadioGroup
        legend={t('mailNewDevice')}
        help={t('mailNewDeviceHelp')}
        name="new-device"
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

'use client';
import { Smartphone } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { CopyButton } from '@/components/ui/copy-button';
import { addDeviceAction } from '@/lib/observations/device-actions';
import type { NewDevice } from '@/lib/observations/device-secret';

/** A patient connects a phone to one study: its secret is shown once, because only its hash is kept. */
export function ConnectPhone({ enrollmentId }: { enrollmentId: string }) {
  const t = useTranslations('sharing');
  const [made, setMade] = useState<NewDevice | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const [isPending, setPending] = useState(false);

  async function connect() {
    setPending(true);
    const answer = await addDeviceAction({ enrollmentId, name: t('phone') }).catch(() => null);
    setPending(false);
    setFailed(answer?.ok ? null : (answer?.error.message ?? t('unavailable')));
    if (answer?.ok) setMade(answer.value);
  }

  if (made) return <PhoneSecret device={made} />;
  return (
    <div className="space-y-3">
      <Button
        size="lg"
        icon={<Smartphone aria-hidden />}
        isPending={isPending}
        onClick={() => void connect()}
      >
        {t('connectPhone')}
      </Button>
      {failed && (
        <Callout tone="danger" role="alert">
          {failed}
        </Callout>
      )}
    </div>
  );
}

function PhoneSecret({ device }: { device: NewDevice }) {
  const t = useTranslations('sharing');
  const rows = [
    { label: t('phoneGroup'), value: device.dataGroupId },
    { label: t('phoneSecret'), value: device.bearer },
  ];
  return (
    <Callout tone="success" role="status" title={t('phoneReady')}>
      <p>{t('phoneOnce')}</p>
      <dl className="mt-2 space-y-2">
        {rows.map(({ label, value }) => (
          <div key={label}>
            <dt className="font-medium">{label}</dt>
            <dd className="flex flex-wrap items-center gap-2">
              <code className="font-mono text-sm break-all">{value}</code>
              <CopyButton value={value} label={t('copy', { what: label })} isIconOnly size="lg" />
            </dd>
          </div>
        ))}
      </dl>
    </Callout>
  );
}

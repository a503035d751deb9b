'use client';
import { useTranslations } from 'use-intl';
import { Callout } from '@/components/ui/callout';
import { CopyButton } from '@/components/ui/copy-button';
import type { NewDevice } from '@/lib/observations/device-secret';

/** What a phone needs to send readings. Nobody can look it up later. */
export function PhoneSecret({ device }: { device: NewDevice }) {
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

import { buttonClass } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { KeyValue } from '@/components/ui/key-value';
import { Time } from '@/components/ui/time';
import type { Locale } from '@/lib/i18n/locale';
import { translatorFor } from '@/lib/i18n/translator';
import type { Receipt } from '@/lib/receipts/receipt';

const DECISIONS = ['granted', 'declined', 'stopped', 'paused', 'resumed'] as const;

/** A receipt in words, and its signed form to keep. */
export function ReceiptCard({ receipt, locale }: { receipt: Receipt; locale: Locale }) {
  const t = translatorFor(locale, 'patient');
  const { event, purposes, pii_controllers: controllers } = receipt.payload.consent_record;
  const decision = DECISIONS.find((word) => word === event.event_type);
  const items = [
    { label: t('number'), value: <code className="font-mono text-sm break-all">{receipt.decisionId}</code> },
    { label: t('answer'), value: decision ? t(decision) : event.event_type },
    { label: t('data'), value: receipt.plainName[locale] },
    { label: t('code'), value: <code className="font-mono text-sm">{purposes[0]?.pii_type}</code> },
    { label: t('forStudy'), value: purposes[0]?.purpose },
    { label: t('organization'), value: controllers[0]?.name },
    { label: t('time'), value: <Time at={event.event_time} format="datetime" locale={locale} /> },
    {
      label: t('until'),
      value: event.valid_until ? <Time at={event.valid_until} format="date" locale={locale} /> : t('noEnd'),
    },
    { label: t('who'), value: event.entity_type === 'pii_principal' ? t('you') : t('staff') },
  ];
  return (
    <Card
      footer={
        <a
          className={buttonClass({ variant: 'primary', size: 'lg' })}
          href={`data:application/jose;base64,${Buffer.from(receipt.jws).toString('base64')}`}
          download={`wellkept-receipt-${receipt.decisionId}.jws`}
        >
          {t('download')}
        </a>
      }
    >
      <KeyValue items={items} />
      <details className="mt-4">
        <summary className="min-h-11 cursor-pointer py-2 font-medium">{t('signature')}</summary>
        <code className="block font-mono text-xs break-all">{receipt.jws}</code>
      </details>
    </Card>
  );
}

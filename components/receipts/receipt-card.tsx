import { PrintButton } from '@/components/ui/print-button';
import { buttonClass, ButtonLink } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { KeyValue } from '@/components/ui/key-value';
import { Time } from '@/components/ui/time';
import type { Locale } from '@/lib/i18n/locale';
import { translatorFor, type TranslatorOf } from '@/lib/i18n/translator';
import type { Receipt, ReceiptFile } from '@/lib/receipts/receipt';
import { routes } from '@/lib/routes';
import { receiptFacts } from './receipt-facts';

const dataUrl = (type: string, text: string) => `data:${type};base64,${Buffer.from(text).toString('base64')}`;

/** A receipt in words, and its signed form to keep, print and check. */
export function ReceiptCard({ receipt, locale }: { receipt: Receipt; locale: Locale }) {
  const t = translatorFor(locale, 'patient');
  const { jws, payload } = receipt;
  const when = (at: string, format: 'date' | 'datetime') => <Time at={at} format={format} locale={locale} />;
  const says = translatorFor(locale, 'receipt');
  return (
    <Card footer={<Ways receipt={receipt} t={t} />}>
      <KeyValue
        items={[
          ...receiptFacts({ t: says, payload, plainName: receipt.plainName[locale], when }),
          { label: t('key'), value: <code className="font-mono text-sm break-all">{receipt.keyId}</code> },
        ]}
      />
      <details className="mt-4 print:hidden">
        <summary className="min-h-11 cursor-pointer py-2 font-medium">{t('signature')}</summary>
        <code className="block font-mono text-xs break-all">{jws}</code>
      </details>
      {/* On paper nothing can be opened, and without the signature paper proves nothing. */}
      <code className="mt-4 hidden font-mono text-xs break-all print:block">{jws}</code>
    </Card>
  );
}

function Ways({ receipt, t }: { receipt: Receipt; t: TranslatorOf<'patient'> }) {
  const { decisionId, jws, payload } = receipt;
  const file: ReceiptFile = { receipt: jws, says: payload };
  const name = `wellkept-receipt-${decisionId}`;
  return (
    <div className="flex flex-wrap gap-3 print:hidden">
      <a
        className={buttonClass({ variant: 'primary', size: 'lg' })}
        href={dataUrl('application/jose', jws)}
        download={`${name}.jws`}
      >
        {t('download')}
      </a>
      <PrintButton label={t('print')} />
      <ButtonLink size="lg" href={routes.verify()}>
        {t('check')}
      </ButtonLink>
      <a
        className={buttonClass({ variant: 'quiet', size: 'lg' })}
        href={dataUrl('application/json', JSON.stringify(file, null, 2))}
        download={`${name}.json`}
      >
        {t('downloadData')}
      </a>
    </div>
  );
}

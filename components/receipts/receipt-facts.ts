import type { KeyValueItem } from '@/components/ui/key-value';
import type { TranslatorOf } from '@/lib/i18n/translator';
import type { ReceiptPayload } from '@/lib/receipts/receipt';

const DECISIONS = ['granted', 'declined', 'stopped', 'paused', 'resumed'] as const;

export type ReceiptFacts = {
  t: Pick<TranslatorOf<'receipt'>, never> & ((key: Parameters<TranslatorOf<'receipt'>>[0]) => string);
  payload: ReceiptPayload;
  /** The patients' word for it, where somebody knows it. */
  plainName: string | null;
  when: (at: string, format: 'date' | 'datetime') => KeyValueItem['value'];
};

/** What a receipt says, line by line; the same wherever it is shown. */
export function receiptFacts({ t, payload, plainName, when }: ReceiptFacts): KeyValueItem[] {
  const { event, purposes, pii_controllers: controllers, privacy_notice: notice } = payload.consent_record;
  const [purpose] = purposes;
  const decision = DECISIONS.find((word) => word === event.event_type);
  return [
    { label: t('number'), value: payload.jti },
    { label: t('answer'), value: decision ? t(decision) : event.event_type },
    ...(plainName === null ? [] : [{ label: t('data'), value: plainName }]),
    { label: t('code'), value: purpose?.pii_type },
    { label: t('forStudy'), value: purpose?.purpose },
    { label: t('reason'), value: purpose?.reason },
    { label: t('organization'), value: controllers[0]?.name },
    { label: t('time'), value: when(event.event_time, 'datetime') },
    { label: t('until'), value: event.valid_until ? when(event.valid_until, 'date') : t('noEnd') },
    { label: t('who'), value: t(event.entity_type === 'pii_principal' ? 'patient' : 'staff') },
    { label: t('textVersion'), value: String(notice.version) },
    { label: t('issuer'), value: payload.iss },
  ];
}

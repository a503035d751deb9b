'use client';
import { useTranslations } from 'use-intl';
import { Field } from '@/components/forms/field';

type Props = { value: string; onChange: (day: string) => void; isPast: boolean };

/** The last day of sharing; empty: no end. */
export function EndDateField({ value, onChange, isPast }: Props) {
  const t = useTranslations('sharing');
  return (
    <Field
      type="date"
      name="endsAt"
      label={t('endDate')}
      help={t('endDateHelp')}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      {...(isPast && { errors: [t('endDatePast')] })}
    />
  );
}

/** The end of that day where the reader is; undefined for a day that is over. */
export function endOfDay(day: string): string | null | undefined {
  if (day === '') return null;
  const end = new Date(`${day}T23:59:59`);
  return end.getTime() > Date.now() ? end.toISOString() : undefined;
}

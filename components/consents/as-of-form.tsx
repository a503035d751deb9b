import { Field } from '@/components/forms/field';
import { Button, ButtonLink } from '@/components/ui/button';
import type { TranslatorOf } from '@/lib/i18n/translator';
import { routes } from '@/lib/routes';

type Props = { day: string | null; t: TranslatorOf<'patient'> };

/** Any day of the past, in the address, so that it can be kept and sent. */
export function AsOfForm({ day, t }: Props) {
  return (
    <form method="get" action={routes.myHistory()} className="space-y-3">
      <Field
        type="date"
        name="on"
        label={t('asOfLabel')}
        help={t('asOfHelp')}
        defaultValue={day ?? ''}
        required
      />
      <div className="flex flex-wrap gap-3">
        <Button type="submit" size="lg">
          {t('asOfShow')}
        </Button>
        {day !== null && (
          <ButtonLink size="lg" variant="quiet" href={routes.myHistory()}>
            {t('asOfClear')}
          </ButtonLink>
        )}
      </div>
    </form>
  );
}

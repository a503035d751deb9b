'use client';
import { useLocale, useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { Time } from '@/components/ui/time';
import type { ScopeConsent } from '@/lib/consents/consent';
import { confirmDecisionAction } from '@/lib/consents/consent-actions';
import { useConsentChange } from './use-consent-change';

type Props = { decisionId: string; onBehalf: NonNullable<ScopeConsent['onBehalf']> };

/** Somebody wrote the answer down for the patient: it waits for the patient's own word. */
export function OnBehalfNotice({ decisionId, onBehalf }: Props) {
  const t = useTranslations('sharing');
  const locale = useLocale();
  const { isSaving, result, run } = useConsentChange();
  const answer = (word: 'confirmed' | 'disputed') => () =>
    void run(() => confirmDecisionAction({ decisionId, answer: word }), t(word));
  const when = () => <Time at={onBehalf.spokenAt} format="date" locale={locale} />;

  return (
    <Callout
      tone="warning"
      actions={
        <>
          <Button size="lg" isPending={isSaving} onClick={answer('confirmed')}>
            {t('onBehalfYes')}
          </Button>
          <Button size="lg" isPending={isSaving} onClick={answer('disputed')}>
            {t('onBehalfNo')}
          </Button>
        </>
      }
    >
      {t.rich('onBehalf', { name: onBehalf.byName, when })}
      {result && 'failed' in result && <p className="text-danger">{result.failed}</p>}
    </Callout>
  );
}

'use client';
import { useLocale, useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { Time } from '@/components/ui/time';
import type { ConsentState, ScopeConsent } from '@/lib/consents/consent';
import { confirmDecisionAction } from '@/lib/consents/consent-actions';
import { useConsentChange } from './use-consent-change';

type Props = {
  decisionId: string;
  onBehalf: NonNullable<ScopeConsent['onBehalf']>;
  state: ConsentState;
};

const METHODS = {
  paper: 'methodPaper',
  'in-person': 'methodInPerson',
  telephone: 'methodTelephone',
  video: 'methodVideo',
} as const;

/** Somebody wrote the answer down for the patient: it waits for the patient's own word. */
export function OnBehalfNotice({ decisionId, onBehalf, state }: Props) {
  const t = useTranslations('sharing');
  const locale = useLocale();
  const { isSaving, result, run } = useConsentChange();
  const saidNo = state === 'declined';
  const answer = (word: 'confirmed' | 'disputed', said: string) => () =>
    void run(() => confirmDecisionAction({ decisionId, answer: word }), said);
  const when = () => <Time at={onBehalf.spokenAt} format="date" locale={locale} />;
  const method = METHODS[onBehalf.method as keyof typeof METHODS] as (typeof METHODS)['paper'] | undefined;

  return (
    <Callout
      tone="warning"
      actions={
        <>
          <Button size="lg" isPending={isSaving} onClick={answer('confirmed', t('confirmed'))}>
            {t('onBehalfYes')}
          </Button>
          <Button
            size="lg"
            isPending={isSaving}
            onClick={answer('disputed', t(saidNo ? 'disputedNo' : 'disputed'))}
          >
            {t(saidNo ? 'onBehalfNotNo' : 'onBehalfNo')}
          </Button>
        </>
      }
    >
      <p>{t.rich(saidNo ? 'onBehalfDeclined' : 'onBehalf', { name: onBehalf.byName, when })}</p>
      {method && <p>{t('onBehalfHow', { how: t(method) })}</p>}
      {result && 'failed' in result && <p className="text-danger">{result.failed}</p>}
    </Callout>
  );
}

'use client';
import { useLocale, useTranslations } from 'use-intl';
import { renewSharingAction } from '@/lib/consents/consent-actions';
import { AgreeButton, type OwnScope } from './agree-button';
import type { ConsentChange } from './use-consent-change';

/** Another end for something that is shared until a day: a new yes to the same question. */
export function RenewButton({ change, ...own }: OwnScope & { change: ConsentChange }) {
  const t = useTranslations('sharing');
  const locale = useLocale();
  const thing = own.scope.plainName[locale];
  return (
    <AgreeButton
      own={own}
      word={t('renew')}
      title={t('renewTitle', { thing })}
      text={t('renewText', { study: own.studyName })}
      yes={t('renewSave')}
      isSaving={change.isSaving}
      agree={(input) => change.run(() => renewSharingAction(input), t('renewedNow', { thing }))}
    />
  );
}

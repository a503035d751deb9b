'use client';
import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { Button, ButtonLink } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { Time } from '@/components/ui/time';
import type { ScopeConsent } from '@/lib/consents/consent';
import { stopSharingAction } from '@/lib/consents/consent-actions';
import { routes } from '@/lib/routes';
import type { Answer } from './answer-choice';
import { useConsentChange } from './use-consent-change';

export type SavedAnswers = {
  given: { scope: ScopeConsent; answer: Answer }[];
  decisionIds: string[];
  endsAt: string | null;
};
type Props = { enrollmentId: string; saved: SavedAnswers };

/** After answering: a receipt for each answer, the next date, and the way back. */
export function AnswersSaved({ enrollmentId, saved: { given, decisionIds, endsAt } }: Props) {
  const t = useTranslations('sharing');
  const locale = useLocale();
  const { isSaving, result, run } = useConsentChange();
  const [isUndone, setUndone] = useState(false);
  const shared = given.filter(({ answer }) => answer === 'share');

  async function undo() {
    let all = true;
    for (const { scope } of shared) {
      const target = { enrollmentId, scope: scope.scopeCode };
      all = (await run(() => stopSharingAction(target), t('undone'))) !== null && all;
    }
    setUndone(all);
  }

  return (
    <Callout tone="success" role="status" title={t(isUndone ? 'undone' : 'answered')}>
      <Receipts given={given} decisionIds={decisionIds} />
      <p>{t('receiptHint')}</p>
      {endsAt && !isUndone && shared.length > 0 && (
        <p>{t.rich('nextDate', { when: () => <Time at={endsAt} format="date" locale={locale} /> })}</p>
      )}
      {result && 'failed' in result && <p className="text-danger">{result.failed}</p>}
      {shared.length > 0 && !isUndone && (
        <Button size="lg" isPending={isSaving} pendingLabel={t('saving')} onClick={() => void undo()}>
          {t('undoAnswer')}
        </Button>
      )}
    </Callout>
  );
}

function Receipts({ given, decisionIds }: Omit<SavedAnswers, 'endsAt'>) {
  const t = useTranslations('sharing');
  const locale = useLocale();
  return (
    <ul className="space-y-1">
      {given.map(({ scope }, place) => (
        <li key={scope.scopeCode}>
          <ButtonLink variant="quiet" size="lg" href={routes.myReceipt(decisionIds[place] ?? '')}>
            {t('receiptNumber', {
              number: decisionIds[place]?.slice(0, 8) ?? '',
              thing: scope.plainName[locale],
            })}
          </ButtonLink>
        </li>
      ))}
    </ul>
  );
}

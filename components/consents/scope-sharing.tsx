'use client';
import { useLocale, useTranslations } from 'use-intl';
import { ButtonLink } from '@/components/ui/button';
import { StateBadge } from '@/components/ui/state-badge';
import { Time } from '@/components/ui/time';
import { undoStopAction } from '@/lib/consents/consent-actions';
import { routes } from '@/lib/routes';
import { ConsentResult } from './consent-result';
import { OnBehalfNotice } from './on-behalf-notice';
import { RenewButton } from './renew-button';
import type { OwnScope } from './agree-button';
import { SharingButton } from './sharing-button';
import { useConsentChange } from './use-consent-change';

type Props = OwnScope & { canChange: boolean };

/** One kind of data a patient has answered about: a status line and one button, never a switch. */
export function ScopeSharing({ canChange, ...own }: Props) {
  const t = useTranslations('sharing');
  const locale = useLocale();
  const change = useConsentChange();
  const { scope, enrollmentId } = own;
  const thing = scope.plainName[locale];
  const target = { enrollmentId, scope: scope.scopeCode };
  const undo = () => void change.run(() => undoStopAction(target), t('startedNow', { thing }));

  return (
    <li className="space-y-3 border-t border-line py-4 first:border-t-0">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <div className="min-w-0 space-y-1">
          <h3 className="font-semibold first-letter:uppercase">{thing}</h3>
          <p className="flex flex-wrap items-center gap-2">
            <StateBadge state={scope.state} word={t(scope.state)} className="text-sm" />
            <Dates scope={scope} />
          </p>
        </div>
        {canChange && <SharingButton {...own} change={change} />}
      </div>
      <ConsentResult result={change.result} onUndo={undo} note={t('keysKept')} />
      {scope.onBehalf?.waiting && scope.decisionId && (
        <OnBehalfNotice decisionId={scope.decisionId} onBehalf={scope.onBehalf} state={scope.state} />
      )}
      <div className="flex flex-wrap gap-3">
        {canChange && scope.state === 'granted' && scope.endsAt && <RenewButton {...own} change={change} />}
        {scope.decisionId && (
          <ButtonLink
            variant="quiet"
            size="lg"
            href={routes.myReceipt(scope.decisionId)}
            aria-label={t('receiptOf', { thing })}
          >
            {t('receipt')}
          </ButtonLink>
        )}
      </div>
    </li>
  );
}

function Dates({ scope }: Pick<OwnScope, 'scope'>) {
  const t = useTranslations('sharing');
  const locale = useLocale();
  const shows = (at: string) => <Time at={at} format="date" locale={locale} />;
  return (
    <span className="text-ink-2">
      {scope.decidedAt && t.rich('since', { when: () => shows(scope.decidedAt ?? '') })}
      {scope.endsAt && ' · '}
      {scope.endsAt && t.rich('until', { when: () => shows(scope.endsAt ?? '') })}
    </span>
  );
}

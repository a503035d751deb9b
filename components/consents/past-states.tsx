import { Card } from '@/components/ui/card';
import { StateBadge } from '@/components/ui/state-badge';
import { Time } from '@/components/ui/time';
import type { ConsentState, PastState } from '@/lib/consents/consent';
import type { Locale } from '@/lib/i18n/locale';
import { translatorFor } from '@/lib/i18n/translator';

type Props = { past: PastState[]; at: string; locale: Locale };

const WORDS = {
  pending: 'statePending',
  granted: 'stateGranted',
  declined: 'stateDeclined',
  stopped: 'stateStopped',
  paused: 'statePaused',
  expired: 'stateExpired',
} as const satisfies Record<ConsentState, string>;

/** What held at one moment, as the answers given until then add up. */
export function PastStates({ past, at, locale }: Props) {
  const t = translatorFor(locale, 'patient');
  return (
    <Card
      title={
        <>
          {t('asOfTitle')} <Time at={at} format="date" locale={locale} timeZone="UTC" />
        </>
      }
    >
      {past.length === 0 && <p>{t('asOfNone')}</p>}
      <ul className="divide-y divide-line">
        {past.map(({ studyId, studyName, scopeId, plainName, state }) => (
          <li key={`${studyId} ${scopeId}`} className="flex flex-wrap items-center gap-2 py-3">
            <StateBadge state={state} word={t(WORDS[state])} className="text-sm" />
            <span className="font-semibold">{plainName[locale]}</span>
            <span className="text-ink-2">{t('study', { study: studyName })}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

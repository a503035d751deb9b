import { ButtonLink } from '@/components/ui/button';
import { StateBadge } from '@/components/ui/state-badge';
import { Time } from '@/components/ui/time';
import type { HistoryEntry } from '@/lib/consents/consent';
import type { Locale } from '@/lib/i18n/locale';
import { translatorFor } from '@/lib/i18n/translator';
import { routes } from '@/lib/routes';

const OWN_WORD = { confirmed: 'confirmedByYou', disputed: 'disputedByYou', none: 'waitsForYou' } as const;

type Props = { entry: HistoryEntry; locale: Locale };

/** One answer of the past: what, for which study, when, and by whom it was written down. */
export function HistoryEntryCard({ entry, locale }: Props) {
  const t = translatorFor(locale, 'patient');
  const state = entry.decision === 'resumed' ? 'granted' : entry.decision;
  const thing = entry.plainName[locale];
  return (
    <li className="flex flex-wrap items-center justify-between gap-3 py-4">
      <div className="min-w-0 space-y-1">
        <p className="flex flex-wrap items-center gap-2">
          <StateBadge state={state} word={t(entry.decision)} className="text-sm" />
          <span className="font-semibold">{thing}</span>
        </p>
        <p className="text-ink-2">
          {t('study', { study: entry.studyName })} · <Time at={entry.decidedAt} locale={locale} />
        </p>
        {entry.onBehalfOfYou && (
          <p className="text-ink-2">
            {t('byStaff', { name: entry.byName })}. {t(OWN_WORD[entry.confirmation ?? 'none'])}
          </p>
        )}
      </div>
      <ButtonLink
        size="lg"
        href={routes.myReceipt(entry.decisionId)}
        aria-label={`${t('receipt')}: ${thing}, ${t(entry.decision)}`}
      >
        {t('receipt')}
      </ButtonLink>
    </li>
  );
}

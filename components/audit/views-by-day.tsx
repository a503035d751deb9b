import { Card } from '@/components/ui/card';
import { StateBadge } from '@/components/ui/state-badge';
import { Time } from '@/components/ui/time';
import type { DataView } from '@/lib/audit/view-store';
import type { Locale } from '@/lib/i18n/locale';
import { translatorFor } from '@/lib/i18n/translator';

type Props = { views: DataView[]; locale: Locale };

/** Who opened a patient's data, a card a day, in plain words and without addresses. */
export function ViewsByDay({ views, locale }: Props) {
  const days = Map.groupBy(views, ({ at }) => at.slice(0, 10));
  return [...days].map(([day, ofDay]) => (
    <Card key={day} title={<Time at={`${day}T12:00:00Z`} format="date" locale={locale} timeZone="UTC" />}>
      <ul className="divide-y divide-line">
        {ofDay.map((view) => (
          <ViewItem key={view.id} view={view} locale={locale} />
        ))}
      </ul>
    </Card>
  ));
}

const ROLES = ['viewer', 'member', 'manager'] as const;

function ViewItem({ view, locale }: { view: DataView; locale: Locale }) {
  const t = translatorFor(locale, 'patient');
  const isRefused = view.outcome === 'refused';
  const things = new Intl.ListFormat(locale).format(view.scopes.map((scope) => scope[locale]));
  const { isEmergency } = view;
  const role = ROLES.find((known) => known === view.viewer.role);
  const name = view.viewer.name ?? '—';
  return (
    <li className="space-y-1 py-3">
      <p>{isRefused ? t('refused', { name, things }) : t('opened', { name, things, count: view.count })}</p>
      {isEmergency && <p className="font-medium">{t('emergency', { name })}</p>}
      <p className="text-ink-2">
        {isRefused && <StateBadge state="refused" word={t('refusedWord')} className="mr-2 text-sm" />}
        <Time at={view.at} format="datetime" locale={locale} /> ·{' '}
        {isEmergency
          ? t('superAdmin')
          : t('at', { role: t(role ?? 'noRole'), organization: view.organization.name ?? '—' })}
      </p>
      {view.study?.name && <p className="text-ink-2">{t('study', { study: view.study.name })}</p>}
    </li>
  );
}

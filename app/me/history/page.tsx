import type { Metadata } from 'next';
import { AsOfForm } from '@/components/consents/as-of-form';
import { HistoryEntryCard } from '@/components/consents/history-entry-card';
import { PastStates } from '@/components/consents/past-states';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { myHistory } from '@/lib/consents/sharing-queries';
import { currentLocale, translatorFor } from '@/lib/i18n/translator';

export async function generateMetadata(): Promise<Metadata> {
  return { title: translatorFor(await currentLocale(), 'patient')('historyTitle') };
}

export default async function MyHistoryPage({ searchParams }: PageProps<'/me/history'>) {
  const locale = await currentLocale();
  const t = translatorFor(locale, 'patient');
  const day = dayOf((await searchParams)['on']);
  const at = day === null ? null : new Date(`${day}T23:59:59.999Z`);
  const { entries, past } = await myHistory(at);
  return (
    <>
      <h1 className="text-2xl font-semibold">{t('historyTitle')}</h1>
      <p className="text-ink-2">{t('historyIntro')}</p>
      <AsOfForm day={day} t={t} />
      {past && at && <PastStates past={past} at={at.toISOString()} locale={locale} />}
      <Card>
        {entries.length === 0 && <EmptyState title={t('historyEmpty')} text={t('historyEmptyText')} />}
        <ol className="divide-y divide-line">
          {entries.map((entry) => (
            <HistoryEntryCard key={entry.decisionId} entry={entry} locale={locale} />
          ))}
        </ol>
      </Card>
    </>
  );
}

/** An address may say anything; what is no day is not asked about. */
function dayOf(value: string | string[] | undefined): string | null {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return null;
  return Number.isNaN(Date.parse(value)) ? null : value;
}

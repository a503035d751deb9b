import type { Metadata } from 'next';
import { HistoryEntryCard } from '@/components/consents/history-entry-card';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { myHistory } from '@/lib/consents/sharing-queries';
import { currentLocale, translatorFor } from '@/lib/i18n/translator';

export async function generateMetadata(): Promise<Metadata> {
  return { title: translatorFor(await currentLocale(), 'patient')('historyTitle') };
}

export default async function MyHistoryPage() {
  const locale = await currentLocale();
  const t = translatorFor(locale, 'patient');
  const entries = await myHistory();
  return (
    <>
      <h1 className="text-2xl font-semibold">{t('historyTitle')}</h1>
      <p className="text-ink-2">{t('historyIntro')}</p>
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

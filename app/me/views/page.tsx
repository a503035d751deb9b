import type { Metadata } from 'next';
import { ViewsByDay } from '@/components/audit/views-by-day';
import { ButtonLink } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { viewsOfMyData } from '@/lib/audit/view-queries';
import { currentLocale, translatorFor } from '@/lib/i18n/translator';
import { routes } from '@/lib/routes';

export async function generateMetadata(): Promise<Metadata> {
  return { title: translatorFor(await currentLocale(), 'patient')('viewsTitle') };
}

export default async function MyViewsPage({ searchParams }: PageProps<'/me/views'>) {
  const locale = await currentLocale();
  const t = translatorFor(locale, 'patient');
  const { before } = await searchParams;
  const { views, next } = await viewsOfMyData(typeof before === 'string' ? before : undefined);
  return (
    <>
      <h1 className="text-2xl font-semibold">{t('viewsTitle')}</h1>
      <p className="text-ink-2">{t('viewsIntro')}</p>
      {views.length === 0 && (
        <Card>
          <EmptyState title={t('viewsEmpty')} text={t('viewsEmptyText')} />
        </Card>
      )}
      <ViewsByDay views={views} locale={locale} />
      <nav className="flex flex-wrap gap-3">
        {before !== undefined && (
          <ButtonLink size="lg" href={routes.myViews()}>
            {t('newest')}
          </ButtonLink>
        )}
        {next !== null && (
          <ButtonLink size="lg" href={routes.myViews(next)}>
            {t('older')}
          </ButtonLink>
        )}
      </nav>
    </>
  );
}

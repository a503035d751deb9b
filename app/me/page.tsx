import type { Metadata } from 'next';
import { EndsSoon } from '@/components/consents/ends-soon';
import { PauseButton } from '@/components/consents/pause-button';
import { SharedStudyCard } from '@/components/consents/shared-study-card';
import { Callout } from '@/components/ui/callout';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { isAsked, type SharedStudy } from '@/lib/consents/consent';
import { mySharing } from '@/lib/consents/sharing-queries';
import { ClientMessages } from '@/lib/i18n/client-messages';
import { currentLocale, currentTranslator, translatorFor } from '@/lib/i18n/translator';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await currentTranslator('sharing'))('title') };
}

export default async function MySharingPage() {
  const locale = await currentLocale();
  const t = translatorFor(locale, 'sharing');
  const { studies, readAt } = await mySharing();
  const waiting = studies.filter(isWaiting);
  const ordered = [...waiting, ...studies.filter((study) => !isWaiting(study))];

  return (
    <ClientMessages namespaces={['sharing']}>
      <h1 className="text-2xl font-semibold">{t('title')}</h1>
      <p className="text-ink-2">{t('intro')}</p>
      {waiting.length > 0 && <Callout tone="info" title={t('waitingTitle', { count: waiting.length })} />}
      <EndsSoon studies={studies} t={translatorFor(locale, 'renewal')} locale={locale} now={readAt} />
      <PauseButton sharing={having(studies, 'granted')} paused={having(studies, 'paused')} />
      {studies.length === 0 && (
        <Card>
          <EmptyState title={t('noneTitle')} text={t('noneText')} />
        </Card>
      )}
      {ordered.map((study) => (
        <SharedStudyCard key={study.enrollmentId} study={study} t={t} />
      ))}
    </ClientMessages>
  );
}

function isWaiting({ enrollmentState, scopes }: SharedStudy): boolean {
  return enrollmentState === 'active' && scopes.some(isAsked);
}

/** Enrollments with something in that state. */
function having(studies: SharedStudy[], state: 'granted' | 'paused'): string[] {
  return studies
    .filter(({ enrollmentState }) => enrollmentState === 'active' || enrollmentState === 'completed')
    .filter(({ scopes }) => scopes.some((scope) => scope.state === state))
    .map(({ enrollmentId }) => enrollmentId);
}

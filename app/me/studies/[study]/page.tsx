import type { Metadata } from 'next';
import { KeyInformation } from '@/components/consents/key-information';
import { LeaveStudyButton } from '@/components/consents/leave-study-button';
import { AnsweredScopes, OneStudyPause } from '@/components/consents/shared-study-card';
import { StudyTexts } from '@/components/consents/study-texts';
import { ButtonLink } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { myStudy } from '@/lib/consents/sharing-queries';
import { ClientMessages } from '@/lib/i18n/client-messages';
import { currentLocale, currentTranslator, translatorFor } from '@/lib/i18n/translator';
import { routes } from '@/lib/routes';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await currentTranslator('sharing'))('aboutStudy') };
}

export default async function MyStudyPage({ params }: PageProps<'/me/studies/[study]'>) {
  const locale = await currentLocale();
  const t = translatorFor(locale, 'sharing');
  const { study, texts } = await myStudy((await params).study);
  const { enrollmentId, studyName, enrollmentState } = study;
  return (
    <ClientMessages namespaces={['sharing']}>
      <h1 className="text-2xl font-semibold">{studyName}</h1>
      <p className="text-ink-2">{t('byOrganization', { organization: study.organizationName })}</p>
      <Card title={t('keyTitle')}>
        <KeyInformation study={study} t={t} />
        {study.contact && (
          <p className="mt-3">
            {t('contact')}: {study.contact}
          </p>
        )}
      </Card>
      <Card title={t('yourData')}>
        <AnsweredScopes study={study} />
        {enrollmentState !== 'withdrawn' && <OneStudyPause study={study} />}
      </Card>
      <Card title={t('textTitle')}>
        <StudyTexts texts={texts} t={t} locale={locale} />
      </Card>
      <LeaveStudyButton {...{ enrollmentId, studyName }} canLeave={enrollmentState === 'active'} />
      <div>
        <ButtonLink variant="quiet" size="lg" href={routes.mySharing()}>
          {t('title')}
        </ButtonLink>
      </div>
    </ClientMessages>
  );
}

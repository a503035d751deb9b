import type { Metadata } from 'next';
import { SharedStudyCard } from '@/components/consents/shared-study-card';
import { PhoneFrame } from '@/components/studies/phone-frame';
import { PreviewNotes } from '@/components/studies/preview-notes';
import { MessagesIn } from '@/lib/i18n/client-messages';
import { isLocale } from '@/lib/i18n/locale';
import { translatorFor } from '@/lib/i18n/translator';
import { previewOf } from '@/lib/studies/study-preview';
import { studyOverview } from '@/lib/studies/study-queries';

export const metadata: Metadata = { title: 'As a patient' };

/** The patient's own components, given the study as somebody has it who has just joined. */
export default async function StudyPreviewPage({
  params,
  searchParams,
}: PageProps<'/o/[organization]/studies/[study]/preview'>) {
  const { organization, study: studyId } = await params;
  const { language } = await searchParams;
  const locale = typeof language === 'string' && isLocale(language) ? language : 'en';
  const study = await studyOverview(organization, studyId);
  return (
    <div className="flex flex-wrap items-start gap-8">
      <MessagesIn locale={locale} namespaces={['sharing']}>
        <PhoneFrame label="What a patient sees" lang={locale}>
          <SharedStudyCard study={previewOf(study, locale)} t={translatorFor(locale, 'sharing')} />
        </PhoneFrame>
      </MessagesIn>
      <PreviewNotes study={study} locale={locale} />
    </div>
  );
}

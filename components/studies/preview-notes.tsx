import { Tabs } from '@/components/ui/tabs';
import { Callout } from '@/components/ui/callout';
import type { Locale } from '@/lib/i18n/locale';
import { routes } from '@/lib/routes';
import type { StudyOverview } from '@/lib/studies/study';

/** Beside the phone: the other language, and what a patient would miss. */
export function PreviewNotes({ study, locale }: { study: StudyOverview; locale: Locale }) {
  const hrefOf = (language: Locale) => routes.studyPreview(study.organizationId, study.id, language);
  const missing = missingOf(study, locale);
  return (
    <div className="max-w-md min-w-0 flex-1 basis-64 space-y-4">
      <Tabs
        label="Language of the preview"
        tabs={[
          { href: hrefOf('en'), label: 'English' },
          { href: hrefOf('es'), label: 'Spanish' },
        ]}
        current={hrefOf(locale)}
      />
      <p className="text-ink-2">
        This is the patient’s own screen, as somebody sees it who has joined and answered nothing yet. Two
        equal answers, and nothing is chosen beforehand.
      </p>
      {missing.length > 0 && (
        <Callout tone="warning" title="A patient would miss">
          <ul className="list-disc pl-5">
            {missing.map((what) => (
              <li key={what}>{what}</li>
            ))}
          </ul>
        </Callout>
      )}
    </div>
  );
}

function missingOf({ purpose, contact, requests, information }: StudyOverview, locale: Locale): string[] {
  const newest = information.filter(({ version }) => version === information[0]?.version);
  const isWritten = newest.some(({ language }) => language === locale);
  return [
    ...(purpose === '' ? ['why the study is done'] : []),
    ...(contact === '' ? ['whom to ask'] : []),
    ...(requests.length === 0 ? ['what is asked for'] : []),
    ...(newest.length === 0 ? ['the full text'] : []),
    ...(newest.length > 0 && !isWritten ? ['the full text in this language; the other one is shown'] : []),
  ];
}

import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { KeyInformation } from '@/components/consents/key-information';
import { RecordForm } from '@/components/consents/matrix/record-form';
import { Card } from '@/components/ui/card';
import { Link } from '@/components/ui/link';
import type { SharedStudy } from '@/lib/consents/consent';
import { recording } from '@/lib/consents/record-queries';
import { LOCALES } from '@/lib/i18n/locale';
import { translatorFor } from '@/lib/i18n/translator';
import { routes } from '@/lib/routes';

export const metadata: Metadata = { title: 'Record what a patient said' };

const Asked = z.object({
  patient: z.uuid(),
  scope: z.string().catch('').default(''),
  language: z.enum(LOCALES).catch('en').default('en'),
});
const LANGUAGE_NAMES = { en: 'English', es: 'Español' };

/** For who cannot use a screen: the words to read out, and a form for what the patient answers. They confirm it later themselves. */
export default async function RecordConsentPage({
  params,
  searchParams,
}: PageProps<'/o/[organization]/studies/[study]/consent/record'>) {
  const { organization, study: studyId } = await params;
  const asked = Asked.safeParse(await searchParams);
  if (!asked.success) notFound();
  const { patient, scope, language } = asked.data;
  const { patientName, study } = await recording({
    organizationId: organization,
    studyId,
    patientId: patient,
    locale: language,
  });
  return (
    <div className="grid gap-6 lg:grid-cols-2">
      <section>
        <h2 className="mb-3 text-lg font-semibold">
          What <bdi>{patientName}</bdi> said
        </h2>
        <RecordForm organizationId={organization} study={study} initialScope={scope} />
      </section>
      <Script organization={organization} study={study} asked={asked.data} />
    </div>
  );
}

type ScriptProps = { organization: string; study: SharedStudy; asked: z.output<typeof Asked> };

/** What is spoken is what patients read: one text, so that nobody hears less. */
function Script({ organization, study, asked: { patient, scope, language } }: ScriptProps) {
  return (
    <section>
      <h2 className="mb-3 text-lg font-semibold">Read this out first</h2>
      <p className="mb-3 text-sm text-ink-2">
        These are the words that patients read on their own screens.{' '}
        {LOCALES.filter((each) => each !== language).map((each) => (
          <Link
            key={each}
            lang={each}
            className="link"
            href={routes.recordConsent(organization, study.studyId, patient, scope, each)}
          >
            {LANGUAGE_NAMES[each]}
          </Link>
        ))}
      </p>
      <Card>
        <div lang={language}>
          <KeyInformation study={study} t={translatorFor(language, 'sharing')} />
          <ul className="mt-3 list-disc space-y-1 pl-5">
            {study.scopes.map(({ scopeId, plainName, reason }) => (
              <li key={scopeId}>
                <span className="font-semibold">{plainName[language]}</span>: <bdi>{reason}</bdi>
              </li>
            ))}
          </ul>
        </div>
      </Card>
    </section>
  );
}

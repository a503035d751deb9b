import type { Metadata } from 'next';
import { InformationForm } from '@/components/studies/information-form';
import { StudyDetailsForm } from '@/components/studies/study-details-form';
import { StudyFacts } from '@/components/studies/study-facts';
import { Card } from '@/components/ui/card';
import { Time } from '@/components/ui/time';
import type { InformationRow } from '@/lib/studies/study';
import { studyOverview } from '@/lib/studies/study-queries';

export const metadata: Metadata = { title: 'Text and settings' };

export default async function StudySettingsPage({
  params,
}: PageProps<'/o/[organization]/studies/[study]/settings'>) {
  const { organization, study: studyId } = await params;
  const study = await studyOverview(organization, studyId);
  const [newest] = study.information;
  const texts = study.information.filter(({ version }) => version === newest?.version);
  const isChangeable = study.may.manage && study.state !== 'closed' && study.state !== 'archived';
  return (
    <div className="max-w-[40rem] space-y-4">
      {isChangeable ? (
        <Card title="About the study" description="Patients read the name, the purpose and the contact.">
          <StudyDetailsForm study={study} />
        </Card>
      ) : (
        <StudyFacts study={study} />
      )}
      <Card
        title="Information text"
        description={
          newest ? `Version ${newest.version} is what patients read.` : 'Nothing is published yet.'
        }
      >
        {newest && <Published row={newest} />}
        {isChangeable ? (
          <InformationForm key={newest?.version ?? 0} studyId={study.id} newest={texts} />
        ) : (
          texts.map(({ language, body }) => (
            <p key={language} lang={language} className="break-words whitespace-pre-line">
              {body}
            </p>
          ))
        )}
      </Card>
    </div>
  );
}

function Published({ row: { publishedAt } }: { row: InformationRow }) {
  return (
    <p className="mb-3 text-sm text-ink-2">
      Published <Time at={publishedAt} />
    </p>
  );
}

import type { Metadata } from 'next';
import { CloneStudyForm } from '@/components/studies/clone-study-form';
import { DataSourcesForm } from '@/components/studies/data-sources-form';
import { InformationCard } from '@/components/studies/information-card';
import { RetentionForm } from '@/components/studies/retention-form';
import { StudyDetailsForm } from '@/components/studies/study-details-form';
import { StudyFacts } from '@/components/studies/study-facts';
import { Card } from '@/components/ui/card';
import { studyOverview } from '@/lib/studies/study-queries';

export const metadata: Metadata = { title: 'Text and settings' };

export default async function StudySettingsPage({
  params,
}: PageProps<'/o/[organization]/studies/[study]/settings'>) {
  const { organization, study: studyId } = await params;
  const study = await studyOverview(organization, studyId);
  const { id, state, may, retentionUntil, dataSources } = study;
  const isChangeable = may.manage && state !== 'closed' && state !== 'archived';
  return (
    <div className="max-w-[40rem] space-y-4">
      {isChangeable ? (
        <Card title="About the study" description="Patients read the name, the purpose and the contact.">
          <StudyDetailsForm study={study} />
        </Card>
      ) : (
        <StudyFacts study={study} />
      )}
      <InformationCard study={study} isChangeable={isChangeable} />
      {isChangeable && (
        <Card title="Devices and apps" description="What patients of this study may send readings from.">
          <DataSourcesForm studyId={id} dataSources={dataSources} />
        </Card>
      )}
      {may.manage && state !== 'archived' && (
        <Card title="How long">
          <RetentionForm studyId={id} retentionUntil={retentionUntil} />
        </Card>
      )}
      {may.manage && (
        <Card title="Another study like this" description="Its questions and texts, without its patients.">
          <CloneStudyForm organizationId={organization} studyId={id} />
        </Card>
      )}
    </div>
  );
}

import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { FindStudy } from '@/components/emergencies/find-study';
import { RequestEmergencyForm } from '@/components/emergencies/request-emergency-form';
import { PageHead } from '@/components/layout/page-head';
import { EmergencyStudyFilter } from '@/lib/emergencies/emergency-schema';
import { listEmergencyStudies } from '@/lib/emergencies/emergency-queries';

export const metadata: Metadata = { title: 'Ask for emergency access' };

/** First the study, then the reason. */
export default async function NewEmergencyPage({ searchParams }: PageProps<'/admin/emergency/new'>) {
  const filter = EmergencyStudyFilter.parse(await searchParams);
  const studies = await listEmergencyStudies(filter);
  if (filter.study === null)
    return (
      <>
        <PageHead title="Ask for emergency access" meta="Which study? You see names here, and no patient." />
        <FindStudy q={filter.q} studies={studies} />
      </>
    );
  const [study] = studies;
  if (!study) notFound();
  return (
    <>
      <PageHead
        title={
          <>
            Emergency access to <bdi>{study.studyName}</bdi>
          </>
        }
        meta={<bdi>{study.organizationPath.join(' › ')}</bdi>}
      />
      <RequestEmergencyForm studyId={study.studyId} />
    </>
  );
}

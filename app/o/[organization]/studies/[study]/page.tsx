import type { Metadata } from 'next';
import { EnrollmentFunnel } from '@/components/studies/enrollment-funnel';
import { ScopeRequestsCard } from '@/components/studies/scope-requests-card';
import { SetUpChecklist } from '@/components/studies/set-up-checklist';
import { StudyFacts } from '@/components/studies/study-facts';
import { StudyWaiting } from '@/components/studies/study-waiting';
import { studyOverview, studyProgress } from '@/lib/studies/study-queries';

export async function generateMetadata({
  params,
}: PageProps<'/o/[organization]/studies/[study]'>): Promise<Metadata> {
  const { organization, study } = await params;
  return { title: (await studyOverview(organization, study)).name };
}

export default async function StudyPage({ params }: PageProps<'/o/[organization]/studies/[study]'>) {
  const { organization, study: studyId } = await params;
  const overview = await studyOverview(organization, studyId);
  const study = { ...overview, ...(await studyProgress(organization, studyId)) };
  const isDraft = study.state === 'draft';
  return (
    <div className="grid items-start gap-4 lg:grid-cols-3">
      <div className="space-y-4 lg:col-span-2">
        {isDraft && study.may.manage && <SetUpChecklist study={study} />}
        {!isDraft && <StudyWaiting study={study} />}
        <ScopeRequestsCard study={study} />
      </div>
      <div className="space-y-4">
        {!isDraft && <EnrollmentFunnel study={study} />}
        <StudyFacts study={study} />
      </div>
    </div>
  );
}

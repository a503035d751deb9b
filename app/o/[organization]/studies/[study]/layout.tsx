import { Breadcrumb } from '@/components/layout/breadcrumb';
import { PageHead } from '@/components/layout/page-head';
import { InvitePatientButton } from '@/components/invitations/invite-patient-button';
import { StudyStateBadge } from '@/components/studies/study-state-badge';
import { StudyStateSteps } from '@/components/studies/study-state-steps';
import { Tabs } from '@/components/ui/tabs';
import { routes } from '@/lib/routes';
import type { StudyOverview } from '@/lib/studies/study';
import { studyOverview } from '@/lib/studies/study-queries';

export default async function StudyLayout({
  params,
  children,
}: LayoutProps<'/o/[organization]/studies/[study]'>) {
  const { organization, study: studyId } = await params;
  const study = await studyOverview(organization, studyId);
  const { may, state, id } = study;
  const tabs = tabsOf(organization, study);
  return (
    <>
      <Breadcrumb
        crumbs={[
          { label: 'Studies', href: routes.studies(organization) },
          { label: study.name, href: routes.study(organization, id) },
        ]}
        tabs={tabs}
      />
      <PageHead
        title={<bdi>{study.name}</bdi>}
        status={<StudyStateBadge state={state} />}
        actions={
          <>
            {may.manage && <StudyStateSteps study={study} />}
            {may.invite && state === 'active' && (
              <InvitePatientButton organizationId={organization} studyId={id} studyName={study.name} />
            )}
          </>
        }
      />
      <Tabs label="Parts of the study" className="mb-4" tabs={tabs} />
      {children}
    </>
  );
}

function tabsOf(organization: string, { id, enrollments, may }: StudyOverview) {
  const patients = enrollments.active + enrollments.invited + enrollments.completed;
  return [
    { href: routes.study(organization, id), label: 'Overview' },
    { href: routes.studyPatients(organization, id), label: 'Patients', count: patients },
    { href: routes.studyConsent(organization, id), label: 'Consent' },
    { href: routes.studyPreview(organization, id), label: 'As a patient' },
    ...(may.readAudit ? [{ href: routes.studyActivity(organization, id), label: 'Activity' }] : []),
    { href: routes.studySettings(organization, id), label: 'Text and settings' },
  ];
}

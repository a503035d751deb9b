import { Breadcrumb } from '@/components/layout/breadcrumb';
import { PageHead } from '@/components/layout/page-head';
import { InviteToStudy } from '@/components/patients/invite-to-study';
import { PatientFacts } from '@/components/patients/patient-facts';
import { ButtonLink } from '@/components/ui/button';
import { Tabs } from '@/components/ui/tabs';
import type { PatientOverview } from '@/lib/patients/patient';
import { patientOverview } from '@/lib/patients/patient-queries';
import { routes } from '@/lib/routes';

export default async function PatientLayout({
  params,
  children,
}: LayoutProps<'/o/[organization]/patients/[patient]'>) {
  const { organization, patient: patientId } = await params;
  const patient = await patientOverview(organization, patientId);
  const { id, name, may } = patient;
  const tabs = [
    { href: routes.patient(organization, id), label: 'Overview' },
    { href: routes.patientConsent(organization, id), label: 'Consent' },
    { href: routes.patientData(organization, id), label: 'Data' },
    ...(may.readAudit ? [{ href: routes.patientActivity(organization, id), label: 'Activity' }] : []),
  ];
  return (
    <>
      <Breadcrumb
        crumbs={[
          { label: 'Patients', href: routes.patients(organization) },
          { label: name, href: routes.patient(organization, id) },
        ]}
        tabs={tabs}
      />
      <PageHead
        title={<bdi>{name}</bdi>}
        meta={<PatientFacts patient={patient} />}
        actions={<PatientActions patient={patient} />}
      />
      <Tabs label="Parts of the patient" className="mb-4" tabs={tabs} />
      {children}
    </>
  );
}

function PatientActions({ patient }: { patient: PatientOverview }) {
  const { organizationId, id, name, email, may, openStudies } = patient;
  return (
    <>
      {may.manage && <ButtonLink href={routes.editPatient(organizationId, id)}>Change</ButtonLink>}
      {may.invite && (
        <InviteToStudy organizationId={organizationId} patient={{ id, name, email }} studies={openStudies} />
      )}
    </>
  );
}

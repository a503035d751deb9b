import { Breadcrumb } from '@/components/layout/breadcrumb';
import { PageHead } from '@/components/layout/page-head';
import { InviteToStudy } from '@/components/patients/invite-to-study';
import { PatientFacts } from '@/components/patients/patient-facts';
import { Tabs } from '@/components/ui/tabs';
import { patientOverview } from '@/lib/patients/patient-queries';
import { routes } from '@/lib/routes';

export default async function PatientLayout({
  params,
  children,
}: LayoutProps<'/o/[organization]/patients/[patient]'>) {
  const { organization, patient: patientId } = await params;
  const patient = await patientOverview(organization, patientId);
  const { id, name, email, may, openStudies } = patient;
  const tabs = [
    { href: routes.patient(organization, id), label: 'Overview' },
    { href: routes.patientData(organization, id), label: 'Data' },
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
        actions={
          may.invite && (
            <InviteToStudy
              organizationId={organization}
              patient={{ id, name, email }}
              studies={openStudies}
            />
          )
        }
      />
      <Tabs label="Parts of the patient" className="mb-4" tabs={tabs} />
      {children}
    </>
  );
}

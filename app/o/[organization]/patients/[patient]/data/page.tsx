import { ChartLine } from 'lucide-react';
import type { Metadata } from 'next';
import { Breadcrumb } from '@/components/layout/breadcrumb';
import { PageHead } from '@/components/layout/page-head';
import { PatientDataView } from '@/components/observations/patient-data-view';
import { PatientTabs } from '@/components/observations/patient-tabs';
import { EmptyState } from '@/components/ui/empty-state';
import { DataView, spanOf } from '@/lib/observations/data-view';
import { chosenScope, chosenStudy } from '@/lib/observations/patient-data';
import { patientData } from '@/lib/observations/patient-data-queries';
import { routes } from '@/lib/routes';

export const metadata: Metadata = { title: 'Patient data' };

export default async function PatientDataPage({
  params,
  searchParams,
}: PageProps<'/o/[organization]/patients/[patient]/data'>) {
  const { organization: organizationId, patient: patientId } = await params;
  const view = DataView.parse(await searchParams);
  const span = spanOf(view.range, Date.now());
  const { patientName, studies, sources } = await patientData(organizationId, patientId, span);
  const study = chosenStudy(studies, view.study);
  const scope = study && chosenScope(study, view.scope);
  const crumbs = [
    { label: 'Patients', href: routes.patients(organizationId) },
    { label: patientName, href: routes.patient(organizationId, patientId) },
    { label: 'Data' },
  ];

  return (
    <>
      <Breadcrumb crumbs={crumbs} />
      <PageHead title={patientName} meta={study?.studyName} />
      <PatientTabs organizationId={organizationId} patientId={patientId} />
      {study ? (
        <PatientDataView
          key={study.studyId}
          shown={{ ...view, organizationId, patientId, studyId: study.studyId, scope: scope?.code ?? '' }}
          {...{ studies, span, sources }}
          told={study}
        />
      ) : (
        <EmptyState
          icon={<ChartLine />}
          title="No study yet"
          text="Readings belong to a study. Invite this patient to one, and what they share appears here."
        />
      )}
    </>
  );
}

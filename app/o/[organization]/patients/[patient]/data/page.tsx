import { ChartLine } from 'lucide-react';
import type { Metadata } from 'next';
import { PatientDataView } from '@/components/observations/patient-data-view';
import { EmptyState } from '@/components/ui/empty-state';
import { spanOf } from '@/lib/observations/data-view';
import { DataView } from '@/lib/observations/data-view-schema';
import { chosenScope, chosenStudy } from '@/lib/observations/patient-data';
import { patientData } from '@/lib/observations/patient-data-queries';

export const metadata: Metadata = { title: 'Patient data' };

export default async function PatientDataPage({
  params,
  searchParams,
}: PageProps<'/o/[organization]/patients/[patient]/data'>) {
  const { organization: organizationId, patient: patientId } = await params;
  const view = DataView.parse(await searchParams);
  const span = spanOf(view.range, Date.now());
  const { studies, sources } = await patientData(organizationId, patientId, span);
  const study = chosenStudy(studies, view.study);
  const scope = study && chosenScope(study, view.scope);

  return (
    <>
      {study && studies.length === 1 && <p className="mb-3 text-ink-2">Study: {study.studyName}</p>}
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

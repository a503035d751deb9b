import type { Metadata } from 'next';
import { StudyPatientsTable } from '@/components/studies/study-patients-table';
import { listStudyPatients } from '@/lib/patients/patient-queries';
import { studyOverview } from '@/lib/studies/study-queries';

export const metadata: Metadata = { title: 'Patients of the study' };

export default async function StudyPatientsPage({
  params,
}: PageProps<'/o/[organization]/studies/[study]/patients'>) {
  const { organization, study: studyId } = await params;
  const study = await studyOverview(organization, studyId);
  const patients = await listStudyPatients(organization, studyId);
  return <StudyPatientsTable study={study} patients={patients} />;
}

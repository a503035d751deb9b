import { ListPlus } from 'lucide-react';
import type { Metadata } from 'next';
import { StudyPatientsTable } from '@/components/studies/study-patients-table';
import { ButtonLink } from '@/components/ui/button';
import { listStudyPatients } from '@/lib/patients/patient-queries';
import { routes } from '@/lib/routes';
import { studyOverview } from '@/lib/studies/study-queries';

export const metadata: Metadata = { title: 'Patients of the study' };

export default async function StudyPatientsPage({
  params,
}: PageProps<'/o/[organization]/studies/[study]/patients'>) {
  const { organization, study: studyId } = await params;
  const study = await studyOverview(organization, studyId);
  const patients = await listStudyPatients(organization, studyId);
  return (
    <>
      {study.may.invite && study.state === 'active' && (
        <p className="mb-3">
          <ButtonLink icon={<ListPlus aria-hidden />} href={routes.addStudyPatients(organization, studyId)}>
            Add known patients
          </ButtonLink>
        </p>
      )}
      <StudyPatientsTable study={study} patients={patients} />
    </>
  );
}

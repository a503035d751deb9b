import type { Metadata } from 'next';
import { Pager } from '@/components/data-table/pager';
import { PatientSearch } from '@/components/patients/patient-search';
import { PatientsTable } from '@/components/patients/patients-table';
import { listPatientsOutside } from '@/lib/patients/patient-queries';
import { PatientFilter } from '@/lib/patients/patient-schema';
import { routes } from '@/lib/routes';
import { studyOverview } from '@/lib/studies/study-queries';

export const metadata: Metadata = { title: 'Add patients to the study' };

/** From the study's side: everybody the organization knows who is not in it. */
export default async function AddPatientsPage({
  params,
  searchParams,
}: PageProps<'/o/[organization]/studies/[study]/patients/add'>) {
  const { organization, study: studyId } = await params;
  const filter = PatientFilter.parse(await searchParams);
  const { id, name } = await studyOverview(organization, studyId);
  const { rows, nextCursor } = await listPatientsOutside(organization, studyId, filter);
  const path = routes.addStudyPatients(organization, studyId);
  return (
    <>
      <h2 className="mb-3 text-lg font-semibold">Add patients you know already</h2>
      <PatientSearch filter={filter} allHref={path} />
      <PatientsTable
        organizationId={organization}
        rows={rows}
        filter={filter}
        studies={[{ id, name }]}
        empty={
          filter.q === ''
            ? 'Every patient of the organization is in this study.'
            : 'Nobody of this name, e-mail or identifier, who is not in the study.'
        }
      />
      <Pager path={path} filter={filter} nextCursor={nextCursor} />
    </>
  );
}

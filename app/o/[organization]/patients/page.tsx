import { UserPlus, Users } from 'lucide-react';
import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { DensityMenu } from '@/components/data-table/density';
import { PageHead } from '@/components/layout/page-head';
import { Pager } from '@/components/data-table/pager';
import { PatientSearch } from '@/components/patients/patient-search';
import { PatientsTable } from '@/components/patients/patients-table';
import { ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { listPatients } from '@/lib/patients/patient-queries';
import { PatientFilter } from '@/lib/patients/patient-schema';
import { routes } from '@/lib/routes';

export const metadata: Metadata = { title: 'Patients' };

export default async function PatientsPage({
  params,
  searchParams,
}: PageProps<'/o/[organization]/patients'>) {
  const { organization: organizationId } = await params;
  const filter = PatientFilter.parse(await searchParams);
  const { rows, nextCursor, total, mayManage } = await listPatients(organizationId, filter);
  const path = routes.patients(organizationId);
  const newPatient = mayManage && <NewPatient organizationId={organizationId} />;
  const isSearched = filter.q !== '';
  return (
    <>
      <PageHead
        title="Patients"
        count={total}
        actions={
          <>
            <DensityMenu />
            {newPatient}
          </>
        }
      />
      {(total > 0 || isSearched) && <PatientSearch filter={filter} allHref={path} />}
      <PatientsTable
        organizationId={organizationId}
        rows={rows}
        filter={filter}
        empty={isSearched ? 'Nobody of this name, e-mail or identifier.' : <NoPatients action={newPatient} />}
      />
      <Pager path={path} filter={filter} nextCursor={nextCursor} />
    </>
  );
}

function NewPatient({ organizationId }: { organizationId: string }) {
  return (
    <ButtonLink variant="primary" icon={<UserPlus aria-hidden />} href={routes.newPatient(organizationId)}>
      New patient
    </ButtonLink>
  );
}

function NoPatients({ action }: { action: ReactNode }) {
  return (
    <EmptyState
      icon={<Users />}
      title="No patients yet"
      text="Add a patient here, or invite one from an open study."
      action={action}
    />
  );
}

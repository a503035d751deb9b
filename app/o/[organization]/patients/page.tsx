import { FileUp, UserPlus, Users } from 'lucide-react';
import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { DensityMenu } from '@/components/data-table/density';
import { Pager } from '@/components/data-table/pager';
import { PageHead } from '@/components/layout/page-head';
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
  const { rows, nextCursor, total, studies, openStudies, may } = await listPatients(organizationId, filter);
  const path = routes.patients(organizationId);
  const actions = may.manage && <NewPatients organizationId={organizationId} />;
  const isSearched = filter.q !== '' || filter.study !== null;
  return (
    <>
      <PageHead
        title="Patients"
        count={total}
        actions={
          <>
            <DensityMenu />
            {actions}
          </>
        }
      />
      {(total > 0 || isSearched) && <PatientSearch filter={filter} allHref={path} studies={studies} />}
      <PatientsTable
        organizationId={organizationId}
        rows={rows}
        filter={filter}
        studies={may.invite ? openStudies : null}
        empty={isSearched ? 'Nobody here fits this search.' : <NoPatients action={actions} />}
      />
      <Pager path={path} filter={filter} nextCursor={nextCursor} />
    </>
  );
}

function NewPatients({ organizationId }: { organizationId: string }) {
  return (
    <>
      <ButtonLink icon={<FileUp aria-hidden />} href={routes.importPatients(organizationId)}>
        Import
      </ButtonLink>
      <ButtonLink variant="primary" icon={<UserPlus aria-hidden />} href={routes.newPatient(organizationId)}>
        New patient
      </ButtonLink>
    </>
  );
}

function NoPatients({ action }: { action: ReactNode }) {
  return (
    <EmptyState
      icon={<Users />}
      title="No patients yet"
      text={
        action
          ? 'Add a patient here, import a list, or invite one from an open study.'
          : 'Patients appear here when a member or a manager adds or invites them.'
      }
      action={action && <span className="inline-flex flex-wrap gap-2">{action}</span>}
    />
  );
}

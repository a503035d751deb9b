import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Breadcrumb } from '@/components/layout/breadcrumb';
import { PageHead } from '@/components/layout/page-head';
import { ImportPatientsForm } from '@/components/patients/import-patients-form';
import { mayCreatePatient } from '@/lib/patients/patient-queries';
import { routes } from '@/lib/routes';

export const metadata: Metadata = { title: 'Import patients' };

export default async function ImportPatientsPage({ params }: PageProps<'/o/[organization]/patients/import'>) {
  const { organization: organizationId } = await params;
  if (!(await mayCreatePatient(organizationId))) notFound();
  return (
    <>
      <Breadcrumb
        crumbs={[{ label: 'Patients', href: routes.patients(organizationId) }, { label: 'Import patients' }]}
      />
      <PageHead
        title="Import patients"
        meta="Look at every row first. Then all of them are stored, or none."
      />
      <ImportPatientsForm organizationId={organizationId} />
    </>
  );
}

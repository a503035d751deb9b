import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Breadcrumb } from '@/components/layout/breadcrumb';
import { PageHead } from '@/components/layout/page-head';
import { CreatePatientForm } from '@/components/patients/create-patient-form';
import { mayCreatePatient } from '@/lib/patients/patient-queries';
import { routes } from '@/lib/routes';

export const metadata: Metadata = { title: 'New patient' };

export default async function NewPatientPage({ params }: PageProps<'/o/[organization]/patients/new'>) {
  const { organization: organizationId } = await params;
  if (!(await mayCreatePatient(organizationId))) notFound();
  return (
    <>
      <Breadcrumb
        crumbs={[{ label: 'Patients', href: routes.patients(organizationId) }, { label: 'New patient' }]}
      />
      <PageHead title="New patient" />
      <CreatePatientForm organizationId={organizationId} />
    </>
  );
}

import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { ChangePatientForm } from '@/components/patients/change-patient-form';
import { Callout } from '@/components/ui/callout';
import { patientOverview } from '@/lib/patients/patient-queries';
import { areNamesHidden } from '@/lib/patients/shown-names';

export const metadata: Metadata = { title: 'Change a patient' };

export default async function ChangePatientPage({
  params,
}: PageProps<'/o/[organization]/patients/[patient]/edit'>) {
  const { organization, patient: patientId } = await params;
  const patient = await patientOverview(organization, patientId);
  if (!patient.may.manage) notFound();
  // The form would show what is hidden, or save what stands in its place.
  if (await areNamesHidden())
    return (
      <Callout tone="info" title="Names are hidden in this browser">
        Show them first: the button is at the top of the page.
      </Callout>
    );
  return <ChangePatientForm patient={patient} />;
}

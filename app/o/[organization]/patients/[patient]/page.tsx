import { FlaskConical } from 'lucide-react';
import type { Metadata } from 'next';
import { EnrollmentCard } from '@/components/patients/enrollment-card';
import { InviteToStudy } from '@/components/patients/invite-to-study';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { patientOverview } from '@/lib/patients/patient-queries';

/** The title is seen in histories and over shoulders, so it does not name the patient. */
export const metadata: Metadata = { title: 'Patient' };

export default async function PatientPage({ params }: PageProps<'/o/[organization]/patients/[patient]'>) {
  const { organization, patient: patientId } = await params;
  const patient = await patientOverview(organization, patientId);
  const { enrollments, openStudies, may } = patient;
  if (enrollments.length === 0)
    return (
      <Card>
        <EmptyState
          icon={<FlaskConical />}
          title="Not in a study yet"
          text={
            openStudies.length > 0
              ? 'Data comes through a study: invite the patient, and they decide what to share.'
              : 'There is no open study to invite the patient to. Open one first.'
          }
          action={
            may.invite && (
              <InviteToStudy organizationId={organization} patient={patient} studies={openStudies} />
            )
          }
        />
      </Card>
    );
  return (
    <div className="grid items-start gap-4 xl:grid-cols-2">
      {enrollments.map((enrollment) => (
        <EnrollmentCard key={enrollment.id} patient={patient} enrollment={enrollment} />
      ))}
    </div>
  );
}

'use client';
import { UserPlus } from 'lucide-react';
import { useMemo } from 'react';
import { DataTable, type Column } from '@/components/data-table/data-table';
import { InvitationControls } from '@/components/invitations/invitation-controls';
import { InvitePatientButton } from '@/components/invitations/invite-patient-button';
import { InvitationState } from '@/components/invitations/invitation-state';
import { Badge } from '@/components/ui/badge';
import { EmptyState } from '@/components/ui/empty-state';
import { Link } from '@/components/ui/link';
import type { StudyPatientRow } from '@/lib/patients/patient';
import { routes } from '@/lib/routes';
import type { StudyOverview } from '@/lib/studies/study';
import { ENROLLMENT_WORDS } from './enrollment-words';
import { SendWaiting } from './send-waiting';

const idOf = ({ enrollmentId }: StudyPatientRow) => enrollmentId;

const STATE_COLUMNS: Column<StudyPatientRow>[] = [
  {
    accessorKey: 'state',
    header: 'Enrollment',
    cell: ({ row: { original } }) => (
      <Badge tone={original.state === 'active' ? 'success' : 'neutral'}>
        {ENROLLMENT_WORDS[original.state]}
      </Badge>
    ),
  },
  {
    id: 'invitation',
    accessorFn: ({ invitation }) => invitation?.sentAt ?? '',
    header: 'Invitation',
    cell: ({ row: { original } }) => <InvitationState invitation={original.invitation} />,
  },
];

type ColumnsProps = { organizationId: string; study: InvitedTo; mayInvite: boolean };
type InvitedTo = Pick<StudyOverview, 'id' | 'name' | 'state'>;

function columnsOf({ organizationId, study, mayInvite }: ColumnsProps): Column<StudyPatientRow>[] {
  return [
    {
      accessorKey: 'name',
      header: 'Name',
      cell: ({ row: { original } }) => (
        <Link href={routes.patient(organizationId, original.patientId)} className="link font-medium">
          <bdi>{original.name}</bdi>
        </Link>
      ),
    },
    ...STATE_COLUMNS,
    {
      id: 'actions',
      header: () => <span className="sr-only">Actions</span>,
      enableSorting: false,
      cell: ({ row: { original } }) => (
        <InvitationControls
          organizationId={organizationId}
          study={study}
          enrollment={{ id: original.enrollmentId, state: original.state }}
          patient={original}
          invitation={original.invitation}
          mayInvite={mayInvite}
        />
      ),
      meta: { isNumeric: true },
    },
  ];
}

/** Enrolled and nothing sent yet, with an address to send to. */
function unsentOf(patients: StudyPatientRow[]) {
  return patients.flatMap(({ enrollmentId, name, email, state, invitation }) =>
    state === 'invited' && invitation === null && email ? [{ enrollmentId, name, email }] : [],
  );
}

export function StudyPatientsTable({
  study,
  patients,
}: {
  study: StudyOverview;
  patients: StudyPatientRow[];
}) {
  const { organizationId, id, name, state, may } = study;
  // Of words and not of the study itself: with new columns the cells begin anew, and the dialog in one of them, which shows
  // a link that is shown once, would be gone when the page is drawn again behind it.
  const columns = useMemo(
    () => columnsOf({ organizationId, study: { id, name, state }, mayInvite: may.invite }),
    [organizationId, id, name, state, may.invite],
  );
  const mayInvite = study.may.invite && study.state === 'active';
  const unsent = mayInvite ? unsentOf(patients) : [];
  return (
    <>
      {unsent.length > 0 && (
        <SendWaiting organizationId={study.organizationId} studyId={study.id} waiting={unsent} />
      )}
      <DataTable
        caption="Patients of the study"
        columns={columns}
        rows={patients}
        getRowId={idOf}
        empty={<NobodyYet study={study} mayInvite={mayInvite} />}
      />
    </>
  );
}

function NobodyYet({ study, mayInvite }: { study: StudyOverview; mayInvite: boolean }) {
  return (
    <EmptyState
      icon={<UserPlus />}
      title="Nobody is in this study yet"
      text={
        study.state === 'draft'
          ? 'Open the study first. Then you can invite patients.'
          : 'Invite a patient: they get a link, look at what is asked, and decide.'
      }
      action={
        mayInvite && (
          <InvitePatientButton
            organizationId={study.organizationId}
            studyId={study.id}
            studyName={study.name}
          />
        )
      }
    />
  );
}

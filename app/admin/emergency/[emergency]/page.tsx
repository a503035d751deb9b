import type { Metadata } from 'next';
import { EmergencyButtons } from '@/components/emergencies/emergency-buttons';
import { EmergencyPatients } from '@/components/emergencies/emergency-patients';
import { EmergencyHistory, EmergencyStateBadge } from '@/components/emergencies/emergency-state';
import { PageHead } from '@/components/layout/page-head';
import { Callout } from '@/components/ui/callout';
import { Card } from '@/components/ui/card';
import { KeyValue } from '@/components/ui/key-value';
import { Time } from '@/components/ui/time';
import type { Emergency } from '@/lib/emergencies/emergency';
import { listPatientsInEmergency, readEmergency } from '@/lib/emergencies/emergency-queries';

export const metadata: Metadata = { title: 'Emergency access' };

export default async function EmergencyPage({ params }: PageProps<'/admin/emergency/[emergency]'>) {
  const { emergency, isOwn } = await readEmergency((await params).emergency);
  const { id, state, studyId, studyName, organizationName } = emergency;
  return (
    <>
      <PageHead
        title={
          <>
            Emergency access to <bdi>{studyName}</bdi>
          </>
        }
        meta={<bdi>{organizationName}</bdi>}
        status={<EmergencyStateBadge state={state} />}
        actions={<EmergencyButtons emergency={emergency} isOwn={isOwn} />}
      />
      <div className="space-y-6">
        <KeyValue items={factsOf(emergency)} />
        {isOwn && state === 'running' && (
          <>
            <Callout tone="info" title="You can receive readings, and you cannot open them">
              They are sealed for the people who hold the study’s key, and you hold none. Each read is on
              record, and the patient sees it with your name.
            </Callout>
            <Card flush title="Patients">
              <EmergencyPatients studyId={studyId} patients={await listPatientsInEmergency(id)} />
            </Card>
          </>
        )}
        {isOwn && state === 'pending' && (
          <Callout tone="info" title="Nothing is open yet">
            Another system administrator or a manager of the organization has to approve it.
          </Callout>
        )}
      </div>
    </>
  );
}

function factsOf(emergency: Emergency) {
  const { requesterName, requestedAt, reason, minutes, decidedAt, endedAt } = emergency;
  return [
    {
      label: 'Asked by',
      value: (
        <>
          <bdi>{requesterName}</bdi>, <Time at={requestedAt} />
        </>
      ),
    },
    {
      label: 'Reason',
      value: (
        <span dir="auto" className="wrap-anywhere whitespace-pre-line">
          {reason}
        </span>
      ),
    },
    { label: 'Minutes', value: minutes },
    ...((decidedAt ?? endedAt)
      ? [{ label: 'What became of it', value: <EmergencyHistory emergency={emergency} /> }]
      : []),
  ];
}

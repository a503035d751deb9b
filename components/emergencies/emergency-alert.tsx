import { Callout } from '@/components/ui/callout';
import { Link } from '@/components/ui/link';
import { isOpen, type Emergency } from '@/lib/emergencies/emergency';
import { routes } from '@/lib/routes';
import { EmergencyButtons } from './emergency-buttons';
import { EmergencyHistory } from './emergency-state';

type Props = { organizationId: string; emergencies: Emergency[]; ownId: string };

/** For managers: what waits for an answer and what runs now. Nothing when there is neither. */
export function EmergencyAlert({ organizationId, emergencies, ownId }: Props) {
  return emergencies.filter(isOpen).map((emergency) => (
    <Callout
      key={emergency.id}
      tone={emergency.state === 'running' ? 'danger' : 'warning'}
      title={titleOf(emergency)}
      actions={
        <>
          <EmergencyButtons emergency={emergency} isOwn={emergency.requestedBy === ownId} />
          <Link href={routes.emergencies(organizationId)} className="link py-1">
            All emergency accesses
          </Link>
        </>
      }
    >
      <p dir="auto" className="wrap-anywhere whitespace-pre-line">
        {emergency.reason}
      </p>
      <p className="text-sm text-ink-2">
        <EmergencyHistory emergency={emergency} />
      </p>
    </Callout>
  ));
}

function titleOf({ state, requesterName, studyName, minutes }: Emergency): string {
  return state === 'running'
    ? `${requesterName} has emergency access to ${studyName}`
    : `${requesterName} asks for emergency access to ${studyName}, for ${minutes} minutes`;
}

'use client';
import { CopyButton } from '@/components/ui/copy-button';
import { Drawer } from '@/components/ui/drawer';
import { KeyValue, type KeyValueItem } from '@/components/ui/key-value';
import { Link } from '@/components/ui/link';
import { Time } from '@/components/ui/time';
import { cursorAfter } from '@/lib/audit/event-cursor';
import { routes } from '@/lib/routes';
import { actorName, roleWords, type AuditRow } from './audit-row';
import { layerWords, OutcomeBadge } from './outcome-badge';

type Props = { organizationId: string | null; event: AuditRow; onClose: () => void };

/** All that is on record of one event, and where it stands in the chain. */
export function EventDrawer({ organizationId, event, onClose }: Props) {
  return (
    <Drawer isOpen onOpenChange={(isOpen) => !isOpen && onClose()} size="lg" title={`Event ${event.id}`}>
      <p className="mb-2 text-base">
        <bdi className="font-medium">{actorName(event)}</bdi> <span dir="auto">{event.sentence}</span>
      </p>
      <KeyValue items={[...factsOf(event), ...chainOf(event)]} />
      <div className="mt-4 flex flex-wrap items-center gap-3">
        {organizationId !== null && (
          <MoreOf organizationId={organizationId} event={event} onClose={onClose} />
        )}
        {organizationId !== null && event.outcome === 'refused' && (
          <Link href={routes.auditWhy(organizationId, cursorAfter(event))} className="link">
            Why was this refused?
          </Link>
        )}
        <CopyButton value={event.body} label="Copy JSON" />
      </div>
      <h3 className="mt-5 mb-1 text-sm font-medium text-ink-2">Recorded and sealed as</h3>
      <pre className="rounded-md bg-sunken p-3 font-mono text-xs break-all whitespace-pre-wrap">
        {event.body}
      </pre>
    </Drawer>
  );
}

function MoreOf({ organizationId, event, onClose }: Props & { organizationId: string }) {
  return (
    <>
      <Link
        href={routes.auditLog(organizationId, { person: event.actor.id })}
        className="link"
        onClick={onClose}
      >
        All by this person
      </Link>
      {event.patient && (
        <Link
          href={routes.auditLog(organizationId, { patient: event.patient.id })}
          className="link"
          onClick={onClose}
        >
          All on this patient
        </Link>
      )}
    </>
  );
}

function factsOf(event: AuditRow): KeyValueItem[] {
  const { layer, organization, onBehalfOf, sessionId } = event;
  const items: (KeyValueItem | null)[] = [
    { label: 'Time', value: <Time at={event.at} format="exact" /> },
    { label: 'Recorded (UTC)', value: <Mono text={event.at} /> },
    { label: 'Who', value: `${actorName(event)}, ${roleWords(event)}` },
    onBehalfOf === null ? null : { label: 'On behalf of', value: onBehalfOf },
    { label: 'Outcome', value: <OutcomeBadge outcome={event.outcome} /> },
    layer === null ? null : { label: 'Refused because', value: `${layerWords(layer)} (${layer})` },
    organization.name === null ? null : { label: 'Organization', value: <bdi>{organization.name}</bdi> },
    {
      label: 'Action',
      value: <Mono text={event.operation ? `${event.action} (${event.operation})` : event.action} />,
    },
    { label: 'Request', value: <Mono text={event.requestId} /> },
    sessionId === null ? null : { label: 'Session', value: <Mono text={sessionId} /> },
  ];
  return items.filter((item) => item !== null);
}

function chainOf({ seal, commitment }: AuditRow): KeyValueItem[] {
  if (!seal) return [{ label: 'Position in the chain', value: 'Not sealed yet; this takes about a second.' }];
  return [
    { label: 'Position in the chain', value: seal.leafIndex.toLocaleString('en') },
    { label: 'Hash', value: <Mono text={seal.leafHash} /> },
    { label: 'Commitment', value: <Mono text={commitment} /> },
  ];
}

function Mono({ text }: { text: string }) {
  return <span className="font-mono text-xs break-all">{text}</span>;
}

import 'server-only';
import { POLICY_VERSION } from '@/lib/authorization/policy';
import type { Principal } from '@/lib/authorization/question';
import type { Tx } from '@/lib/db/transaction';
import { AppError } from '@/lib/errors';
import { reportBug } from '@/lib/log';
import { AuditEvent } from './events';

type Record = {
  /** Who acts; before anyone is known, the anonymous principal of lib/auth/anonymous.ts. */
  principal: Pick<Principal, 'userId' | 'sessionId' | 'requestId'> & {
    userType: Principal['userType'] | 'anonymous';
  };
  role: string | null;
  organizationId: string;
  outcome: 'success' | 'refused' | 'failed';
  layer?: string;
  event: AuditEvent;
};

/** Writes one event in the caller's transaction: when it cannot be written, the act does not happen. */
export function recordEvent(tx: Tx, { event, ...about }: Record): Promise<void> {
  return recordEvents(tx, { ...about, events: [event] });
}

/** In parts, because a statement ends after five seconds whatever it does. */
const PART = 500;

/** Several of one act, in their order and without a round trip for each: an import has thousands. */
export async function recordEvents(
  tx: Tx,
  { events, ...about }: Omit<Record, 'event'> & { events: readonly AuditEvent[] },
): Promise<void> {
  const bodies = events.map((event) => bodyOf(about, event));
  try {
    for (let from = 0; from < bodies.length; from += PART) {
      const part = JSON.stringify(bodies.slice(from, from + PART));
      await tx.$executeRaw`SELECT audit.append(body) FROM jsonb_array_elements(${part}::jsonb) body`;
    }
  } catch (error) {
    reportBug(error, { job: 'audit-append', action: events[0]?.type ?? 'none' });
    throw new AppError(
      'UNAVAILABLE',
      'This cannot be put on record now, so nothing was done. Please try again.',
    );
  }
}

function bodyOf(
  { principal, role, organizationId, outcome, layer }: Omit<Record, 'event'>,
  event: AuditEvent,
): object {
  const { type, patientId, studyId, scopeIds, resource, ...rest } = AuditEvent.parse(event);
  return {
    ...rest,
    organization: organizationId,
    actorKind: principal.userType,
    actor: principal.userId,
    actorRole: role ?? undefined,
    session: principal.sessionId,
    request: principal.requestId,
    action: type,
    outcome,
    layer,
    patient: patientId,
    study: studyId,
    scopes: scopeIds,
    resourceKind: resource?.kind,
    resource: resource?.id,
    policyVersion: POLICY_VERSION,
  };
}

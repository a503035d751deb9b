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
export async function recordEvent(
  tx: Tx,
  { principal, role, organizationId, outcome, layer, event }: Record,
): Promise<void> {
  const { type, patientId, studyId, scopeIds, resource, ...rest } = AuditEvent.parse(event);
  const body = JSON.stringify({
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
  });
  try {
    await tx.$executeRaw`SELECT audit.append(${body}::jsonb)`;
  } catch (error) {
    reportBug(error, { job: 'audit-append', action: type });
    throw new AppError(
      'UNAVAILABLE',
      'This cannot be put on record now, so nothing was done. Please try again.',
    );
  }
}

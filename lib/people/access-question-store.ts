import 'server-only';
import { randomUUID } from 'node:crypto';
import { loadFacts } from '@/lib/authorization/facts';
import { explain } from '@/lib/authorization/policy';
import type { Principal } from '@/lib/authorization/question';
import type { TargetOf } from '@/lib/authorization/target-store';
import { NIL, type Tx } from '@/lib/db/transaction';
import type { AccessAnswer } from './access-question';

/** As if they asked now, in a session of their own. Null when there is no such account. */
async function principalOf(tx: Tx, userId: string): Promise<Principal | null> {
  const account = await tx.userAccount.findUnique({
    where: { id: userId },
    select: { userType: true, suspendedAt: true },
  });
  return (
    account && {
      userId,
      userType: account.userType,
      sessionId: NIL,
      requestId: randomUUID(),
      ceiling: 'session',
      suspended: account.suspendedAt !== null,
    }
  );
}

/** The policy's own answer from the facts of this moment: there is no second judge to disagree with the first. */
export async function askAs(
  tx: Tx,
  userId: string,
  target: TargetOf<'patient-data'>,
): Promise<AccessAnswer | null> {
  const principal = await principalOf(tx, userId);
  if (!principal) return null;
  const facts = await loadFacts(tx, principal, target);
  const findings = explain({ principal, permission: 'observation.read', target, facts, at: new Date() });
  const { role, studyState, enrollmentState, consent } = facts;
  return {
    findings,
    refusedBy: findings.find(({ refusal }) => refusal !== null)?.layer ?? null,
    about: {
      userType: principal.userType,
      isSuspended: principal.suspended,
      role,
      studyState,
      enrollmentState,
      consent: consent && { state: consent.state, endsAt: consent.endsAt?.toISOString() ?? null },
    },
  };
}

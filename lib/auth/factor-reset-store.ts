import 'server-only';
import type { Tx } from '@/lib/db/transaction';

/** Asking again makes the request new; there is one open request a person. */
export async function insertReset(tx: Tx, userId: string): Promise<string> {
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO factor_reset (user_id) VALUES (${userId}::uuid)
    ON CONFLICT (user_id) WHERE decided_at IS NULL
      DO UPDATE SET requested_at = clock_timestamp(), expires_at = clock_timestamp() + interval '3 days'
    RETURNING id`;
  if (!row) throw new Error('a request was not inserted');
  return row.id;
}

export type ResetRequest = {
  id: string;
  userId: string;
  name: string;
  email: string;
  userType: 'practitioner' | 'patient';
  requestedAt: Date;
  expiresAt: Date;
};

/** Of people of this organization and those below it; only its managers see any. */
export function resetsIn(tx: Tx, organizationId: string): Promise<ResetRequest[]> {
  return tx.$queryRaw<ResetRequest[]>`
    SELECT id, user_id AS "userId", name, email, user_type::text AS "userType", requested_at AS "requestedAt",
           expires_at AS "expiresAt"
      FROM factor_resets_in(${organizationId}::uuid)`;
}

export type ResetDecision = 'reset' | 'refused';

/** Whose request it was; null when there is none of a person of that organization to be decided. */
export async function decideReset(
  tx: Tx,
  requestId: string,
  organizationId: string,
  decision: ResetDecision,
): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ owner: string | null }[]>`
    SELECT factor_reset_decide(${requestId}::uuid, ${organizationId}::uuid, ${decision}) AS owner`;
  return row?.owner ?? null;
}

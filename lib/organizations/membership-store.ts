import 'server-only';
import { randomUUID } from 'node:crypto';
import type { Addressee } from '@/lib/accounts/account-store';
import type { Role } from '@/lib/authorization/permissions';
import { findTarget, type TargetOf } from '@/lib/authorization/target-store';
import { isUniqueViolation } from '@/lib/db/violation';
import type { Tx } from '@/lib/db/transaction';
import { AppError } from '@/lib/errors';

/** A membership is judged as part of its organization. */
export async function membershipTarget(
  tx: Tx,
  membershipId: string,
): Promise<TargetOf<'organization'> | null> {
  const found = await findTarget(tx, 'membership', membershipId);
  return found && { kind: 'organization', organizationId: found.organizationId };
}

type NewMembership = { organizationId: string; userId: string; role: Role; endsAt: Date | null };

export async function insertMembership(tx: Tx, data: NewMembership): Promise<string> {
  const account = await tx.userAccount.findUnique({
    where: { id: data.userId },
    select: { userType: true, suspendedAt: true },
  });
  if (account?.userType !== 'practitioner' || account.suspendedAt)
    throw new AppError('CONFLICT', 'Only a practitioner with a working account can hold a role.');
  const id = randomUUID();
  try {
    await tx.membership.createMany({ data: [{ id, ...data }] });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new AppError('CONFLICT', 'This person already has a role here. Change it instead.');
  }
  return id;
}

/**
 * Changes of who manages an organization wait for each other: two managers must not remove one another at once. What is above
 * is held too, because roles are inherited; from the top down, so that nobody waits in a circle.
 */
export async function lockManagers(tx: Tx, organizationId: string): Promise<void> {
  await tx.$queryRaw`
    SELECT CASE WHEN depth = 0 THEN pg_advisory_xact_lock(key)::text ELSE pg_advisory_xact_lock_shared(key)::text END
      FROM (SELECT depth, hashtextextended('managers' || ancestor_id, 0) AS key FROM organization_closure
             WHERE descendant_id = ${organizationId}::uuid ORDER BY depth DESC) place`;
}

/** Managers for good, here or inherited. */
export async function countManagers(tx: Tx, organizationId: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ n: number }[]>`SELECT manager_count(${organizationId}::uuid) AS n`;
  return row?.n ?? 0;
}

export type Membership = { id: string; userId: string; organizationId: string; role: Role };

export function membershipOf(tx: Tx, membershipId: string): Promise<Membership | null> {
  return tx.membership.findUnique({
    where: { id: membershipId },
    select: { id: true, userId: true, organizationId: true, role: true },
  });
}

/** Of these ids, those that are memberships of this very organization. */
export function membershipsIn(tx: Tx, organizationId: string, ids: string[]): Promise<Membership[]> {
  return tx.membership.findMany({
    where: { organizationId, id: { in: ids } },
    orderBy: { id: 'asc' },
    select: { id: true, userId: true, organizationId: true, role: true },
  });
}

export async function setEnd(tx: Tx, membershipId: string, endsAt: Date | null): Promise<void> {
  await tx.membership.update({ where: { id: membershipId }, data: { endsAt }, select: { id: true } });
}

/** Of everywhere: whoever was removed signs in again for what is left to them. Answers how many there were. */
export function endSessionsOf(tx: Tx, userId: string): Promise<number> {
  return tx.$executeRaw`
    UPDATE user_session SET revoked_at = clock_timestamp()
     WHERE user_id = ${userId}::uuid AND revoked_at IS NULL AND expires_at > clock_timestamp()`;
}

export async function setRole(tx: Tx, membershipId: string, role: Role): Promise<void> {
  await tx.membership.update({ where: { id: membershipId }, data: { role }, select: { id: true } });
}

/** What a leaver could open needs a new key: a task for each study they hold a key of, done in a manager's browser. */
export async function requestRotations(tx: Tx, membershipId: string): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO rotation_task (study_id, reason)
    SELECT DISTINCT s.id, 'member-removed'
      FROM membership m
      JOIN organization_closure c ON c.ancestor_id = m.organization_id
      JOIN study s ON s.organization_id = c.descendant_id
      JOIN study_key_wrap w ON w.study_id = s.id AND w.member_user_id = m.user_id
     WHERE m.id = ${membershipId}::uuid
       AND NOT EXISTS (SELECT FROM rotation_task t WHERE t.study_id = s.id AND t.done_at IS NULL)`;
}

export async function deleteMembership(tx: Tx, membershipId: string): Promise<void> {
  await tx.membership.deleteMany({ where: { id: membershipId } });
}

export type RoleHolder = { userId: string; organizationId: string };
export type RoleReader = Addressee & { organization: string };

/** Null for whoever wants no letters about their roles, or cannot sign in. */
export async function readerOfRoleMail(
  tx: Tx,
  { userId, organizationId }: RoleHolder,
): Promise<RoleReader | null> {
  const [row] = await tx.$queryRaw<RoleReader[]>`
    SELECT u.email, u.name, u.locale, o.name AS organization FROM user_account u, organization o
     WHERE u.id = ${userId}::uuid AND u.mail_on_role_change AND u.suspended_at IS NULL AND o.id = ${organizationId}::uuid`;
  return row ?? null;
}

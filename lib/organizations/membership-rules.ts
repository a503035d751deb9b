import 'server-only';
import type { AuditEvent } from '@/lib/audit/events';
import { LateRefusal } from '@/lib/authorization/late-refusal';
import { roleAllows, ROLES, type Role } from '@/lib/authorization/permissions';
import type { Principal } from '@/lib/authorization/question';
import type { Tx } from '@/lib/db/transaction';
import { AppError } from '@/lib/errors';
import {
  countManagers,
  deleteMembership,
  endSessionsOf,
  lockManagers,
  requestRotations,
  setRole,
  type Membership,
} from './membership-store';
import { roleIn } from './organization-place-store';
import { mailAboutRole } from './role-letters';

/** As lockManagers; whoever lost their own role while they waited is refused like anybody without it, and on record. */
export async function lockRoles(tx: Tx, organizationId: string, { userId }: Principal): Promise<Role> {
  await lockManagers(tx, organizationId);
  const own = await roleIn(tx, userId, organizationId);
  if (own === null) throw new LateRefusal('organization-membership', 'NOT_FOUND', 'Not found.');
  if (!roleAllows(own, 'person.manage'))
    throw new LateRefusal('role-permission', 'FORBIDDEN', 'You do not have access to this.');
  return own;
}

type Giving = { membership: Membership; role: Role; by: Principal; own: Role };

/** What a change of one role and of many have in common. */
export async function giveRole(tx: Tx, { membership, role, by, own }: Giving): Promise<AuditEvent> {
  requireOther(by, membership.userId);
  requireOwnOrLower(own, role);
  await setRole(tx, membership.id, role);
  if (role !== membership.role) await mailAboutRole(tx, membership, { kind: 'changed', role });
  return { type: 'membership.changed', resource: { kind: 'membership', id: membership.id } };
}

/** Access ends with the row, the sessions with it, and what the person held keys of needs new ones. */
export async function removeOne(
  tx: Tx,
  { id, userId, organizationId }: Membership,
  by: Principal,
): Promise<readonly [AuditEvent, ...AuditEvent[]]> {
  await requestRotations(tx, id);
  await deleteMembership(tx, id);
  // The row is gone with its name; the account stays, so that the log can say whose role it was.
  const removed = { type: 'membership.removed', resource: { kind: 'account', id: userId } } as const;
  // Whoever leaves stays signed in, to read that they left.
  if (userId === by.userId) return [removed];
  await mailAboutRole(tx, { userId, organizationId }, { kind: 'removed' });
  const n = await endSessionsOf(tx, userId);
  return n === 0
    ? [removed]
    : [removed, { type: 'session.ended', n, resource: { kind: 'account', id: userId } }];
}

export function requireOther({ userId }: Principal, otherId: string): void {
  if (userId === otherId)
    throw new AppError('CONFLICT', 'Nobody changes their own role. Ask another manager.');
}

export function requireOwnOrLower(own: Role | null, given: Role): void {
  if (!own || ROLES.indexOf(given) > ROLES.indexOf(own))
    throw new AppError('FORBIDDEN', 'Nobody gives a role above their own.');
}

/** Asked after the change, under the lock; the change is rolled back with the refusal. */
export async function requireManager(tx: Tx, organizationId: string): Promise<void> {
  if ((await countManagers(tx, organizationId)) === 0)
    throw new AppError('CONFLICT', 'This is the last manager. Make somebody else a manager first.');
}

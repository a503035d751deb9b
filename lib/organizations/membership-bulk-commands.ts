import 'server-only';
import type { AuditEvent } from '@/lib/audit/events';
import { command } from '@/lib/command';
import type { Tx } from '@/lib/db/transaction';
import { AppError } from '@/lib/errors';
import { giveRole, lockRoles, removeOne, requireManager, requireOther } from './membership-rules';
import { ChangeRoles, RemoveMemberships } from './membership-schema';
import { membershipsIn, type Membership } from './membership-store';
import { organizationTarget } from './organization-store';

/** All of them or none: half of a list that was looked at and confirmed is not what anybody asked for. */
export const changeRoles = command({
  name: 'membership.change-roles',
  input: ChangeRoles,
  permission: 'person.manage',
  target: (tx, { organizationId }) => organizationTarget(tx, organizationId),
  run: async ({ tx, input: { membershipIds, role }, target: { organizationId }, principal }) => {
    const own = await lockRoles(tx, organizationId, principal);
    const events: AuditEvent[] = [];
    for (const membership of await allOf(tx, organizationId, membershipIds))
      events.push(await giveRole(tx, { membership, role, by: principal, own }));
    await requireManager(tx, organizationId);
    return { value: { changed: events.length }, event: some(events) };
  },
});

export const removeMemberships = command({
  name: 'membership.remove-several',
  input: RemoveMemberships,
  permission: 'person.manage',
  target: (tx, { organizationId }) => organizationTarget(tx, organizationId),
  run: async ({ tx, input: { membershipIds }, target: { organizationId }, principal }) => {
    await lockRoles(tx, organizationId, principal);
    const events: AuditEvent[] = [];
    const memberships = await allOf(tx, organizationId, membershipIds);
    for (const membership of memberships) {
      requireOther(principal, membership.userId); // leaving is a decision of its own, not one row of many
      events.push(...(await removeOne(tx, membership, principal)));
    }
    await requireManager(tx, organizationId);
    return { value: { removed: memberships.length }, event: some(events) };
  },
});

/** An id of another organization among them looks like one that never was, and nothing is done. */
async function allOf(tx: Tx, organizationId: string, ids: string[]): Promise<Membership[]> {
  const found = await membershipsIn(tx, organizationId, ids);
  if (found.length !== ids.length)
    throw new AppError('CONFLICT', 'Somebody in this list has no role here any more. Look at it again.');
  return found;
}

function some(events: AuditEvent[]): readonly [AuditEvent, ...AuditEvent[]] {
  const [first, ...rest] = events;
  if (!first) throw new Error('nothing was done, and nothing can be recorded');
  return [first, ...rest];
}

import 'server-only';
import { command } from '@/lib/command';
import { AppError } from '@/lib/errors';
import { INSTALLATION } from '@/lib/installation/installation-target';
import {
  giveRole,
  lockRoles,
  removeOne,
  requireManager,
  requireOther,
  requireOwnOrLower,
} from './membership-rules';
import {
  AddMembership,
  AppointManager,
  ChangeRole,
  endOf,
  RemoveMembership,
  SetMembershipEnd,
} from './membership-schema';
import {
  countManagers,
  insertMembership,
  lockManagers,
  membershipOf,
  membershipTarget,
  setEnd,
  type Membership,
} from './membership-store';
import { organizationTarget, requireNotArchived } from './organization-store';
import { mailAboutRole } from './role-letters';

/** A super admin's one way to give a role: the first manager of an organization that has none. */
export const appointManager = command({
  name: 'membership.appoint',
  input: AppointManager,
  permission: 'installation.manage',
  target: async (tx, { organizationId }) => (await organizationTarget(tx, organizationId)) && INSTALLATION,
  run: async ({ tx, input: { organizationId, userId } }) => {
    await requireNotArchived(tx, organizationId);
    await lockManagers(tx, organizationId);
    if ((await countManagers(tx, organizationId)) > 0)
      throw new AppError('CONFLICT', 'This organization has a manager, who gives the roles from here on.');
    const id = await insertMembership(tx, { organizationId, userId, role: 'manager', endsAt: null });
    return { value: { id }, event: { type: 'membership.created', resource: { kind: 'membership', id } } };
  },
});

export const addMembership = command({
  name: 'membership.add',
  input: AddMembership,
  permission: 'person.manage',
  target: (tx, { organizationId }) => organizationTarget(tx, organizationId),
  run: async ({ tx, input, target: { organizationId }, facts, principal }) => {
    requireOther(principal, input.userId);
    requireOwnOrLower(facts.role, input.role);
    await requireNotArchived(tx, organizationId);
    const endsAt = input.endsAt === null ? null : new Date(input.endsAt);
    const { userId, role } = input;
    const id = await insertMembership(tx, { organizationId, userId, role, endsAt });
    return { value: { id }, event: { type: 'membership.created', resource: { kind: 'membership', id } } };
  },
});

export const changeRole = command({
  name: 'membership.change-role',
  input: ChangeRole,
  permission: 'person.manage',
  target: (tx, { membershipId }) => membershipTarget(tx, membershipId),
  run: async ({ tx, input: { membershipId, role, expectedRole }, target, principal }) => {
    const own = await lockRoles(tx, target.organizationId, principal);
    const membership = existing(await membershipOf(tx, membershipId));
    if (expectedRole !== null && membership.role !== expectedRole)
      throw new AppError('CONFLICT', `Somebody else made this a ${membership.role} in the meantime.`);
    const event = await giveRole(tx, { membership, role, by: principal, own });
    await requireManager(tx, target.organizationId);
    return { value: null, event };
  },
});

/** A role that ends by itself. The last manager for good keeps theirs without an end. */
export const setMembershipEnd = command({
  name: 'membership.set-end',
  input: SetMembershipEnd,
  permission: 'person.manage',
  target: (tx, { membershipId }) => membershipTarget(tx, membershipId),
  run: async ({ tx, input: { membershipId: id, lastDay }, target: { organizationId }, principal }) => {
    const own = await lockRoles(tx, organizationId, principal);
    const { userId, role } = existing(await membershipOf(tx, id));
    requireOther(principal, userId);
    requireOwnOrLower(own, role);
    await setEnd(tx, id, lastDay === null ? null : endOf(lastDay));
    await mailAboutRole(tx, { userId, organizationId }, { kind: 'ends', lastDay });
    await requireManager(tx, organizationId);
    return { value: null, event: { type: 'membership.changed', resource: { kind: 'membership', id } } };
  },
});

/** Also how a person leaves: removing oneself takes nothing that was not one's own. */
export const removeMembership = command({
  name: 'membership.remove',
  input: RemoveMembership,
  permission: 'person.manage',
  target: (tx, { membershipId }) => membershipTarget(tx, membershipId),
  run: async ({ tx, input: { membershipId }, target: { organizationId }, principal }) => {
    await lockRoles(tx, organizationId, principal);
    const event = await removeOne(tx, existing(await membershipOf(tx, membershipId)), principal);
    await requireManager(tx, organizationId);
    return { value: null, event };
  },
});

function existing(found: Membership | null): Membership {
  if (!found) throw new AppError('NOT_FOUND', 'Not found.');
  return found;
}

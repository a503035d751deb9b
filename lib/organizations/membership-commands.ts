import 'server-only';
import { ROLES, type Role } from '@/lib/authorization/permissions';
import type { Principal } from '@/lib/authorization/question';
import { command } from '@/lib/command';
import { NIL, type Tx } from '@/lib/db/transaction';
import { AppError } from '@/lib/errors';
import { AddMembership, AppointManager, ChangeRole, RemoveMembership } from './membership-schema';
import {
  countManagers,
  deleteMembership,
  insertMembership,
  lockManagers,
  membershipOf,
  membershipTarget,
  requestRotations,
  setRole,
} from './membership-store';
import { organizationTarget } from './organization-store';

/** A super admin's one way to give a role: the first manager of an organization that has none. */
export const appointManager = command({
  name: 'membership.appoint',
  input: AppointManager,
  permission: 'installation.manage',
  target: async (tx, { organizationId }) =>
    (await organizationTarget(tx, organizationId)) &&
    ({ kind: 'installation', organizationId: NIL } as const),
  run: async ({ tx, input: { organizationId, userId } }) => {
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
  run: async ({ tx, input: { membershipId, role }, target: { organizationId }, facts, principal }) => {
    await lockManagers(tx, organizationId);
    const { userId } = await existing(tx, membershipId);
    requireOther(principal, userId);
    requireOwnOrLower(facts.role, role);
    await setRole(tx, membershipId, role);
    await requireManager(tx, organizationId);
    return {
      value: null,
      event: { type: 'membership.changed', resource: { kind: 'membership', id: membershipId } },
    };
  },
});

/** Also how a person leaves: removing oneself takes nothing that was not one's own. */
export const removeMembership = command({
  name: 'membership.remove',
  input: RemoveMembership,
  permission: 'person.manage',
  target: (tx, { membershipId }) => membershipTarget(tx, membershipId),
  run: async ({ tx, input: { membershipId }, target: { organizationId } }) => {
    await lockManagers(tx, organizationId);
    await existing(tx, membershipId);
    await requestRotations(tx, membershipId);
    await deleteMembership(tx, membershipId);
    await requireManager(tx, organizationId);
    return {
      value: null,
      event: { type: 'membership.removed', resource: { kind: 'membership', id: membershipId } },
    };
  },
});

async function existing(tx: Tx, membershipId: string) {
  const found = await membershipOf(tx, membershipId);
  if (!found) throw new AppError('NOT_FOUND', 'Not found.');
  return found;
}

function requireOther({ userId }: Principal, otherId: string): void {
  if (userId === otherId)
    throw new AppError('CONFLICT', 'Nobody changes their own role. Ask another manager.');
}

function requireOwnOrLower(own: Role | null, given: Role): void {
  if (!own || ROLES.indexOf(given) > ROLES.indexOf(own))
    throw new AppError('FORBIDDEN', 'Nobody gives a role above their own.');
}

/** Asked after the change, under the lock; the change is rolled back with the refusal. */
async function requireManager(tx: Tx, organizationId: string): Promise<void> {
  if ((await countManagers(tx, organizationId)) === 0)
    throw new AppError('CONFLICT', 'This is the last manager. Make somebody else a manager first.');
}

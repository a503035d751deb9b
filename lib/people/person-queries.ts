import 'server-only';
import { cache } from 'react';
import { newestOf } from '@/lib/audit/audit-store';
import type { ListedEvent } from '@/lib/audit/listed-event';
import { roleAllows } from '@/lib/authorization/permissions';
import type { TargetOf } from '@/lib/authorization/target-store';
import { AppError } from '@/lib/errors';
import { waitingInvitations } from '@/lib/invitations/practitioner-invitation-store';
import { isArchived, organizationTarget } from '@/lib/organizations/organization-store';
import { hiddenEvent } from '@/lib/patients/hidden-names';
import { shown } from '@/lib/patients/shown-names';
import { forPage, type Query } from '@/lib/query';
import type { MembershipRow, PersonPage, PersonRow } from './person';
import type { PersonFilter } from './person-schema';
import { membershipsAround, peopleOf, personOf } from './person-store';

export type PeopleList = PersonPage & { mayManage: boolean; isArchived: boolean; waiting: number };

export function peopleList(
  organizationId: string,
  filter: PersonFilter,
): Query<TargetOf<'organization'>, PeopleList> {
  return {
    name: 'person.list',
    permission: 'person.read',
    find: (tx) => organizationTarget(tx, organizationId),
    read: async (tx, target, { principal, facts: { role } }) => ({
      ...(await peopleOf(tx, { organizationId: target.organizationId, actorId: principal.userId }, filter)),
      mayManage: role !== null && roleAllows(role, 'person.manage'),
      isArchived: await isArchived(tx, target.organizationId),
      waiting: await waitingInvitations(tx, target.organizationId),
    }),
  };
}

export type PersonAccess = PersonRow & {
  memberships: MembershipRow[];
  mayManage: boolean;
  mayReadAudit: boolean;
};

/** Somebody without a role here is nobody here, whatever they are elsewhere. */
export function personAccessOf(
  organizationId: string,
  personId: string,
): Query<TargetOf<'organization'>, PersonAccess> {
  return {
    name: 'person.read',
    permission: 'person.read',
    find: (tx) => organizationTarget(tx, organizationId),
    read: async (tx, target, { principal, facts: { role } }) => {
      const asking = { organizationId: target.organizationId, actorId: principal.userId };
      const person = await personOf(tx, asking, personId);
      if (!person) throw new AppError('NOT_FOUND', 'Not found.');
      return {
        ...person,
        memberships: await membershipsAround(tx, target.organizationId, personId),
        mayManage: role !== null && roleAllows(role, 'person.manage'),
        mayReadAudit: role !== null && roleAllows(role, 'audit.read'),
      };
    },
  };
}

export function listPeople(organizationId: string, filter: PersonFilter): Promise<PeopleList> {
  return forPage(peopleList(organizationId, filter));
}

/** Once a request: the frame of a person's pages and the page in it ask for the same. */
export const readPersonAccess = cache((organizationId: string, personId: string): Promise<PersonAccess> =>
  forPage(personAccessOf(organizationId, personId)),
);

/** What everyone in the organization may look up: its people are not in it. */
export function readRoleMatrix(organizationId: string): Promise<{ mayManage: boolean }> {
  return forPage({
    name: 'person.role-matrix',
    permission: 'organization.read',
    find: (tx) => organizationTarget(tx, organizationId),
    read: (_tx, _target, { facts: { role } }) =>
      Promise.resolve({ mayManage: role !== null && roleAllows(role, 'person.manage') }),
  });
}

const NEWEST = 12;

/** What the log of the organization has of a person. Reading it is on record as well. */
export function personActivityOf(
  organizationId: string,
  personId: string,
): Query<TargetOf<'organization'>, ListedEvent[]> {
  return {
    name: 'person.read-activity',
    permission: 'audit.read',
    find: (tx) => organizationTarget(tx, organizationId),
    read: (tx, target) => newestOf(tx, target.organizationId, personId, NEWEST),
    event: (_target, events) => ({ type: 'audit.read', n: events.length }),
  };
}

export async function readPersonActivity(organizationId: string, personId: string): Promise<ListedEvent[]> {
  return shown(await forPage(personActivityOf(organizationId, personId)), hiddenEvent);
}

import 'server-only';
import { accountTarget } from '@/lib/accounts/account-target';
import { type Permission, roleAllows } from '@/lib/authorization/permissions';
import type { TargetOf } from '@/lib/authorization/target-store';
import { forPage, type Query } from '@/lib/query';
import { organizationsOf, organizationTarget } from './organization-store';
import { firstOrganization, type TreeRow } from './organization-tree';
import {
  countedTree,
  organizationsWithStudies,
  stepsTaken,
  type CountedOrganization,
} from './overview-store';
import type { TourStep } from './tour';

export type OrganizationOverview = {
  organization: CountedOrganization;
  below: CountedOrganization[];
  mayReadAudit: boolean;
  mayShareKeys: boolean;
  mayManageStudies: boolean;
  mayDecideEmergencies: boolean;
};

export function overviewOf(organizationId: string): Query<TargetOf<'organization'>, OrganizationOverview> {
  return {
    name: 'organization.overview',
    permission: 'organization.read',
    find: (tx) => organizationTarget(tx, organizationId),
    read: async (tx, target, { facts: { role } }) => {
      const [organization, ...below] = await countedTree(tx, target.organizationId);
      if (!organization) throw new Error('an organization is part of its own tree');
      const may = (permission: Permission) => role !== null && roleAllows(role, permission);
      return {
        organization,
        below,
        mayReadAudit: may('audit.read'),
        mayShareKeys: may('key.grant'),
        mayManageStudies: may('study.manage'),
        mayDecideEmergencies: may('emergency.decide'),
      };
    },
  };
}

export function readOverview(organizationId: string): Promise<OrganizationOverview> {
  return forPage(overviewOf(organizationId));
}

export function tourOf(organizationId: string): Query<TargetOf<'organization'>, TourStep[]> {
  return {
    name: 'organization.overview',
    permission: 'organization.read',
    find: (tx) => organizationTarget(tx, organizationId),
    read: (tx, target) => stepsTaken(tx, target.organizationId),
  };
}

export function readTour(organizationId: string): Promise<TourStep[]> {
  return forPage(tourOf(organizationId));
}

/** Where a practitioner's day starts; null for one without a role. */
export const homeOrganization: Query<TargetOf<'account'>, TreeRow | null> = {
  name: 'organization.home',
  permission: 'account.read',
  find: (_tx, { userId }) => Promise.resolve(accountTarget(userId)),
  read: async (tx, { userId }) =>
    firstOrganization(await organizationsOf(tx, userId), await organizationsWithStudies(tx)) ?? null,
};

export function readHomeOrganization(): Promise<TreeRow | null> {
  return forPage(homeOrganization);
}

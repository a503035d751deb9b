import 'server-only';
import { accountTarget } from '@/lib/accounts/account-target';
import { type Permission, roleAllows } from '@/lib/authorization/permissions';
import type { TargetOf } from '@/lib/authorization/target-store';
import { forPage, type Query } from '@/lib/query';
import { organizationsOf, organizationTarget } from './organization-store';
import { firstOrganization, type TreeRow } from './organization-tree';
import { countedTree, organizationsWithStudies, type CountedOrganization } from './overview-store';

export type OrganizationOverview = {
  organization: CountedOrganization;
  below: CountedOrganization[];
  mayReadAudit: boolean;
  mayShareKeys: boolean;
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
        mayDecideEmergencies: may('emergency.decide'),
      };
    },
  };
}

export function readOverview(organizationId: string): Promise<OrganizationOverview> {
  return forPage(overviewOf(organizationId));
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

import 'server-only';
import { roleAllows, type Role } from '@/lib/authorization/permissions';
import type { TargetOf } from '@/lib/authorization/target-store';
import { forPage, type Query } from '@/lib/query';
import { organizationTarget } from './organization-store';
import { organizationCounts, organizationName, type OrganizationCounts } from './overview-store';

export type OrganizationOverview = {
  name: string;
  role: Role;
  mayReadAudit: boolean;
  counts: OrganizationCounts;
};

export function overviewOf(organizationId: string): Query<TargetOf<'organization'>, OrganizationOverview> {
  return {
    name: 'organization.overview',
    permission: 'organization.read',
    find: (tx) => organizationTarget(tx, organizationId),
    read: async (tx, target, { facts: { role } }) => {
      if (!role) throw new Error('the policy lets nobody here without a role');
      const name = await organizationName(tx, target.organizationId);
      const counts = await organizationCounts(tx, target.organizationId);
      return { name, role, mayReadAudit: roleAllows(role, 'audit.read'), counts };
    },
  };
}

export function readOverview(organizationId: string): Promise<OrganizationOverview> {
  return forPage(overviewOf(organizationId));
}

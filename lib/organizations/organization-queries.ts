import 'server-only';
import { accountTarget } from '@/lib/accounts/account-target';
import type { TargetOf } from '@/lib/authorization/target-store';
import { forPage, type Query } from '@/lib/query';
import type { OrganizationRow } from './organization';
import { organizationsOf } from './organization-store';

/** The caller's own organizations, for the switcher and the page after sign-in. */
export const ownOrganizations: Query<TargetOf<'account'>, OrganizationRow[]> = {
  name: 'organization.list-own',
  permission: 'account.read',
  find: (_tx, { userId }) => Promise.resolve(accountTarget(userId)),
  read: (tx, { userId }) => organizationsOf(tx, userId),
};

export function listOwnOrganizations(): Promise<OrganizationRow[]> {
  return forPage(ownOrganizations);
}

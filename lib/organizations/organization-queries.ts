import 'server-only';
import { z } from 'zod';
import { accountTarget } from '@/lib/accounts/account-target';
import { isId, type TargetOf } from '@/lib/authorization/target-store';
import type { RolePermission } from '@/lib/authorization/permissions';
import { forPage, type Query } from '@/lib/query';
import type { OrganizationRow, OwnOrganizations } from './organization';
import { organizationTarget, ownOrganization, ownOrganizationsNamed } from './organization-store';

/** What a list in a panel can show; whoever has more writes a part of the name. */
const MOST = 50;

export const OwnOrganizationSearch = z.strictObject({ q: z.string().trim().max(200).default('') });

/** The caller's own organizations, for the switcher. */
export function ownOrganizations(q: string): Query<TargetOf<'account'>, OwnOrganizations> {
  return {
    name: 'organization.list-own',
    permission: 'account.read',
    find: (_tx, { userId }) => Promise.resolve(accountTarget(userId)),
    read: (tx) => ownOrganizationsNamed(tx, { q, limit: MOST }),
  };
}

function oneOfMine(organizationId: string): Query<TargetOf<'account'>, OrganizationRow | null> {
  return {
    name: 'organization.read-own',
    permission: 'account.read',
    find: (_tx, { userId }) => Promise.resolve(accountTarget(userId)),
    read: (tx) => (isId(organizationId) ? ownOrganization(tx, organizationId) : Promise.resolve(null)),
  };
}

/** Whether a page may be seen, before its skeleton is sent. The page asks again, under the same name. */
export function checkAccess(organizationId: string, name: string, permission: RolePermission): Promise<null> {
  return forPage({
    name,
    permission,
    find: (tx) => organizationTarget(tx, organizationId),
    read: () => Promise.resolve(null),
  });
}

/** For the frame of a page; whether the page may be seen is the page's question. */
export function readOwnOrganization(organizationId: string): Promise<OrganizationRow | null> {
  return forPage(oneOfMine(organizationId));
}

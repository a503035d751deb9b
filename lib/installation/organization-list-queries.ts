import 'server-only';
import type { TargetOf } from '@/lib/authorization/target-store';
import { forPage, type Query } from '@/lib/query';
import type { OrganizationFilter } from './account-admin-schema';
import { INSTALLATION } from './installation-target';
import { allOrganizations, type OrganizationPage } from './organization-list-store';

export function installationOrganizations(
  filter: OrganizationFilter,
): Query<TargetOf<'installation'>, OrganizationPage> {
  return {
    name: 'installation.list-organizations',
    permission: 'installation.read',
    find: () => Promise.resolve(INSTALLATION),
    read: (tx) => allOrganizations(tx, filter),
  };
}

const entrance: Query<TargetOf<'installation'>, null> = {
  name: 'installation.enter',
  permission: 'installation.read',
  find: () => Promise.resolve(INSTALLATION),
  read: () => Promise.resolve(null),
};

/** Whether the system may be seen at all, before a form or a skeleton of it is shown. Its pages and commands ask again. */
export function checkInstallationAccess(): Promise<null> {
  return forPage(entrance);
}

export function listInstallationOrganizations(filter: OrganizationFilter): Promise<OrganizationPage> {
  return forPage(installationOrganizations(filter));
}

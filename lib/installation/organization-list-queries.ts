import 'server-only';
import type { TargetOf } from '@/lib/authorization/target-store';
import { forPage, type Query } from '@/lib/query';
import { INSTALLATION } from './installation-target';
import { allOrganizations, type InstallationOrganization } from './organization-list-store';

export const installationOrganizations: Query<TargetOf<'installation'>, InstallationOrganization[]> = {
  name: 'installation.list-organizations',
  permission: 'installation.read',
  find: () => Promise.resolve(INSTALLATION),
  read: (tx) => allOrganizations(tx),
};

export function listInstallationOrganizations(): Promise<InstallationOrganization[]> {
  return forPage(installationOrganizations);
}

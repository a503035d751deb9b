import 'server-only';
import type { TargetOf } from '@/lib/authorization/target-store';
import { NIL } from '@/lib/db/transaction';
import { forPage, type Query } from '@/lib/query';
import {
  accountCounts,
  allOrganizations,
  type AccountCount,
  type InstallationOrganization,
} from './installation-store';

export type Installation = { organizations: InstallationOrganization[]; accounts: AccountCount[] };

export const installation: Query<TargetOf<'installation'>, Installation> = {
  name: 'installation.read',
  permission: 'installation.read',
  find: () => Promise.resolve({ kind: 'installation', organizationId: NIL }),
  read: async (tx) => ({ organizations: await allOrganizations(tx), accounts: await accountCounts(tx) }),
};

export function readInstallation(): Promise<Installation> {
  return forPage(installation);
}

import type { ReactNode } from 'react';
import { checkInstallationAccess } from '@/lib/installation/organization-list-queries';

/** Asked before the skeleton is sent: once a page is on its way, its answer can no longer be "no access". */
export default async function OrganizationsLayout({ children }: { children: ReactNode }) {
  await checkInstallationAccess();
  return children;
}

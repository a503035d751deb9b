import { checkAccess } from '@/lib/organizations/organization-queries';

/** Asked before the skeleton is sent: once a page is on its way, its answer can no longer be "no access". */
export default async function TreeLayout({ params, children }: LayoutProps<'/o/[organization]/tree'>) {
  await checkAccess((await params).organization, 'organization.tree', 'organization.read');
  return children;
}

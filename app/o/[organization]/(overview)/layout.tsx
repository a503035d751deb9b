import { checkAccess } from '@/lib/organizations/organization-queries';

/** Asked before the skeleton is sent: once a page is on its way, its answer can no longer be "no access". */
export default async function OverviewLayout({ params, children }: LayoutProps<'/o/[organization]'>) {
  await checkAccess((await params).organization, 'organization.overview', 'organization.read');
  return children;
}

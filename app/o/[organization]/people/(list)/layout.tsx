import { checkAccess } from '@/lib/organizations/organization-queries';

/** Asked before the skeleton is sent: once a page is on its way, its answer can no longer be "no access". */
export default async function PeopleLayout({ params, children }: LayoutProps<'/o/[organization]/people'>) {
  await checkAccess((await params).organization, 'person.list', 'person.read');
  return children;
}

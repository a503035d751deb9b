import { checkAccess } from '@/lib/organizations/organization-queries';

/** Asked before the skeleton is sent: once a page is on its way, its answer can no longer be "no access". */
export default async function AuditLogLayout({ params, children }: LayoutProps<'/o/[organization]/audit'>) {
  await checkAccess((await params).organization, 'audit.list', 'audit.read');
  return children;
}

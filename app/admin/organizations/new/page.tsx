import type { Metadata } from 'next';
import { CreateTopOrganizationForm } from '@/components/installation/create-organization-form';
import { Breadcrumb } from '@/components/layout/breadcrumb';
import { PageHead } from '@/components/layout/page-head';
import { checkInstallationAccess } from '@/lib/installation/organization-list-queries';
import { routes } from '@/lib/routes';

export const metadata: Metadata = { title: 'New organization' };

export default async function NewTopOrganizationPage() {
  await checkInstallationAccess();
  return (
    <>
      <Breadcrumb
        crumbs={[{ label: 'Organizations', href: routes.admin() }, { label: 'New organization' }]}
      />
      <PageHead
        title="New organization"
        meta="The top of a tree. Its managers make the organizations below it."
      />
      <CreateTopOrganizationForm />
    </>
  );
}

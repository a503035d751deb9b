import { Plus } from 'lucide-react';
import type { Metadata } from 'next';
import { OrganizationsTable } from '@/components/installation/organizations-table';
import { PageHead } from '@/components/layout/page-head';
import { ButtonLink } from '@/components/ui/button';
import { formatNumber } from '@/lib/format';
import { listInstallationOrganizations } from '@/lib/installation/organization-list-queries';
import { routes } from '@/lib/routes';

export const metadata: Metadata = { title: 'Organizations' };

/** The installation's own things. Patient data has no way in here. */
export default async function AdminPage() {
  const organizations = await listInstallationOrganizations();
  return (
    <>
      <PageHead
        title="Organizations"
        count={formatNumber(organizations.length, 'en')}
        actions={
          <ButtonLink variant="primary" icon={<Plus aria-hidden />} href={routes.adminNewOrganization()}>
            New organization
          </ButtonLink>
        }
      />
      <OrganizationsTable organizations={organizations} />
    </>
  );
}

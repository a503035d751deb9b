import { Plus } from 'lucide-react';
import type { Metadata } from 'next';
import { Pager } from '@/components/data-table/pager';
import { OrganizationSearch } from '@/components/installation/organization-search';
import { OrganizationsTable } from '@/components/installation/organizations-table';
import { PageHead } from '@/components/layout/page-head';
import { ButtonLink } from '@/components/ui/button';
import { formatNumber } from '@/lib/format';
import { OrganizationFilter } from '@/lib/installation/account-admin-schema';
import { listInstallationOrganizations } from '@/lib/installation/organization-list-queries';
import { routes } from '@/lib/routes';

export const metadata: Metadata = { title: 'Organizations' };

/** The installation's own things. Patient data has no way in here. */
export default async function AdminPage({ searchParams }: PageProps<'/admin'>) {
  const filter = OrganizationFilter.parse(await searchParams);
  const { rows, nextCursor, total } = await listInstallationOrganizations(filter);
  return (
    <>
      <PageHead
        title="Organizations"
        count={formatNumber(total, 'en')}
        actions={
          <ButtonLink variant="primary" icon={<Plus aria-hidden />} href={routes.adminNewOrganization()}>
            New organization
          </ButtonLink>
        }
      />
      <OrganizationSearch q={filter.q} />
      <OrganizationsTable organizations={rows} />
      <Pager path={routes.admin()} filter={filter} nextCursor={nextCursor} />
    </>
  );
}

import type { Metadata } from 'next';
import { PageHead } from '@/components/layout/page-head';
import { CreateOrganizationForm } from '@/components/organizations/create-organization-form';
import { readPlaceForNew } from '@/lib/organizations/organization-node-queries';

export const metadata: Metadata = { title: 'New organization' };

export default async function NewOrganizationPage({
  params,
}: PageProps<'/o/[organization]/tree/[node]/new'>) {
  const { organization: organizationId, node: nodeId } = await params;
  const parent = await readPlaceForNew(organizationId, nodeId);
  return (
    <>
      <PageHead
        title="New organization"
        meta={
          <>
            Below <bdi>{parent.name}</bdi>. Roles given there hold in it too.
          </>
        }
      />
      <CreateOrganizationForm organizationId={organizationId} parentId={parent.id} />
    </>
  );
}

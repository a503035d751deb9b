import { Plus } from 'lucide-react';
import type { Metadata } from 'next';
import { PageHead } from '@/components/layout/page-head';
import { OrganizationTree } from '@/components/organizations/organization-tree';
import { ButtonLink } from '@/components/ui/button';
import { readTree } from '@/lib/organizations/organization-node-queries';
import { routes } from '@/lib/routes';

export const metadata: Metadata = { title: 'Organization tree' };

export default async function TreePage({ params }: PageProps<'/o/[organization]/tree'>) {
  const { organization: organizationId } = await params;
  const { nodes, mayManage } = await readTree(organizationId);
  return (
    <>
      <PageHead
        title="Organization tree"
        meta="This organization and everything below it. Open one to rename, move or archive it."
        actions={
          mayManage && (
            <ButtonLink
              variant="primary"
              icon={<Plus aria-hidden />}
              href={routes.newTreeNode(organizationId, organizationId)}
            >
              New organization
            </ButtonLink>
          )
        }
      />
      <OrganizationTree organizationId={organizationId} nodes={nodes} />
    </>
  );
}

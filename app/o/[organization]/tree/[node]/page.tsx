import type { Metadata } from 'next';
import { Breadcrumb } from '@/components/layout/breadcrumb';
import { PageHead } from '@/components/layout/page-head';
import { ArchiveButton } from '@/components/organizations/archive-button';
import { ArchivedNotice } from '@/components/organizations/archived-notice';
import { NodeFacts } from '@/components/organizations/node-facts';
import { OrganizationDetailsForm } from '@/components/organizations/organization-details-form';
import { Badge } from '@/components/ui/badge';
import { ButtonLink } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import type { OrganizationNode } from '@/lib/organizations/organization-node';
import { readOrganizationNode } from '@/lib/organizations/organization-node-queries';
import { routes } from '@/lib/routes';

export const metadata: Metadata = { title: 'Organization' };

export default async function TreeNodePage({ params }: PageProps<'/o/[organization]/tree/[node]'>) {
  const { organization: organizationId, node: nodeId } = await params;
  const node = await readOrganizationNode(organizationId, nodeId);
  const isArchived = node.archivedAt !== null || node.isInArchive;
  return (
    <>
      <Breadcrumb
        crumbs={[{ label: 'Organization tree', href: routes.tree(organizationId) }, { label: node.name }]}
      />
      <PageHead
        className="mt-2"
        title={<bdi>{node.name}</bdi>}
        status={isArchived && <Badge>Archived</Badge>}
        actions={<Actions organizationId={organizationId} node={node} isArchived={isArchived} />}
      />
      {isArchived && <ArchivedNotice />}
      <div className="grid gap-6 xl:grid-cols-[2fr_1fr]">
        {node.may.manage && (
          <Card title="Name and description">
            <OrganizationDetailsForm key={node.id} node={node} />
          </Card>
        )}
        <Card title="What it is">
          <NodeFacts node={node} />
        </Card>
      </div>
    </>
  );
}

type Props = { organizationId: string; node: OrganizationNode; isArchived: boolean };

function Actions({ organizationId, node, isArchived }: Props) {
  return (
    <>
      <ButtonLink href={routes.organization(node.id)}>Go there</ButtonLink>
      {node.may.place && <ButtonLink href={routes.moveTreeNode(organizationId, node.id)}>Move…</ButtonLink>}
      {node.may.place && !node.isInArchive && <ArchiveButton key={node.version} node={node} />}
      {node.may.manage && !isArchived && (
        <ButtonLink variant="primary" href={routes.newTreeNode(organizationId, node.id)}>
          New below
        </ButtonLink>
      )}
    </>
  );
}

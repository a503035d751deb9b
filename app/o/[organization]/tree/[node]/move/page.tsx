import type { Metadata } from 'next';
import { Breadcrumb } from '@/components/layout/breadcrumb';
import { PageHead } from '@/components/layout/page-head';
import { MoveButton } from '@/components/organizations/move-button';
import { MovePreviewCard } from '@/components/organizations/move-preview';
import { MoveSearch as MoveSearchField } from '@/components/organizations/move-search';
import { Callout } from '@/components/ui/callout';
import { readMovePage } from '@/lib/organizations/organization-node-queries';
import { MoveSearch } from '@/lib/organizations/organization-schema';
import { routes } from '@/lib/routes';

export const metadata: Metadata = { title: 'Move an organization' };

export default async function MovePage({
  params,
  searchParams,
}: PageProps<'/o/[organization]/tree/[node]/move'>) {
  const { organization: organizationId, node: nodeId } = await params;
  const search = MoveSearch.parse(await searchParams);
  const { node, choices, preview } = await readMovePage(organizationId, nodeId, search);
  return (
    <>
      <Breadcrumb
        crumbs={[
          { label: 'Organization tree', href: routes.tree(organizationId) },
          { label: node.name, href: routes.treeNode(organizationId, node.id) },
          { label: 'Move' },
        ]}
      />
      <PageHead
        className="mt-2"
        title={
          <>
            Move <bdi>{node.name}</bdi>
          </>
        }
        meta={node.parent && <>It is below {node.parent.name} now.</>}
      />
      {node.may.place ? (
        <div className="space-y-6">
          <MoveSearchField q={search.q} choices={choices} chosenId={preview?.to.id ?? null} />
          {preview && <MovePreviewCard preview={preview} name={node.name} />}
          <MoveButton organizationId={organizationId} node={node} to={preview?.to ?? null} />
        </div>
      ) : (
        <Callout tone="info">
          Whoever manages what is above it decides where it stands. The top of a tree is moved by nobody.
        </Callout>
      )}
    </>
  );
}

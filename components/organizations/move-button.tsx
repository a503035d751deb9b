'use client';
import { useRouter } from 'next/navigation';
import { useState, useTransition } from 'react';
import { Button, ButtonLink } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { moveOrganizationAction } from '@/lib/organizations/organization-actions';
import type { OrganizationNode } from '@/lib/organizations/organization-node';
import { routes } from '@/lib/routes';

type Props = { organizationId: string; node: OrganizationNode; to: { id: string; name: string } | null };

export function MoveButton({ organizationId, node, to }: Props) {
  const router = useRouter();
  const [failure, setFailure] = useState<string | null>(null);
  const [isPending, startTransition] = useTransition();
  const move = () =>
    startTransition(async () => {
      if (!to) return;
      const result = await moveOrganizationAction({
        organizationId: node.id,
        parentId: to.id,
        version: node.version,
      });
      if (result.ok) router.push(routes.tree(organizationId));
      else {
        setFailure(result.error.message);
        router.refresh();
      }
    });
  return (
    <div className="space-y-3">
      {failure && (
        <Callout tone="danger" role="alert">
          {failure}
        </Callout>
      )}
      <div className="flex flex-wrap gap-2">
        <Button variant="primary" onClick={move} isPending={isPending} pendingLabel="Moving…" disabled={!to}>
          Confirm the move
        </Button>
        <ButtonLink href={routes.treeNode(organizationId, node.id)}>Cancel</ButtonLink>
      </div>
    </div>
  );
}

'use client';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import type { OrganizationNode } from '@/lib/organizations/organization-node';

const ArchiveDialog = dynamic(() => import('./archive-dialog').then((file) => file.ArchiveDialog), {
  ssr: false,
});

/** Says what still hangs on it, and what stops, before it stops. */
export function ArchiveButton({ node }: { node: OrganizationNode }) {
  const [isAsking, setAsking] = useState(false);
  const isArchived = node.archivedAt !== null;
  return (
    <>
      <Button onClick={() => setAsking(true)}>{isArchived ? 'Restore…' : 'Archive…'}</Button>
      {isAsking && <ArchiveDialog node={node} isArchived={isArchived} onClose={() => setAsking(false)} />}
    </>
  );
}

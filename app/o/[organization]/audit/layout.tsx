import type { ReactNode } from 'react';
import { checkAuditAccess } from '@/lib/audit/audit-queries';

type Props = { params: Promise<{ organization: string }>; children: ReactNode };

/** Asked before the skeleton is sent: once a page is on its way, its answer can no longer be "no access". */
export default async function AuditLogLayout({ params, children }: Props) {
  await checkAuditAccess((await params).organization);
  return children;
}

import { ScrollText } from 'lucide-react';
import type { Metadata } from 'next';
import { AuditTable } from '@/components/audit/audit-table';
import { Pager } from '@/components/data-table/pager';
import { PageHead } from '@/components/layout/page-head';
import { EmptyState } from '@/components/ui/empty-state';
import { InstallationLogFilter, readInstallationLog } from '@/lib/audit/installation-log-queries';
import { sentenceOf } from '@/lib/audit/sentence';
import { routes } from '@/lib/routes';

export const metadata: Metadata = { title: 'Audit log' };

export default async function InstallationLogPage({ searchParams }: PageProps<'/admin/audit'>) {
  const filter = InstallationLogFilter.parse(await searchParams);
  const { events, next } = await readInstallationLog(filter);
  const rows = events.map((event) => ({ ...event, sentence: sentenceOf(event) }));
  return (
    <>
      <PageHead
        title="Audit log"
        meta="The installation’s own events. What belongs to an organization is in that organization’s log."
      />
      <AuditTable
        organizationId={null}
        rows={rows}
        empty={
          <EmptyState
            icon={<ScrollText />}
            title="No events yet"
            text="Sign-ins and changes to accounts appear here."
          />
        }
      />
      <Pager kind="log" path={routes.adminAudit()} filter={filter} nextCursor={next} />
    </>
  );
}

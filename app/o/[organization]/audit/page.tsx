import { ScrollText } from 'lucide-react';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { AuditFilters } from '@/components/audit/audit-filters';
import { AuditTable } from '@/components/audit/audit-table';
import { FilterChips } from '@/components/audit/filter-chips';
import { IntegrityStrip } from '@/components/audit/integrity-strip';
import { Pager } from '@/components/data-table/pager';
import { PageHead } from '@/components/layout/page-head';
import { ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { AuditFilter } from '@/lib/audit/audit-filter';
import { readAuditPage } from '@/lib/audit/audit-queries';
import { sentenceOf } from '@/lib/audit/sentence';
import { routes } from '@/lib/routes';

export const metadata: Metadata = { title: 'Audit log' };

export default async function AuditLogPage({ params, searchParams }: PageProps<'/o/[organization]/audit'>) {
  const organization = z.uuid().safeParse((await params).organization);
  if (!organization.success) notFound();
  const organizationId = organization.data;
  const filter = AuditFilter.parse(await searchParams);
  const page = await readAuditPage(organizationId, filter);
  const rows = page.events.map((event) => ({ ...event, sentence: sentenceOf(event) }));
  return (
    <>
      <PageHead
        title="Audit log"
        meta="Who did what with whose data, and what was refused. Reading it is recorded too."
        actions={<ButtonLink href={routes.emergencies(organizationId)}>Emergency access</ButtonLink>}
      />
      <IntegrityStrip organizationId={organizationId} />
      <AuditFilters filter={filter} page={page} />
      <FilterChips path={routes.auditLog(organizationId)} filter={filter} names={page.filterNames} />
      <AuditTable
        organizationId={organizationId}
        rows={rows}
        empty={
          <EmptyState
            icon={<ScrollText />}
            title="No events here"
            text="Nothing on record fits this filter. Take a condition away, or look at all events."
            action={<ButtonLink href={routes.auditLog(organizationId)}>Show all events</ButtonLink>}
          />
        }
      />
      <Pager kind="log" path={routes.auditLog(organizationId)} filter={filter} nextCursor={page.next} />
    </>
  );
}

import type { Metadata } from 'next';
import { PageHead } from '@/components/layout/page-head';
import { FirstSteps } from '@/components/organizations/first-steps';
import { OverviewCounts } from '@/components/organizations/overview-counts';
import { env } from '@/lib/env';
import { readOverview } from '@/lib/organizations/overview-queries';

export const metadata: Metadata = { title: 'Overview' };

export default async function OverviewPage({ params }: PageProps<'/o/[organization]'>) {
  const { organization: organizationId } = await params;
  const { name, counts, mayReadAudit } = await readOverview(organizationId);
  return (
    <>
      <PageHead title={<bdi>{name}</bdi>} />
      <div className="space-y-6">
        <OverviewCounts organizationId={organizationId} counts={counts} />
        {env().DEMO === '1' && <FirstSteps organizationId={organizationId} mayReadAudit={mayReadAudit} />}
      </div>
    </>
  );
}

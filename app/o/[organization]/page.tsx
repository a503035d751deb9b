import type { Metadata } from 'next';
import { EmergencyAlert } from '@/components/emergencies/emergency-alert';
import { WaitingKeysCard } from '@/components/keys/waiting-keys-card';
import { PageHead } from '@/components/layout/page-head';
import { BelowTable } from '@/components/organizations/below-table';
import { FirstSteps } from '@/components/organizations/first-steps';
import { OverviewCounts } from '@/components/organizations/overview-counts';
import { Card } from '@/components/ui/card';
import { env } from '@/lib/env';
import { listEmergencies } from '@/lib/emergencies/emergency-queries';
import { listWaitingForKeys } from '@/lib/keys/key-queries';
import { readOverview } from '@/lib/organizations/overview-queries';

export const metadata: Metadata = { title: 'Overview' };

export default async function OverviewPage({ params }: PageProps<'/o/[organization]'>) {
  const { organization: organizationId } = await params;
  const { organization, below, mayReadAudit, mayShareKeys, mayDecideEmergencies } =
    await readOverview(organizationId);
  const emergency = mayDecideEmergencies ? await listEmergencies(organization.id) : null;
  const waiting = mayShareKeys ? await listWaitingForKeys(organization.id) : [];
  return (
    <>
      <PageHead title={<bdi>{organization.name}</bdi>} />
      <div className="space-y-6">
        {emergency && <EmergencyAlert organizationId={organization.id} {...emergency} />}
        <WaitingKeysCard organizationId={organization.id} studies={waiting} />
        <OverviewCounts counts={organization} />
        {env().DEMO === '1' && <FirstSteps organizationId={organization.id} mayReadAudit={mayReadAudit} />}
        {below.length > 0 && (
          <Card flush title="Organizations below">
            <BelowTable below={below} />
          </Card>
        )}
      </div>
    </>
  );
}

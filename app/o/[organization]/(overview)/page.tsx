import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import { EmergencyAlert } from '@/components/emergencies/emergency-alert';
import { WaitingKeysCard } from '@/components/keys/waiting-keys-card';
import { PageHead } from '@/components/layout/page-head';
import { BelowTable } from '@/components/organizations/below-table';
import { FirstSteps } from '@/components/organizations/first-steps';
import { NothingHereYet } from '@/components/organizations/nothing-here-yet';
import { OverviewCounts } from '@/components/organizations/overview-counts';
import { Card } from '@/components/ui/card';
import { env } from '@/lib/env';
import { listEmergencies } from '@/lib/emergencies/emergency-queries';
import { listWaitingForKeys } from '@/lib/keys/key-queries';
import { readOverview, readTour } from '@/lib/organizations/overview-queries';
import { TOUR_COOKIE } from '@/lib/organizations/tour';

export const metadata: Metadata = { title: 'Overview' };

export default async function OverviewPage({ params }: PageProps<'/o/[organization]'>) {
  const { organization: organizationId } = await params;
  const overview = await readOverview(organizationId);
  const { organization, below, mayReadAudit, mayShareKeys, mayManageStudies } = overview;
  const emergency = overview.mayDecideEmergencies ? await listEmergencies(organization.id) : null;
  const waiting = mayShareKeys ? await listWaitingForKeys(organization.id) : [];
  const tour = (await isTourShown()) ? await readTour(organization.id) : null;
  const isEmpty = organization.studies === 0 && organization.patients === 0 && below.length === 0;
  return (
    <>
      <PageHead title={<bdi>{organization.name}</bdi>} />
      <div className="space-y-6">
        {emergency && <EmergencyAlert organizationId={organization.id} {...emergency} />}
        <WaitingKeysCard organizationId={organization.id} studies={waiting} />
        <OverviewCounts counts={organization} />
        {isEmpty && <NothingHereYet organizationId={organization.id} mayManage={mayManageStudies} />}
        {tour && !isEmpty && (
          <FirstSteps organizationId={organization.id} mayReadAudit={mayReadAudit} done={tour} />
        )}
        {below.length > 0 && (
          <Card flush title="Organizations below">
            <BelowTable below={below} />
          </Card>
        )}
      </div>
    </>
  );
}

async function isTourShown(): Promise<boolean> {
  return env().DEMO === '1' && (await cookies()).get(TOUR_COOKIE)?.value !== 'hidden';
}

import type { Metadata } from 'next';
import { EmergenciesTable } from '@/components/emergencies/emergencies-table';
import { PageHead } from '@/components/layout/page-head';
import { listEmergencies } from '@/lib/emergencies/emergency-queries';

export const metadata: Metadata = { title: 'Emergency access' };

export default async function OrganizationEmergenciesPage({
  params,
}: PageProps<'/o/[organization]/emergency'>) {
  const { emergencies, ownId } = await listEmergencies((await params).organization);
  return (
    <>
      <PageHead
        title="Emergency access"
        meta="System administrators who ask to read a study of this organization, or of one below it. Approve only what you understand."
      />
      <EmergenciesTable
        emergencies={emergencies}
        ownId={ownId}
        hasPages={false}
        empty="Nobody has asked for any."
      />
    </>
  );
}

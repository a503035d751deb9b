import { Plus } from 'lucide-react';
import type { Metadata } from 'next';
import { EmergenciesTable } from '@/components/emergencies/emergencies-table';
import { PageHead } from '@/components/layout/page-head';
import { ButtonLink } from '@/components/ui/button';
import { listAllEmergencies } from '@/lib/emergencies/emergency-queries';
import { routes } from '@/lib/routes';

export const metadata: Metadata = { title: 'Emergency access' };

export default async function EmergenciesPage() {
  const { emergencies, ownId } = await listAllEmergencies();
  return (
    <>
      <PageHead
        title="Emergency access"
        meta="To read one study for an hour at most. Somebody else has to approve it, the managers of the organization get a letter, and patients see each read."
        actions={
          <ButtonLink variant="primary" icon={<Plus aria-hidden />} href={routes.adminNewEmergency()}>
            Ask for access
          </ButtonLink>
        }
      />
      <EmergenciesTable emergencies={emergencies} ownId={ownId} hasPages empty="Nobody has asked for any." />
    </>
  );
}

import type { Metadata } from 'next';
import { PageHead } from '@/components/layout/page-head';
import { InviteManyForm } from '@/components/people/invite-many-form';
import { requireMayInvite } from '@/lib/invitations/practitioner-invitation-queries';

export const metadata: Metadata = { title: 'Invite several people' };

export default async function InvitePeoplePage({ params }: PageProps<'/o/[organization]/people/invite'>) {
  const { organization: organizationId } = await params;
  await requireMayInvite(organizationId);
  return (
    <>
      <PageHead title="Invite several people" />
      <InviteManyForm organizationId={organizationId} />
    </>
  );
}

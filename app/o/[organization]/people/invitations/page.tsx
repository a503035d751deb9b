import { MailPlus } from 'lucide-react';
import type { Metadata } from 'next';
import { Pager } from '@/components/data-table/pager';
import { PageHead } from '@/components/layout/page-head';
import { InvitationFilters } from '@/components/people/invitation-filters';
import { InvitationsTable } from '@/components/people/invitations-table';
import { InvitePersonButton } from '@/components/people/invite-person-button';
import { PeopleTabs } from '@/components/people/people-tabs';
import { ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { InvitationFilter } from '@/lib/invitations/invitation-schema';
import { listPractitionerInvitations } from '@/lib/invitations/practitioner-invitation-queries';
import { routes } from '@/lib/routes';

export const metadata: Metadata = { title: 'Invitations' };

export default async function InvitationsPage({
  params,
  searchParams,
}: PageProps<'/o/[organization]/people/invitations'>) {
  const { organization: organizationId } = await params;
  const filter = InvitationFilter.parse(await searchParams);
  const { rows, nextCursor, total } = await listPractitionerInvitations(organizationId, filter);
  const path = routes.peopleInvitations(organizationId);
  return (
    <>
      <PageHead
        title="Invitations"
        count={total}
        actions={
          <>
            <ButtonLink href={routes.invitePeople(organizationId)}>Invite several</ButtonLink>
            <InvitePersonButton organizationId={organizationId} />
          </>
        }
      />
      <PeopleTabs organizationId={organizationId} current="invitations" mayManage />
      <InvitationFilters filter={filter} allHref={path} />
      <InvitationsTable
        rows={rows}
        empty={
          <EmptyState
            icon={<MailPlus />}
            title="No invitation here"
            text="Invite a colleague by e-mail. They see the role before they accept."
          />
        }
      />
      <Pager path={path} filter={filter} nextCursor={nextCursor} />
    </>
  );
}

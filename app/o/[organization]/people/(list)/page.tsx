import { UsersRound } from 'lucide-react';
import type { Metadata } from 'next';
import { DensityMenu } from '@/components/data-table/density';
import { Pager } from '@/components/data-table/pager';
import { PageHead } from '@/components/layout/page-head';
import { ArchivedNotice } from '@/components/organizations/archived-notice';
import { InvitePersonButton } from '@/components/people/invite-person-button';
import { PeopleFilters } from '@/components/people/people-filters';
import { PeopleTable } from '@/components/people/people-table';
import { PeopleTabs } from '@/components/people/people-tabs';
import { EmptyState } from '@/components/ui/empty-state';
import { listPeople } from '@/lib/people/person-queries';
import { PersonFilter } from '@/lib/people/person-schema';
import { routes } from '@/lib/routes';

export const metadata: Metadata = { title: 'People' };

export default async function PeoplePage({ params, searchParams }: PageProps<'/o/[organization]/people'>) {
  const { organization: organizationId } = await params;
  const filter = PersonFilter.parse(await searchParams);
  const { rows, nextCursor, total, mayManage, isArchived, waiting } = await listPeople(
    organizationId,
    filter,
  );
  const path = routes.people(organizationId);
  return (
    <>
      <PageHead
        title="People"
        count={total}
        actions={
          <>
            <DensityMenu />
            {mayManage && !isArchived && <InvitePersonButton organizationId={organizationId} />}
          </>
        }
      />
      <PeopleTabs organizationId={organizationId} current="members" mayManage={mayManage} waiting={waiting} />
      {isArchived && <ArchivedNotice />}
      <PeopleFilters filter={filter} allHref={path} mayManage={mayManage} />
      <PeopleTable
        organizationId={organizationId}
        rows={rows}
        filter={filter}
        mayManage={mayManage}
        empty={
          <EmptyState
            icon={<UsersRound />}
            title="Nobody here fits"
            text="Take a condition away, or look for another name."
          />
        }
      />
      <Pager path={path} filter={filter} nextCursor={nextCursor} />
    </>
  );
}

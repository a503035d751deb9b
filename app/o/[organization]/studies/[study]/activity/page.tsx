import type { Metadata } from 'next';
import { ActivityTable } from '@/components/audit/activity-table';
import { AuditFilters } from '@/components/audit/audit-filters';
import { FilterChips } from '@/components/audit/filter-chips';
import { Pager } from '@/components/data-table/pager';
import { AuditFilter, filterQuery } from '@/lib/audit/audit-filter';
import { sentenceOf } from '@/lib/audit/sentence';
import { readStudyActivity } from '@/lib/audit/study-audit-queries';
import { routes } from '@/lib/routes';

export const metadata: Metadata = { title: 'Activity in a study' };

export default async function StudyActivityPage({
  params,
  searchParams,
}: PageProps<'/o/[organization]/studies/[study]/activity'>) {
  const { organization, study } = await params;
  const filter = AuditFilter.parse(await searchParams);
  const page = await readStudyActivity(organization, study, filter);
  const path = routes.studyActivity(organization, study);
  const ofPerson = filterQuery({ ...filter, before: undefined, person: undefined });
  return (
    <>
      <p className="mb-3 text-ink-2">
        Who did what in this study and with its patients’ data. Reading it is recorded too.
      </p>
      <AuditFilters filter={filter} page={page} />
      <FilterChips path={path} filter={filter} names={page.filterNames} />
      <ActivityTable
        rows={page.events.map((event) => ({ ...event, sentence: sentenceOf(event) }))}
        personHref={routes.studyActivity(organization, study, { ...ofPerson, person: '' })}
      />
      <Pager kind="log" path={path} filter={filter} nextCursor={page.next} />
    </>
  );
}

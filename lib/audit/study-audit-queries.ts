import 'server-only';
import type { TargetOf } from '@/lib/authorization/target-store';
import { forPage, type Query } from '@/lib/query';
import { studyTargetIn } from '@/lib/studies/study-store';
import type { AuditFilter } from './audit-filter';
import { readPage, shownPage, type AuditPage } from './audit-queries';
import { listStudyEvents } from './audit-store';

/** One page of the log of one study. That it was read is on record as well. */
export function studyActivityOf(
  organizationId: string,
  studyId: string,
  filter: AuditFilter,
): Query<TargetOf<'study'>, AuditPage> {
  return {
    name: 'study.read-activity',
    permission: 'audit.read',
    find: (tx) => studyTargetIn(tx, organizationId, studyId),
    read: (tx, target) =>
      readPage(tx, target.organizationId, filter, (conditions) =>
        listStudyEvents(tx, target.studyId, conditions),
      ),
    event: (target, { events }) => ({ type: 'audit.read', studyId: target.studyId, n: events.length }),
  };
}

export async function readStudyActivity(
  organizationId: string,
  studyId: string,
  filter: AuditFilter,
): Promise<AuditPage> {
  return shownPage(await forPage(studyActivityOf(organizationId, studyId, filter)), filter);
}

import 'server-only';
import { readCursor } from '@/lib/audit/audit-filter';
import { listEvents } from '@/lib/audit/audit-store';
import { cursorAfter } from '@/lib/audit/event-cursor';
import type { ListedEvent } from '@/lib/audit/listed-event';
import type { TargetOf } from '@/lib/authorization/target-store';
import { forPage, type Query } from '@/lib/query';
import { hiddenEvent } from './hidden-names';
import type { ActivityFilter } from './patient-schema';
import { patientTarget } from './patient-store';
import { shown } from './shown-names';

const PAGE = 50;

export type ActivityPage = { events: ListedEvent[]; next: string | null };

/** What the log of the organization has of one patient, of everybody or of one person. Reading it is on record as well. */
export function patientActivityOf(
  organizationId: string,
  patientId: string,
  { person, before }: ActivityFilter,
): Query<TargetOf<'patient'>, ActivityPage> {
  return {
    name: 'patient.read-activity',
    permission: 'audit.read',
    find: (tx) => patientTarget(tx, organizationId, patientId),
    read: async (tx, target) => {
      const rows = await listEvents(tx, {
        organizationId: target.organizationId,
        personId: person,
        actions: null,
        patientIds: [target.patientId],
        outcomes: null,
        from: null,
        to: null,
        before: readCursor(before ?? undefined),
        limit: PAGE + 1,
      });
      const events = rows.slice(0, PAGE);
      const last = events.at(-1);
      return { events, next: rows.length > PAGE && last ? cursorAfter(last) : null };
    },
    event: (target, { events }) => ({ type: 'audit.read', patientId: target.patientId, n: events.length }),
  };
}

export async function readPatientActivity(
  organizationId: string,
  patientId: string,
  filter: ActivityFilter,
): Promise<ActivityPage> {
  const page = await forPage(patientActivityOf(organizationId, patientId, filter));
  return { ...page, events: await shown(page.events, hiddenEvent) };
}

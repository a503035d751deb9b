import 'server-only';
import type { TargetOf } from '@/lib/authorization/target-store';
import { forPage, type Query } from '@/lib/query';
import { readCursor } from './audit-filter';
import { cursorAfter } from './event-cursor';
import { ownPatientTarget, viewsOf, type DataView } from './view-store';

const PAGE_SIZE = 50;

export type DataViews = { views: DataView[]; next: string | null };

/** Who viewed my data: for the patient alone, and looking is itself on record. */
export function viewsOfMyDataQuery(before?: string): Query<TargetOf<'patient'>, DataViews> {
  return {
    name: 'view.list',
    permission: 'view.read-own',
    find: (tx, principal) => ownPatientTarget(tx, principal.userId),
    read: async (tx, { patientId }) => {
      const rows = await viewsOf(tx, patientId, readCursor(before), PAGE_SIZE + 1);
      const views = rows.slice(0, PAGE_SIZE);
      const last = views.at(-1);
      return { views, next: rows.length > PAGE_SIZE && last ? cursorAfter(last) : null };
    },
    event: ({ patientId }, { views }) => ({ type: 'views.read', patientId, n: views.length }),
  };
}

/** `before` is the `next` of the page before it; anything else begins at the newest. */
export function viewsOfMyData(before?: string): Promise<DataViews> {
  return forPage(viewsOfMyDataQuery(before));
}

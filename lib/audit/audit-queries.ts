import 'server-only';
import { z } from 'zod';
import type { TargetOf } from '@/lib/authorization/target-store';
import type { Tx } from '@/lib/db/transaction';
import { organizationTarget } from '@/lib/organizations/organization-store';
import { hiddenEvent, hiddenName } from '@/lib/patients/hidden-names';
import { shown } from '@/lib/patients/shown-names';
import { forPage, type Query } from '@/lib/query';
import { conditionsOf, readCursor, type AuditFilter } from './audit-filter';
import { cursorAfter } from './event-cursor';
import {
  filterPatients,
  filterPeople,
  listEvents,
  personName,
  type ListConditions,
  type Named,
} from './audit-store';
import type { ListedEvent } from './listed-event';

const PAGE_SIZE = 50;

export type AuditPage = {
  events: ListedEvent[];
  /** The cursor of the page after this one. */
  next: string | null;
  people: Named[];
  patients: Named[];
  /** The names behind the filter, for its chips. */
  filterNames: { person: string | null; patient: string | null };
};

/** One page of the log of an organization and everything below it. That it was read is on record as well. */
export function auditPageOf(
  organizationId: string,
  filter: AuditFilter,
): Query<TargetOf<'organization'>, AuditPage> {
  return {
    name: 'audit.list',
    permission: 'audit.read',
    find: (tx) => organizationTarget(tx, organizationId),
    read: (tx, { organizationId: id }) =>
      readPage(tx, id, filter, (conditions) => listEvents(tx, { ...conditions, organizationId: id })),
    event: (_target, { events }) => ({ type: 'audit.read', n: events.length }),
  };
}

export async function readAuditPage(organizationId: string, filter: AuditFilter): Promise<AuditPage> {
  return shownPage(await forPage(auditPageOf(organizationId, filter)), filter);
}

/** For whoever hid the names of patients: without them. */
export async function shownPage(page: AuditPage, filter: AuditFilter): Promise<AuditPage> {
  const { events, patients, filterNames } = page;
  const named = await shown(patients, hiddenName);
  const patient = named.find(({ id }) => id === filter.patient)?.name ?? filterNames.patient;
  return {
    ...page,
    events: await shown(events, hiddenEvent),
    patients: named,
    filterNames: { ...filterNames, patient },
  };
}

type List = (conditions: Omit<ListConditions, 'organizationId'>) => Promise<ListedEvent[]>;

/** A page of what `list` has, with the names that its filters can say in this organization. */
export async function readPage(
  tx: Tx,
  organizationId: string,
  filter: AuditFilter,
  list: List,
): Promise<AuditPage> {
  const people = await filterPeople(tx, organizationId);
  const patients = await filterPatients(tx, organizationId, null);
  const patientIds = await patientIdsOf(tx, organizationId, filter.patient);
  const rows = await list({
    personId: filter.person ?? null,
    ...conditionsOf(filter),
    patientIds,
    from: filter.from ?? null,
    to: filter.to === undefined ? null : dayAfter(filter.to),
    before: readCursor(filter.before),
    limit: PAGE_SIZE + 1,
  });
  const events = rows.slice(0, PAGE_SIZE);
  const last = events.at(-1);
  return {
    events,
    next: rows.length > PAGE_SIZE && last ? cursorAfter(last) : null,
    people,
    patients,
    filterNames: {
      person: filter.person ? await personName(tx, organizationId, filter.person) : null,
      patient: patients.find(({ id }) => id === filter.patient)?.name ?? null,
    },
  };
}

async function patientIdsOf(
  tx: Tx,
  organizationId: string,
  patient: string | undefined,
): Promise<string[] | null> {
  if (patient === undefined) return null;
  const id = z.uuid().safeParse(patient);
  if (id.success) return [id.data];
  return (await filterPatients(tx, organizationId, patient)).map((found) => found.id);
}

/** "to" names the last day that is shown. Days are UTC here, as the recorded times are. */
function dayAfter(day: string): string {
  return new Date(Date.parse(day) + 86_400_000).toISOString();
}

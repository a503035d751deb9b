import 'server-only';
import { z } from 'zod';
import { listEvents } from '@/lib/audit/audit-store';
import { readCursor } from '@/lib/audit/audit-filter';
import type { ListedEvent } from '@/lib/audit/listed-event';
import { sentenceOf } from '@/lib/audit/sentence';
import type { TargetOf } from '@/lib/authorization/target-store';
import type { Tx } from '@/lib/db/transaction';
import { AppError } from '@/lib/errors';
import { organizationTarget } from '@/lib/organizations/organization-store';
import { patientsOfStudy } from '@/lib/patients/enrollment-store';
import { hiddenEvent, hiddenName } from '@/lib/patients/hidden-names';
import { areNamesHidden, shown } from '@/lib/patients/shown-names';
import { forPage, type Query } from '@/lib/query';
import { requestsOf } from '@/lib/studies/scope-request-store';
import { studiesOf } from '@/lib/studies/study-store';
import type { AccessAnswer, RefusalPage, WhyPage } from './access-question';
import { askAs } from './access-question-store';
import type { WhyFilter } from './person-schema';
import { personOf } from './person-store';

/**
 * "Why can this person see this?" It tells what a patient answered, so it is asked by those who read the log, and is in the
 * log itself.
 */
export function whyPageOf(
  organizationId: string,
  personId: string,
  filter: WhyFilter,
): Query<TargetOf<'organization'>, WhyPage> {
  const { study: studyId, patient: patientId, scope: scopeId } = filter;
  return {
    name: 'person.explain-access',
    permission: 'audit.read',
    find: (tx) => organizationTarget(tx, organizationId),
    read: async (tx, target, { principal }) => {
      const asking = { organizationId: target.organizationId, actorId: principal.userId };
      const person = await personOf(tx, asking, personId);
      if (!person) throw new AppError('NOT_FOUND', 'Not found.');
      const choices = await choicesOf(tx, target.organizationId, studyId);
      const isChosen =
        choices.patients.some(({ id }) => id === patientId) &&
        choices.scopes.some(({ id }) => id === scopeId);
      const answer =
        isChosen && studyId !== null && patientId !== null && scopeId !== null
          ? await askAs(tx, personId, {
              kind: 'patient-data',
              organizationId: target.organizationId,
              studyId,
              patientId,
              scopeId,
            })
          : null;
      return { person: { id: person.id, name: person.name }, ...choices, answer };
    },
    event: (_target, { answer }) => ({
      type: 'patient.viewed',
      ...(answer && studyId && patientId && scopeId && { studyId, patientId, scopeIds: [scopeId] }),
    }),
  };
}

/** Of the organization's own: an id of another in the address chooses nothing. */
async function choicesOf(tx: Tx, organizationId: string, studyId: string | null) {
  const studies = (await studiesOf(tx, organizationId, null)).map(({ id, name }) => ({ id, name }));
  if (studyId === null || !studies.some(({ id }) => id === studyId))
    return { studies, patients: [], scopes: [] };
  const patients = await patientsOfStudy(tx, studyId);
  const requests = await requestsOf(tx, studyId);
  return {
    studies,
    patients: patients.map(({ patientId: id, name }) => ({ id, name })),
    scopes: requests.map(({ scope: { id, name } }) => ({ id, name })),
  };
}

const Scopes = z.object({ scopes: z.array(z.int()).min(1) });

/** "Why was this refused?" What the log says, and, where it was about readings, what the layers say now. */
export function refusalPageOf(
  organizationId: string,
  eventAddress: string,
  /** How the event may be shown; what is asked again is the event itself. */
  look: (event: ListedEvent) => ListedEvent = (event) => event,
): Query<TargetOf<'organization'>, RefusalPage> {
  return {
    name: 'audit.explain-refusal',
    permission: 'audit.read',
    find: (tx) => organizationTarget(tx, organizationId),
    read: async (tx, target) => {
      const event = await eventAt(tx, target.organizationId, eventAddress);
      if (event?.outcome !== 'refused') throw new AppError('NOT_FOUND', 'Not found.');
      return {
        sentence: sentenceOf(look(event)),
        actorName: look(event).actor.name,
        at: event.at,
        operation: event.operation,
        layer: event.layer,
        now: await askedAgain(tx, event),
      };
    },
    event: () => ({ type: 'audit.read', n: 1 }),
  };
}

async function eventAt(tx: Tx, organizationId: string, address: string): Promise<ListedEvent | undefined> {
  const place = readCursor(address);
  if (!place) return undefined;
  const events = await listEvents(tx, {
    organizationId,
    personId: null,
    actions: null,
    patientIds: null,
    outcomes: null,
    from: place.at,
    to: null,
    before: { at: place.at, id: String(BigInt(place.id) + 1n) },
    limit: 10,
  });
  return events.find(({ id }) => id === place.id);
}

async function askedAgain(tx: Tx, event: ListedEvent): Promise<AccessAnswer | null> {
  const { study, patient, actor, organization } = event;
  const body = Scopes.safeParse(JSON.parse(event.body));
  const scopeId = body.success ? body.data.scopes[0] : undefined;
  if (!study || !patient || scopeId === undefined) return null;
  return askAs(tx, actor.id, {
    kind: 'patient-data',
    organizationId: organization.id,
    studyId: study.id,
    patientId: patient.id,
    scopeId,
  });
}

export async function readWhyPage(
  organizationId: string,
  personId: string,
  filter: WhyFilter,
): Promise<WhyPage> {
  const page = await forPage(whyPageOf(organizationId, personId, filter));
  return { ...page, patients: await shown(page.patients, hiddenName) };
}

export async function readRefusalPage(organizationId: string, eventAddress: string): Promise<RefusalPage> {
  const look = (await areNamesHidden()) ? hiddenEvent : undefined;
  return forPage(refusalPageOf(organizationId, eventAddress, look));
}

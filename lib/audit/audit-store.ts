import 'server-only';
import type { Tx } from '@/lib/db/transaction';
import type { Cursor } from './event-cursor';
import type { ListedEvent } from './listed-event';

/** Reads of the log. The functions behind them answer managers of the organization only, whoever calls. */
export type ListConditions = {
  organizationId: string;
  personId: string | null;
  actions: string[] | null;
  patientIds: string[] | null;
  outcomes: string[] | null;
  from: string | null;
  to: string | null;
  before: Cursor | null;
  limit: number;
};

type Row = {
  id: bigint;
  at_text: string;
  organization_id: string;
  organization_name: string | null;
  actor_kind: string;
  actor_id: string;
  actor_name: string | null;
  actor_role: string | null;
  on_behalf_of_name: string | null;
  session_ref: string | null;
  request_id: string;
  action: string;
  operation: string | null;
  outcome: string;
  refused_layer: string | null;
  patient_id: string | null;
  patient_name: string | null;
  study_id: string | null;
  study_name: string | null;
  scope_names: string[] | null;
  resource_kind: string | null;
  resource_id: string | null;
  resource_name: string | null;
  n: number | null;
  purpose: string | null;
  body: string;
  commitment: string;
  leaf_index: bigint | null;
  leaf_hash: string | null;
};

export async function listEvents(tx: Tx, conditions: ListConditions): Promise<ListedEvent[]> {
  const { organizationId, personId, actions, patientIds, outcomes, from, to, before, limit } = conditions;
  const rows = await tx.$queryRaw<Row[]>`
    SELECT * FROM audit.list(${organizationId}::uuid, ${personId}::uuid, ${actions}::text[], ${patientIds}::uuid[],
      ${outcomes}::text[], ${from}::timestamptz, ${to}::timestamptz, ${before?.at ?? null}::timestamptz,
      ${before?.id ?? null}::bigint, ${limit}::int)`;
  return rows.map(toEvent);
}

/** Of one study, by the same conditions; its organization is the study's own. */
export async function listStudyEvents(
  tx: Tx,
  studyId: string,
  conditions: Omit<ListConditions, 'organizationId'>,
): Promise<ListedEvent[]> {
  const { personId, actions, patientIds, outcomes, from, to, before, limit } = conditions;
  const rows = await tx.$queryRaw<Row[]>`
    SELECT * FROM audit.list_study(${studyId}::uuid, ${personId}::uuid, ${actions}::text[], ${patientIds}::uuid[],
      ${outcomes}::text[], ${from}::timestamptz, ${to}::timestamptz, ${before?.at ?? null}::timestamptz,
      ${before?.id ?? null}::bigint, ${limit}::int)`;
  return rows.map(toEvent);
}

/** The newest of one person's, whatever it was. */
export function newestOf(
  tx: Tx,
  organizationId: string,
  personId: string,
  limit: number,
): Promise<ListedEvent[]> {
  const everything = { actions: null, patientIds: null, outcomes: null, from: null, to: null, before: null };
  return listEvents(tx, { ...everything, organizationId, personId, limit });
}

export async function listInstallationEvents(
  tx: Tx,
  { before, limit }: { before: Cursor | null; limit: number },
): Promise<ListedEvent[]> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT * FROM audit.list_installation(NULL, ${before?.at ?? null}::timestamptz, ${before?.id ?? null}::bigint, ${limit}::int)`;
  return rows.map(toEvent);
}

function toEvent(row: Row): ListedEvent {
  return {
    id: String(row.id),
    at: row.at_text,
    organization: { id: row.organization_id, name: row.organization_name },
    actor: { id: row.actor_id, kind: row.actor_kind, name: row.actor_name, role: row.actor_role },
    onBehalfOf: row.on_behalf_of_name,
    sessionId: row.session_ref,
    requestId: row.request_id,
    action: row.action,
    operation: row.operation,
    outcome: row.outcome,
    layer: row.refused_layer,
    patient:
      row.patient_id !== null && row.patient_name !== null
        ? { id: row.patient_id, name: row.patient_name }
        : null,
    study: row.study_id === null ? null : { id: row.study_id, name: row.study_name },
    scopes: row.scope_names ?? [],
    resource:
      row.resource_kind !== null && row.resource_id !== null
        ? { kind: row.resource_kind, id: row.resource_id, name: row.resource_name }
        : null,
    count: row.n,
    purpose: row.purpose,
    body: row.body,
    commitment: row.commitment,
    seal:
      row.leaf_index !== null && row.leaf_hash !== null
        ? { leafIndex: Number(row.leaf_index), leafHash: row.leaf_hash }
        : null,
  };
}

export type Named = { id: string; name: string };

export async function filterPeople(tx: Tx, organizationId: string): Promise<Named[]> {
  return tx.$queryRaw<Named[]>`SELECT * FROM audit.filter_people(${organizationId}::uuid)`;
}

/** Patients whose name has these letters in it; all of them, up to the limit of the function, for null. */
export async function filterPatients(
  tx: Tx,
  organizationId: string,
  letters: string | null,
): Promise<Named[]> {
  return tx.$queryRaw<Named[]>`SELECT * FROM audit.filter_patients(${organizationId}::uuid, ${letters})`;
}

export async function personName(tx: Tx, organizationId: string, personId: string): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ name: string | null }[]>`
    SELECT audit.person_name(${organizationId}::uuid, ${personId}::uuid) AS name`;
  return row?.name ?? null;
}

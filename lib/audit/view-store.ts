import 'server-only';
import { NIL, type Tx } from '@/lib/db/transaction';
import type { TargetOf } from '@/lib/authorization/target-store';
import type { Cursor } from './event-cursor';

/** Somebody opened, exported or tried to open a patient's readings, in what the patient may know of it. */
export type DataView = {
  id: string;
  /** Microseconds and UTC, as recorded. */
  at: string;
  kind: 'opened' | 'exported';
  /** What the six layers said; a refused view showed nothing. */
  outcome: 'success' | 'refused';
  viewer: { id: string; name: string | null; role: string | null };
  organization: { id: string; name: string | null };
  study: { id: string; name: string | null } | null;
  scopes: { id: number; en: string; es: string }[];
  /** Readings that were released. */
  count: number;
  purpose: string | null;
  /** By a super admin, under an approved emergency access. */
  isEmergency: boolean;
};

type Row = {
  id: bigint;
  at_text: string;
  action: string;
  outcome: string;
  actor_id: string;
  actor_name: string | null;
  actor_role: string | null;
  organization_id: string;
  organization_name: string | null;
  study_id: string | null;
  study_name: string | null;
  scope_ids: number[] | null;
  scope_names_en: string[] | null;
  scope_names_es: string[] | null;
  n: number | null;
  purpose: string | null;
  is_emergency: boolean;
};

export async function viewsOf(
  tx: Tx,
  patientId: string,
  before: Cursor | null,
  limit: number,
): Promise<DataView[]> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT * FROM audit.views_of(${patientId}::uuid, ${before?.at ?? null}::timestamptz, ${before?.id ?? null}::bigint, ${limit}::int)`;
  return rows.map((row) => ({
    id: String(row.id),
    at: row.at_text,
    kind: row.action === 'observations.exported' ? 'exported' : 'opened',
    outcome: row.outcome === 'success' ? 'success' : 'refused',
    viewer: { id: row.actor_id, name: row.actor_name, role: row.actor_role },
    organization: { id: row.organization_id, name: row.organization_name },
    study: row.study_id === null ? null : { id: row.study_id, name: row.study_name },
    scopes: scopesOf(row),
    count: row.n ?? 0,
    purpose: row.purpose,
    isEmergency: row.is_emergency,
  }));
}

function scopesOf({ scope_ids, scope_names_en, scope_names_es }: Row): DataView['scopes'] {
  return (scope_ids ?? []).map((id, index) => ({
    id,
    en: scope_names_en?.[index] ?? '',
    es: scope_names_es?.[index] ?? '',
  }));
}

/**
 * The caller's own patient record. What they read about themselves belongs to no organization, so it is recorded in the
 * installation's own tree: a clinic does not learn how often its patients look.
 */
export async function ownPatientTarget(tx: Tx, userId: string): Promise<TargetOf<'patient'> | null> {
  const patient = await tx.patient.findUnique({ where: { userId }, select: { id: true } });
  return patient && { kind: 'patient', organizationId: NIL, patientId: patient.id };
}

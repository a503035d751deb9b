import 'server-only';
import { z } from 'zod';
import type { Tx } from '@/lib/db/transaction';
import type { Target } from './question';

export type FindableKind =
  'organization' | 'study' | 'enrollment' | 'data-group' | 'decision' | 'invitation' | 'membership';

/** The ids a record hangs on, as the database has them; null where the record has no such thing. */
export type Found = {
  organizationId: string;
  studyId: string | null;
  patientId: string | null;
  enrollmentId: string | null;
};

type Row = {
  organization_id: string;
  study_id: string | null;
  patient_id: string | null;
  enrollment_id: string | null;
};

/** Finds what a request is about past row security, so that a foreign record is refused at its layer and on record. */
export async function findTarget(tx: Tx, kind: FindableKind, id: string): Promise<Found | null> {
  if (!isId(id)) return null;
  const [row] = await tx.$queryRaw<Row[]>`SELECT * FROM find_target(${kind}, ${id}::uuid)`;
  if (!row) return null;
  return {
    organizationId: row.organization_id,
    studyId: row.study_id,
    patientId: row.patient_id,
    enrollmentId: row.enrollment_id,
  };
}

/** An address may hold anything; what is no id names nothing. */
export function isId(id: string): boolean {
  return z.uuid().safeParse(id).success;
}

export type TargetOf<K extends Target['kind']> = Extract<Target, { kind: K }>;

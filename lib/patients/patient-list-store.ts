import 'server-only';
import { Prisma } from '@/lib/db/generated/client';
import { containing, literal } from '@/lib/db/like';
import type { Tx } from '@/lib/db/transaction';
import type { PatientPage, PatientRow, PatientSort } from './patient';
import { readCursor, writeCursor } from '@/lib/list-cursor';
import type { PatientFilter } from './patient-schema';

const PAGE = 50;

/** What the list is sorted by, as text that sorts the same way. */
const KEYS: Record<PatientSort, Prisma.Sql> = {
  name: Prisma.sql`lower(p.name)`,
  birthDate: Prisma.sql`coalesce(p.birth_date::text, '')`,
  createdAt: Prisma.sql`to_char(p.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US')`,
};

type Row = Omit<PatientRow, 'createdAt'> & { createdAt: Date; key: string };

/** One page of an organization's own patients, continued behind the cursor's row whatever was added in between. */
export async function patientsOf(
  tx: Tx,
  organizationId: string,
  filter: PatientFilter & { outside?: string },
): Promise<PatientPage> {
  const key = KEYS[filter.sort];
  const cursor = readCursor(filter.after);
  const isUp = filter.direction === 'asc';
  const matches = Prisma.sql`po.organization_id = ${organizationId}::uuid AND ${searched(filter.q)}
    AND ${ofStudy(filter.study)} AND ${outside(filter.outside)}`;
  const behind = cursor
    ? Prisma.sql`(${key}, p.id) ${isUp ? Prisma.sql`>` : Prisma.sql`<`} (${cursor.value}, ${cursor.id}::uuid)`
    : Prisma.sql`true`;
  const order = isUp ? Prisma.sql`${key}, p.id` : Prisma.sql`${key} DESC, p.id DESC`;
  const rows = await tx.$queryRaw<Row[]>`
    SELECT ${patientColumns(organizationId)}, ${key} AS key
      FROM patient p JOIN patient_organization po ON po.patient_id = p.id
     WHERE ${matches} AND ${behind} ORDER BY ${order} LIMIT ${PAGE + 1}`;
  const [counted] = await tx.$queryRaw<{ total: number }[]>`
    SELECT count(*)::int AS total FROM patient p JOIN patient_organization po ON po.patient_id = p.id WHERE ${matches}`;
  const shown = rows.slice(0, PAGE);
  const last = rows.length > PAGE ? shown.at(-1) : undefined;
  return {
    rows: shown.map(toRow),
    nextCursor: last ? writeCursor({ value: last.key, id: last.id }) : null,
    total: counted?.total ?? 0,
  };
}

/** The organization's studies as filters, and those of them that take people now. */
export async function studiesForPatients(
  tx: Tx,
  organizationId: string,
): Promise<Record<'studies' | 'openStudies', { id: string; name: string }[]>> {
  const rows = await tx.study.findMany({
    where: { organizationId, state: { notIn: ['draft', 'archived'] } },
    select: { id: true, name: true, state: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
  const named = rows.map(({ id, name }) => ({ id, name }));
  return { studies: named, openStudies: named.filter((_, place) => rows[place]?.state === 'active') };
}

/** A patient as this organization knows them: its own identifiers and studies only. */
export async function patientOf(
  tx: Tx,
  organizationId: string,
  patientId: string,
): Promise<PatientRow | null> {
  const [row] = await tx.$queryRaw<Row[]>`
    SELECT ${patientColumns(organizationId)}, '' AS key FROM patient p WHERE p.id = ${patientId}::uuid`;
  return row ? toRow(row) : null;
}

function patientColumns(organizationId: string): Prisma.Sql {
  return Prisma.sql`p.id, p.name, p.birth_date::text AS "birthDate", p.email, p.user_id IS NOT NULL AS "hasAccount",
    p.created_at AS "createdAt",
    coalesce((SELECT jsonb_agg(jsonb_build_object('system', i.system, 'value', i.value) ORDER BY i.system, i.value)
      FROM patient_identifier i WHERE i.patient_id = p.id AND i.organization_id = ${organizationId}::uuid), '[]') AS identifiers,
    coalesce((SELECT jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name, 'enrollmentState', e.state) ORDER BY lower(s.name))
      FROM enrollment e JOIN study s ON s.id = e.study_id
     WHERE e.patient_id = p.id AND e.organization_id = ${organizationId}::uuid AND e.state <> 'withdrawn'), '[]') AS studies`;
}

function ofStudy(study: PatientFilter['study']): Prisma.Sql {
  if (study === null) return Prisma.sql`true`;
  const here = Prisma.sql`SELECT FROM enrollment f WHERE f.patient_id = p.id AND f.organization_id = po.organization_id
    AND f.state <> 'withdrawn'`;
  return study === 'none'
    ? Prisma.sql`NOT EXISTS (${here})`
    : Prisma.sql`EXISTS (${here} AND f.study_id = ${study}::uuid)`;
}

/** Who could be added to this study. */
function outside(studyId: string | undefined): Prisma.Sql {
  if (studyId === undefined) return Prisma.sql`true`;
  return Prisma.sql`NOT EXISTS (SELECT FROM enrollment f WHERE f.patient_id = p.id AND f.study_id = ${studyId}::uuid
    AND f.state <> 'withdrawn')`;
}

/** Name, address or the beginning of an identifier. */
function searched(q: string): Prisma.Sql {
  if (q === '') return Prisma.sql`true`;
  return Prisma.sql`(p.name ILIKE ${containing(q)} OR p.email ILIKE ${containing(q)} OR EXISTS (
    SELECT FROM patient_identifier i WHERE i.patient_id = p.id AND i.organization_id = po.organization_id
       AND i.value ILIKE ${`${literal(q)}%`}))`;
}

function toRow({ id, name, birthDate, email, identifiers, studies, hasAccount, createdAt }: Row): PatientRow {
  return { id, name, birthDate, email, identifiers, studies, hasAccount, createdAt: createdAt.toISOString() };
}

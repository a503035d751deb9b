import 'server-only';
import type { Role } from '@/lib/authorization/permissions';
import { Prisma } from '@/lib/db/generated/client';
import { containing } from '@/lib/db/like';
import type { Tx } from '@/lib/db/transaction';
import { readCursor, writeCursor } from '@/lib/list-cursor';
import type { MembershipRow, PersonPage, PersonRow, PersonSort, PersonStatus } from './person';
import type { PersonFilter } from './person-schema';

const PAGE = 50;

/** What the list is sorted by, as text that sorts the same way. */
const KEYS: Record<PersonSort, Prisma.Sql> = {
  name: Prisma.sql`lower(u.name)`,
  role: Prisma.sql`CASE p.role WHEN 'viewer' THEN '1' WHEN 'member' THEN '2' ELSE '3' END`,
  lastActiveAt: Prisma.sql`coalesce(to_char(s.last_active_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), '')`,
  // Without an end comes last.
  endsAt: Prisma.sql`coalesce(to_char(p.ends_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), '9')`,
  hasFactor: Prisma.sql`CASE WHEN s.has_factor THEN '1' ELSE '0' END`,
};

type Row = {
  user_id: string;
  name: string;
  email: string;
  status: PersonStatus;
  role: Role;
  from_id: string;
  from_name: string;
  ends_at: Date | null;
  membership_id: string | null;
  direct_role: Role | null;
  direct_ends_at: Date | null;
  inherited_role: Role | null;
  last_active_at: Date | null;
  has_factor: boolean | null;
  study_keys: number;
  key: string;
  total: number;
};

type Asking = { organizationId: string; actorId: string };

/** One page of the people of an organization, continued behind the cursor's row whatever was added in between. */
export async function peopleOf(
  tx: Tx,
  { organizationId, actorId }: Asking,
  filter: PersonFilter,
): Promise<PersonPage> {
  const key = KEYS[filter.sort];
  const cursor = readCursor(filter.after);
  const isUp = filter.direction === 'asc';
  const behind = cursor
    ? Prisma.sql`(f.key, f.user_id) ${isUp ? Prisma.sql`>` : Prisma.sql`<`} (${cursor.value}, ${cursor.id}::uuid)`
    : Prisma.sql`true`;
  const order = isUp ? Prisma.sql`key, user_id` : Prisma.sql`key DESC, user_id DESC`;
  const rows = await tx.$queryRaw<Row[]>`
    WITH found AS MATERIALIZED (
      SELECT u.id AS user_id, ${key} AS key, count(*) OVER ()::int AS total
        FROM people_named(${organizationId}::uuid, ${containing(filter.q)}) u (id, name) ${needed(organizationId, filter)}
       WHERE ${matching(filter)}),
    page AS MATERIALIZED (SELECT f.* FROM found f WHERE ${behind} ORDER BY ${order} LIMIT ${PAGE + 1})
    SELECT page.key, page.total, p.*, s.last_active_at, s.has_factor, coalesce(k.study_keys, 0) AS study_keys
      FROM page JOIN people_of(${organizationId}::uuid, ARRAY(SELECT user_id FROM page)) p USING (user_id)
      JOIN people_seen(${organizationId}::uuid, ARRAY(SELECT user_id FROM page)) s USING (user_id)
      LEFT JOIN people_keys(${organizationId}::uuid, ARRAY(SELECT user_id FROM page)) k USING (user_id)
     ORDER BY ${order}`;
  const shown = rows.slice(0, PAGE);
  const last = rows.length > PAGE ? shown.at(-1) : undefined;
  return {
    rows: shown.map((row) => toRow(row, actorId)),
    nextCursor: last ? writeCursor({ value: last.key, id: last.user_id }) : null,
    total: rows[0]?.total ?? 0,
  };
}

export async function personOf(
  tx: Tx,
  { organizationId, actorId }: Asking,
  personId: string,
): Promise<PersonRow | null> {
  const [row] = await tx.$queryRaw<Row[]>`
    SELECT p.*, s.last_active_at, s.has_factor, coalesce(k.study_keys, 0) AS study_keys, '' AS key, 1 AS total
      FROM people_of(${organizationId}::uuid, ARRAY[${personId}::uuid]) p
      JOIN people_seen(${organizationId}::uuid, ARRAY[${personId}::uuid]) s USING (user_id)
      LEFT JOIN people_keys(${organizationId}::uuid, ARRAY[${personId}::uuid]) k USING (user_id)`;
  return row ? toRow(row, actorId) : null;
}

type MembershipColumns = {
  membership_id: string;
  organization_id: string;
  organization_name: string;
  place: number;
  role: Role;
  ends_at: Date | null;
  created_at: Date;
};

export async function membershipsAround(
  tx: Tx,
  organizationId: string,
  personId: string,
): Promise<MembershipRow[]> {
  const rows = await tx.$queryRaw<MembershipColumns[]>`
    SELECT membership_id, organization_id, organization_name, place, role::text, ends_at, created_at
      FROM memberships_around(${organizationId}::uuid, ${personId}::uuid)`;
  return rows.map((row) => ({
    membershipId: row.membership_id,
    organization: { id: row.organization_id, name: row.organization_name },
    place: row.place,
    role: row.role,
    endsAt: row.ends_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
    hasEnded: row.ends_at !== null && row.ends_at.getTime() <= Date.now(),
  }));
}

/** Of thousands these take their time: only when the order or the choice depends on them, else of the page alone. */
function needed(organizationId: string, { sort, role, status, factor }: PersonFilter): Prisma.Sql {
  const needsRole = sort === 'role' || sort === 'endsAt' || role !== null || status !== null;
  const needsSeen = sort === 'lastActiveAt' || sort === 'hasFactor' || factor !== null;
  return Prisma.sql`
    ${needsRole ? Prisma.sql`JOIN people_of(${organizationId}::uuid, NULL) p ON p.user_id = u.id` : Prisma.empty}
    ${needsSeen ? Prisma.sql`JOIN people_seen(${organizationId}::uuid, NULL) s ON s.user_id = u.id` : Prisma.empty}`;
}

function matching({ role, status, factor }: PersonFilter): Prisma.Sql {
  return Prisma.join(
    [
      role === null ? Prisma.sql`true` : Prisma.sql`p.role = ${role}::practitioner_role`,
      status === null ? Prisma.sql`true` : Prisma.sql`p.status = ${status}`,
      factor === null ? Prisma.sql`true` : Prisma.sql`s.has_factor = ${factor === 'on'}`,
    ],
    ' AND ',
  );
}

function toRow(row: Row, actorId: string): PersonRow {
  return {
    id: row.user_id,
    name: row.name,
    email: row.email,
    status: row.status,
    role: row.role,
    roleFrom: { id: row.from_id, name: row.from_name },
    endsAt: row.ends_at?.toISOString() ?? null,
    given:
      row.membership_id !== null && row.direct_role !== null
        ? {
            membershipId: row.membership_id,
            role: row.direct_role,
            endsAt: row.direct_ends_at?.toISOString() ?? null,
          }
        : null,
    inheritedRole: row.inherited_role,
    lastActiveAt: row.last_active_at?.toISOString() ?? null,
    hasFactor: row.has_factor,
    studyKeys: row.study_keys,
    isOneself: row.user_id === actorId,
  };
}

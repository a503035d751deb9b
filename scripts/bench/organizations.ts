import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { InvitationFilter } from '@/lib/invitations/invitation-schema';
import { practitionerInvitationList } from '@/lib/invitations/practitioner-invitation-queries';
import { insertPerson } from '@/lib/organizations/management-world';
import { movePageOf, organizationNodeOf, treeOf } from '@/lib/organizations/organization-node-queries';
import { ownOrganizations } from '@/lib/organizations/organization-queries';
import { peopleList, personAccessOf } from '@/lib/people/person-queries';
import { PersonFilter } from '@/lib/people/person-schema';
import type { Principal } from '@/lib/authorization/question';
import { ask } from '@/lib/query';
import type { BenchContext, BenchResult } from '../bench-context.ts';
import { timedLoop, timingWords } from '../bench-timing.ts';

const ORGANIZATIONS = 2_000;
const PEOPLE = 5_000;
const MEMBERSHIPS = 50_000;
const SECONDS = 4;
const LIMIT_MS = 50;
/** Read whole only where that is the right plan: each has thousands of rows here. */
const LARGE = ['membership', 'organization_closure', 'user_account', 'user_session', 'invitation'];

/** The lists of a large hospital group: one tree of 2,000 organizations, and a tenth of all roles at its top. */
export async function run({ adminUrl }: BenchContext): Promise<BenchResult[]> {
  const admin = new pg.Pool({ connectionString: adminUrl, max: 2 });
  const { top, inner, person } = await fill(admin);
  const manager = await insertPerson(admin, 'practitioner', { organizationId: top, role: 'manager' });
  await admin.query('ANALYZE');
  const results: BenchResult[] = [];
  for (const [what, query] of Object.entries(queriesOf(top, inner, person)))
    results.push(await measure(admin, what, () => query(manager)));
  await admin.end();
  return results;
}

function queriesOf(top: string, inner: string, person: string) {
  const people = (organizationId: string, filter: object) => (as: Principal) =>
    ask(peopleList(organizationId, PersonFilter.parse(filter)), as);
  return {
    'people of the top (5,000)': people(top, {}),
    'the same, searched': people(top, { q: 'person 42' }),
    'the same, by last active': people(top, { sort: 'lastActiveAt', direction: 'desc' }),
    'people of one ward': people(inner, {}),
    'a person': (as: Principal) => ask(personAccessOf(inner, person), as),
    'invitations of the top (2,000)': (as: Principal) =>
      ask(practitionerInvitationList(top, InvitationFilter.parse({})), as),
    'the tree (2,000)': (as: Principal) => ask(treeOf(top), as),
    'one organization of it': (as: Principal) => ask(organizationNodeOf(top, inner), as),
    'where to move it': (as: Principal) => ask(movePageOf(top, inner, { q: 'ward 1', to: null }), as),
    'the switcher of its manager': (as: Principal) => ask(ownOrganizations, as),
  };
}

async function measure(admin: pg.Pool, what: string, work: () => Promise<unknown>): Promise<BenchResult> {
  const before = await wholeReads(admin);
  const timing = await timedLoop(1, SECONDS, work);
  const after = await wholeReads(admin);
  const read = LARGE.filter((table) => (after.get(table) ?? 0) > (before.get(table) ?? 0));
  const speed = timing.p95 < LIMIT_MS ? `under ${LIMIT_MS} ms` : `OVER ${LIMIT_MS} ms`;
  return {
    what,
    result: timingWords(timing),
    note: `p95 ${speed}; ${read.length === 0 ? 'every large table by an index' : `read whole: ${read.join(', ')}`}`,
  };
}

async function wholeReads(admin: pg.Pool): Promise<Map<string, number>> {
  await sleep(1_500); // the figures of the other connections arrive with a delay
  const { rows } = await admin.query<{ relname: string; seq_scan: string }>(
    'SELECT relname, seq_scan FROM pg_stat_user_tables WHERE relname = ANY ($1)',
    [LARGE],
  );
  return new Map(rows.map(({ relname, seq_scan }) => [relname, Number(seq_scan)]));
}

type Filled = { top: string; inner: string; person: string };

/** Each organization hangs on one of those before it, ten below each, so that the tree is four levels deep. */
async function fill(admin: pg.Pool): Promise<Filled> {
  await admin.query(
    `INSERT INTO organization (id, parent_id, name, type)
     SELECT md5('o' || g)::uuid, CASE WHEN g = 1 THEN NULL ELSE md5('o' || ((g + 8) / 10))::uuid END, 'Ward ' || g, 'ward'
       FROM generate_series(1, $1::int) g ORDER BY g`,
    [ORGANIZATIONS],
  );
  await admin.query(
    `INSERT INTO user_account (id, user_type, email, name)
     SELECT md5('p' || g)::uuid, 'practitioner', 'p' || g || '@bench.example', 'Person ' || g FROM generate_series(1, $1::int) g`,
    [PEOPLE],
  );
  await admin.query(
    `INSERT INTO user_session (user_id, expires_at, last_seen_at)
     SELECT md5('p' || g)::uuid, now() + interval '1 day', now() - (g || ' minutes')::interval
       FROM generate_series(1, $1::int) g, generate_series(1, 3)`,
    [PEOPLE],
  );
  await admin.query(
    `INSERT INTO membership (organization_id, user_id, role)
     SELECT CASE WHEN g <= $1 THEN md5('o1')::uuid ELSE md5('o' || (2 + (g * 7919) % ($2 - 1)))::uuid END, md5('p' || (1 + g % $1))::uuid, 'viewer'
       FROM generate_series(1, $3::int) g ON CONFLICT DO NOTHING`,
    [PEOPLE, ORGANIZATIONS, MEMBERSHIPS],
  );
  await admin.query(
    `INSERT INTO invitation (kind, role, organization_id, email, token_hash, created_by, expires_at)
     SELECT 'practitioner', 'viewer', md5('o1')::uuid, 'i' || g || '@bench.example', sha256(('i' || g)::bytea), md5('p1')::uuid, now() + interval '7 days'
       FROM generate_series(1, 2000) g`,
  );
  const { rows } = await admin.query<Filled>(
    `SELECT md5('o1')::uuid AS top, md5('o700')::uuid AS inner, md5('p7')::uuid AS person`,
  );
  if (!rows[0]) throw new Error('one row was asked for');
  return rows[0];
}

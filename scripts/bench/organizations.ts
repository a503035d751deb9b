import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { encode } from 'next-auth/jwt';
import pg from 'pg';
import { inTransaction, type Tx } from '@/lib/db/transaction';
import { AccountFilter, OrganizationFilter } from '@/lib/installation/account-admin-schema';
import { accountsOf } from '@/lib/installation/account-admin-store';
import { allOrganizations } from '@/lib/installation/organization-list-store';
import { InvitationFilter } from '@/lib/invitations/invitation-schema';
import { practitionerInvitationsOf } from '@/lib/invitations/practitioner-invitation-store';
import { moveChoices, subtreeOf } from '@/lib/organizations/organization-node-store';
import { ownOrganizationsNamed } from '@/lib/organizations/organization-store';
import { PersonFilter } from '@/lib/people/person-schema';
import { peopleOf } from '@/lib/people/person-store';
import type { BenchContext, BenchResult } from '../bench-context.ts';
import { openTree } from '../bench-tree.ts';
import { serveBench } from '../bench-server.ts';
import { timedLoop, timingWords } from '../bench-timing.ts';
import { inRoot } from '../paths.ts';
import { pageWeights } from '../javascript-budget.ts';

const ORGANIZATIONS = 2_000;
const PEOPLE = 5_000;
const MEMBERSHIPS = 50_000;
const SECONDS = 4;
const LIMIT_MS = 50;
/** Read whole only where that is the right plan: each has thousands of rows here. */
const LARGE = ['membership', 'organization_closure', 'user_account', 'user_session', 'invitation'];

/** The console of a large hospital group: one tree of 2,000 organizations, and a tenth of all roles at its top. */
export async function run({ adminUrl }: BenchContext): Promise<BenchResult[]> {
  const admin = new pg.Pool({ connectionString: adminUrl, max: 2 });
  const { top, inner, person } = await fill(admin);
  const manager = await signedIn(admin, 'practitioner', top);
  const superAdmin = await signedIn(admin, 'super_admin', null);
  const results: BenchResult[] = [];
  await admin.query('VACUUM ANALYZE');
  for (const [what, query] of Object.entries(queriesOf(top, inner, manager.userId))) {
    const { userId } = what.includes('system') ? superAdmin : manager;
    results.push(await measure(admin, `query: ${what}`, () => inTransaction(userId, query)));
  }
  const { origin, stop } = await serveBench();
  for (const [what, path] of Object.entries(pagesOf(top, inner, person))) {
    const { cookie } = path.startsWith('/admin') ? superAdmin : manager;
    results.push(await measure(admin, `page: ${what}`, () => get(`${origin}${path}`, cookie)));
  }
  results.push(...(await openTree(origin, top, manager.cookie)), ...weights());
  await stop();
  await admin.end();
  return results;
}

type Read = (tx: Tx) => Promise<unknown>;

/** What the lists ask the database, in a transaction of its reader as in a page. */
function queriesOf(top: string, inner: string, actorId: string): Record<string, Read> {
  const people = (organizationId: string, filter: object) => (tx: Tx) =>
    peopleOf(tx, { organizationId, actorId }, PersonFilter.parse(filter));
  return {
    'people of the top (5,000)': people(top, {}),
    'the same, searched': people(top, { q: 'person 42' }),
    'the same, by role': people(top, { sort: 'role' }),
    'the same, by last active': people(top, { sort: 'lastActiveAt', direction: 'desc' }),
    'people of one ward': people(inner, {}),
    'invitations of the top (2,000)': (tx) => practitionerInvitationsOf(tx, top, InvitationFilter.parse({})),
    'the tree (2,000)': (tx) => subtreeOf(tx, top),
    'where to move a ward': (tx) =>
      moveChoices(tx, { organizationId: inner, actorId, q: 'ward 1', only: null, limit: 8 }),
    'the switcher': (tx) => ownOrganizationsNamed(tx, { q: '', limit: 50 }),
    'all organizations, of the system': (tx) => allOrganizations(tx, OrganizationFilter.parse({})),
    'all accounts, of the system': (tx) => accountsOf(tx, AccountFilter.parse({})),
  };
}

function pagesOf(top: string, inner: string, person: string): Record<string, string> {
  return {
    'people of the top (5,000)': `/o/${top}/people`,
    'the same, searched': `/o/${top}/people?q=person+42`,
    'the same, by last active': `/o/${top}/people?sort=lastActiveAt&direction=desc`,
    'people of one ward': `/o/${inner}/people`,
    'a person': `/o/${inner}/people/${person}`,
    'invitations of the top (2,000)': `/o/${top}/people/invitations`,
    'one organization of the tree': `/o/${top}/tree/${inner}`,
    'where to move it': `/o/${top}/tree/${inner}/move?q=ward+1`,
    'what the switcher shows': '/api/v1/organizations',
    'what it finds': '/api/v1/organizations?q=ward+1',
    'all organizations, of the system': '/admin',
    'all accounts, of the system': '/admin/accounts',
    'the tree (2,000), all of it': `/o/${top}/tree`,
  };
}

async function get(address: string, cookie: string): Promise<void> {
  const response = await fetch(address, { headers: { cookie }, redirect: 'manual' });
  await response.arrayBuffer();
  if (response.status !== 200) throw new Error(`${address} answered ${response.status}`);
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

const CONSOLE =
  /^\/o\/\[organization\]\/(?:\(overview\)|people|tree)|^\/admin\/(?:\(organizations\)|accounts)/;

function weights(): BenchResult[] {
  return pageWeights(inRoot('.test/next'))
    .filter(({ page }) => CONSOLE.test(page))
    .map(({ page, kilobytes, budget }) => ({
      what: `JavaScript of ${page}`,
      result: `${kilobytes} kB`,
      note: kilobytes <= budget ? `within ${budget} kB` : `OVER ${budget} kB`,
    }));
}

/** The cookie of somebody new with a session, in the role of a manager where an organization is named. */
async function signedIn(
  admin: pg.Pool,
  userType: string,
  organizationId: string | null,
): Promise<{ userId: string; cookie: string }> {
  const [userId, sid] = [randomUUID(), randomUUID()];
  await admin.query('INSERT INTO user_account (id, user_type, email, name) VALUES ($1, $2, $3, $4)', [
    userId,
    userType,
    `${userId}@bench.example`,
    'Somebody of the bench',
  ]);
  await admin.query(
    `INSERT INTO user_session (id, user_id, expires_at) VALUES ($1, $2, now() + interval '1 day')`,
    [sid, userId],
  );
  if (organizationId)
    await admin.query(`INSERT INTO membership (organization_id, user_id, role) VALUES ($1, $2, 'manager')`, [
      organizationId,
      userId,
    ]);
  const token = await encode({ token: { sid }, secret: process.env['SESSION_SECRET'] ?? '' });
  return { userId, cookie: `wellkept-session=${token}` };
}

type Filled = { top: string; inner: string; person: string };

/** Each organization hangs on one of those before it, ten below each, so that the tree is four levels deep. */
async function fill(admin: pg.Pool): Promise<Filled> {
  await admin.query(
    `CREATE FUNCTION bench_id(text) RETURNS uuid LANGUAGE sql IMMUTABLE
     RETURN overlay(overlay(md5($1) PLACING '4' FROM 13) PLACING '8' FROM 17)::uuid`,
  );
  await admin.query(
    `INSERT INTO organization (id, parent_id, name, type)
     SELECT bench_id('o' || g), CASE WHEN g = 1 THEN NULL ELSE bench_id('o' || ((g + 8) / 10)) END, 'Ward ' || g, 'ward'
       FROM generate_series(1, $1::int) g ORDER BY g`,
    [ORGANIZATIONS],
  );
  await admin.query(
    `INSERT INTO user_account (id, user_type, email, name)
     SELECT bench_id('p' || g), 'practitioner', 'p' || g || '@bench.example', 'Person ' || g FROM generate_series(1, $1::int) g`,
    [PEOPLE],
  );
  await admin.query(
    `INSERT INTO user_session (user_id, expires_at, last_seen_at)
     SELECT bench_id('p' || g), now() + interval '1 day', now() - (g || ' minutes')::interval
       FROM generate_series(1, $1::int) g, generate_series(1, 3)`,
    [PEOPLE],
  );
  await admin.query(
    `INSERT INTO membership (organization_id, user_id, role)
     SELECT CASE WHEN g <= $1 THEN bench_id('o1') ELSE bench_id('o' || (2 + (g * 7919) % ($2 - 1))) END, bench_id('p' || (1 + g % $1)), 'viewer'
       FROM generate_series(1, $3::int) g ON CONFLICT DO NOTHING`,
    [PEOPLE, ORGANIZATIONS, MEMBERSHIPS],
  );
  await admin.query(
    `INSERT INTO invitation (kind, role, organization_id, email, token_hash, created_by, expires_at)
     SELECT 'practitioner', 'viewer', bench_id('o1'), 'i' || g || '@bench.example', sha256(('i' || g)::bytea), bench_id('p1'), now() + interval '7 days'
       FROM generate_series(1, 2000) g`,
  );
  const { rows } = await admin.query<Filled>(
    `SELECT bench_id('o1') AS top, bench_id('o700') AS inner, bench_id('p7') AS person`,
  );
  if (!rows[0]) throw new Error('one row was asked for');
  return rows[0];
}

import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { listEvents, type ListConditions } from '@/lib/audit/audit-store';
import { exportBundle, readingAs, someEvent, testSealer, testSigner, txOver } from '@/lib/audit/audit-world';
import { verifyBundle } from '@/lib/audit/verify';
import { insertPatient, managementWorld, type ManagementWorld } from '@/lib/organizations/management-world';
import type { BenchContext, BenchResult } from '../bench-context.ts';
import { timedLoop, timingWords } from '../bench-timing.ts';

const signer = testSigner();
const EVENTS = 100_000;
const CONNECTIONS = 8;
const SECONDS = 10;
const LIMIT_MS = 300;

/** Writing, sealing, filtering and verifying the log, at 100,000 events. */
export async function run({ adminUrl, appUrl, sealerUrl }: BenchContext): Promise<BenchResult[]> {
  const admin = new pg.Pool({ connectionString: adminUrl, max: 2 });
  const world = await managementWorld(admin);
  const patientId = await fill(admin, world);
  const results = [
    await sealing(sealerUrl),
    ...(await filters(appUrl, world, patientId)),
    await verification(adminUrl, world),
    ...(await appends(appUrl, sealerUrl, world)),
  ];
  await admin.end();
  return results;
}

/** Ten people, a rare patient and a rare action among them, over the organization and the one above. */
async function fill(admin: pg.Pool, { organizationId, parentId, member }: ManagementWorld): Promise<string> {
  const patientId = await insertPatient(admin, organizationId, 'Rare Patient');
  await admin.query(
    `SELECT audit.append($1::jsonb || jsonb_build_object('request', gen_random_uuid(), 'n', g,
        'organization', CASE WHEN g % 10 = 0 THEN $2 ELSE $3 END, 'actor', CASE WHEN g % 1000 = 7 THEN $4 ELSE md5((g % 10)::text)::uuid::text END,
        'outcome', CASE WHEN g % 500 = 3 THEN 'refused' ELSE 'success' END, 'action', CASE WHEN g % 5000 = 11 THEN 'consent.stopped' ELSE 'observations.released' END)
        || CASE WHEN g % 1000 = 13 THEN jsonb_build_object('patient', $5::text) ELSE '{}' END)
       FROM generate_series(1, $6::int) g`,
    [someEvent(organizationId), parentId, organizationId, member.userId, patientId, EVENTS],
  );
  await admin.query('ANALYZE audit.event');
  return patientId;
}

async function sealing(sealerUrl: string): Promise<BenchResult> {
  const { seal, client } = await testSealer(sealerUrl, signer, 20_000);
  const started = performance.now();
  let events = 0;
  for (let made = await seal.next(); made; made = await seal.next()) events += made.events;
  const seconds = (performance.now() - started) / 1_000;
  await client.end();
  return {
    what: 'sealing',
    result: `${perSecond(events, seconds)} events/s`,
    note: `${events.toLocaleString('en')} events in batches of 20,000: leaves, tiles, signed checkpoints`,
  };
}

/** The statement behind a page of the log, on the application's own connection. */
async function filters(
  appUrl: string,
  { headManager, member, parentId }: ManagementWorld,
  patientId: string,
): Promise<BenchResult[]> {
  const cases: Record<string, Partial<ListConditions>> = {
    none: {},
    'a rare person': { personId: member.userId },
    'a rare patient': { patientIds: [patientId] },
    'a rare action': { actions: ['consent.stopped'] },
    'denied attempts': { outcomes: ['refused', 'failed'] },
    'a rare person, denied': { personId: member.userId, outcomes: ['refused'] },
    'an action that never was': { actions: ['study.created'] },
  };
  const reader = await readingAs(appUrl, headManager.userId);
  const results: BenchResult[] = [];
  for (const [name, conditions] of Object.entries(cases)) {
    const times: number[] = [];
    for (let round = 0; round < 20; round++) {
      const started = performance.now();
      await listEvents(txOver(reader), { ...EVERYTHING, organizationId: parentId, ...conditions });
      times.push(performance.now() - started);
    }
    results.push(filterResult(name, times));
  }
  await reader.end();
  return results;
}

const EVERYTHING: Omit<ListConditions, 'organizationId'> = {
  personId: null,
  actions: null,
  patientIds: null,
  outcomes: null,
  from: null,
  to: null,
  before: null,
  limit: 51,
};

function filterResult(name: string, times: readonly number[]): BenchResult {
  const slowest = Math.max(...times);
  return {
    what: `a page of the log, filter: ${name}`,
    result: `median ${median(times).toFixed(0)} ms, slowest ${slowest.toFixed(0)} ms`,
    note: `of ${EVENTS.toLocaleString('en')} events${slowest > LIMIT_MS ? `, MORE THAN ${LIMIT_MS} ms` : ''}`,
  };
}

/** What the browser does after the download. */
async function verification(adminUrl: string, world: ManagementWorld): Promise<BenchResult> {
  const reader = await readingAs(adminUrl, world.headManager.userId);
  const bundle = await exportBundle(reader, world.parentId, signer);
  await reader.end();
  const started = performance.now();
  const verdict = verifyBundle(bundle, { keys: signer.keys });
  const seconds = (performance.now() - started) / 1_000;
  if (!verdict.intact) throw new Error(verdict.first.message);
  return {
    what: 'verifying',
    result: `${perSecond(verdict.events, seconds)} events/s`,
    note: 'one thread of JavaScript',
  };
}

/** One event a transaction, as an act writes it, while the sealer runs beside; then how far behind it was. */
async function appends(
  appUrl: string,
  sealerUrl: string,
  { organizationId }: ManagementWorld,
): Promise<BenchResult[]> {
  const clients = await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      const client = new pg.Client({ connectionString: appUrl });
      await client.connect();
      return client;
    }),
  );
  const over = new AbortController();
  const beside = sealBeside(sealerUrl, over.signal);
  const timing = await timedLoop(CONNECTIONS, SECONDS, async (worker) => {
    await clients[worker]?.query({
      name: 'append',
      text: 'SELECT audit.append($1)',
      values: [someEvent(organizationId)],
    });
  });
  over.abort();
  const lagSeconds = await beside;
  await Promise.all(clients.map((client) => client.end()));
  const note = `one event a transaction, ${CONNECTIONS} connections, sealer running`;
  return [
    { what: 'audit events written', result: timingWords(timing), note },
    {
      what: 'seal lag under that load',
      result: `${lagSeconds.toFixed(1)} s at most`,
      note: 'sealing each second',
    },
  ];
}

/** Seals each second until told to stop, and returns the longest that an event had waited. */
async function sealBeside(sealerUrl: string, signal: AbortSignal): Promise<number> {
  const { seal, client } = await testSealer(sealerUrl, signer, 20_000);
  let longest = 0;
  while (!signal.aborted) {
    await seal.next();
    const { rows } = await client.query<{ s: number }>('SELECT audit.seal_lag_seconds() AS s');
    longest = Math.max(longest, rows[0]?.s ?? 0);
    await sleep(1_000);
  }
  await client.end();
  return longest;
}

const perSecond = (count: number, seconds: number) => Math.round(count / seconds).toLocaleString('en');

function median(times: readonly number[]): number {
  return [...times].sort((left, right) => left - right)[Math.floor(times.length / 2)] ?? 0;
}

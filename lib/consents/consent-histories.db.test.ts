import fc from 'fast-check';
import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '@/lib/db/test-database';
import { person } from '@/lib/observations/test-world';
import { canFollow, canRenew, canUndo, type ConsentDecisionKind, type ConsentState } from './consent';
import { ConsentModel, HOUR, KINDS, SCOPES, type Reader, type Step } from './consent-model';
import { STAGE, type Seen } from './consent-stage';

/**
 * Random histories, each in a transaction that is rolled back, on a clock that the test moves: the database obeys it because
 * nobody here logged in as the application. The rules of the commands decide what may follow, the triggers and the gate do
 * the rest; after each step everything is compared with the model.
 */
const RUNS_EACH = 2_500;
const LANES = 2;
const BEGIN = Date.UTC(2026, 0, 1);
const OUTSIDERS: Reader[] = ['stranger', 'superAdmin', 'otherPatient'];

let database: TestDatabase;
const people: Record<string, string> = {};

beforeAll(async () => {
  database = await testDatabase();
  await database.admin.query(STAGE);
  for (const name of ['staff', 'stranger', 'otherPatient', 'patient', 'superAdmin']) {
    const type = name.toLowerCase().includes('patient')
      ? 'patient'
      : name === 'superAdmin'
        ? 'super_admin'
        : 'practitioner';
    const { userId, sessionId } = await person(database.admin, type);
    people[name] = userId;
    people[`${name}Session`] = sessionId;
  }
  await database.admin.query(`INSERT INTO patient (user_id, name) VALUES ($1, 'One'), ($2, 'Another')`, [
    people['patient'],
    people['otherPatient'],
  ]);
  // Made with the first event of a patient: in each history anew, it would be looked for among all that were rolled back.
  await database.admin.query('SELECT audit.patient_ref(id) FROM patient');
});
afterAll(() => database.close());

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom(...KINDS),
  scope: fc.constantFrom(...SCOPES),
  gap: fc.constantFrom(1_000, 25 * 60_000, 2 * HOUR, 50 * HOUR),
  endsIn: fc.constantFrom(null, null, HOUR, 72 * HOUR),
});
/** Most begin in the study: a patient who was never invited has no story. */
const history = fc.record({
  isIn: fc
    .boolean()
    .map((is) => (is ? (['invite', 'accept'] as const) : (['invite', 'accept', 'share'] as const))),
  steps: fc.array(step, { minLength: 1, maxLength: 6 }),
  skips: fc.nat(2),
  lookBack: fc.tuple(
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.double({ min: 0, max: 1, noNaN: true }),
  ),
});

test.concurrent.each(Array.from({ length: LANES }, (_, lane) => lane))(
  'whatever happens, the database says what the simple model says (%i)',
  { timeout: 900_000 },
  async (lane) => {
    const client = await database.admin.connect();
    // Compiling a plan takes longer than these statements run.
    await client.query('SET jit = off');
    let steps = 0;
    let done = 0;
    try {
      const property = fc.asyncProperty(history, async ({ isIn, steps: rest, skips, lookBack }) => {
        const first = isIn.slice(0, Math.max(0, isIn.length - (skips === 2 ? 2 : 0)));
        const all: Step[] = [
          ...first.map((kind) => ({ kind, scope: 1 as const, gap: 1_000, endsIn: null })),
          ...rest,
        ];
        await client.query('BEGIN');
        try {
          done += await play(client, { steps: all, known: first.length }, lookBack);
          steps += all.length;
        } finally {
          await client.query('ROLLBACK');
        }
      });
      await fc.assert(property, { numRuns: RUNS_EACH });
    } finally {
      client.release();
    }
    console.info(`lane ${lane}: ${RUNS_EACH} histories, ${steps} steps, ${done} of them possible`);
    expect(done).toBeGreaterThan(RUNS_EACH);
  },
);

type Story = { steps: Step[]; known: number };

async function play(client: pg.PoolClient, { steps, known }: Story, lookBack: number[]): Promise<number> {
  const model = new ConsentModel();
  const { rows } = await client.query<{ study: string }>('SELECT stage_begin($1, $2) AS study', [
    people,
    new Date(BEGIN),
  ]);
  const study = rows[0]?.study ?? '';
  let seen = await look(client, { study, model, lookBack, isEnd: false });
  let done = 0;
  for (const [place, each] of steps.entries()) {
    const expected = model.take(each);
    const happened = await act(client, study, each, { seen, now: BEGIN + model.now });
    expect(happened, JSON.stringify(each)).toBe(expected);
    if (happened) done += 1;
    // Where nothing happened only time has passed: seen again at the next step that does something, and at the end.
    // An invitation alone shows nothing that its acceptance does not.
    if (place < steps.length - 1 && (!happened || (place === 0 && known > 1))) continue;
    seen = await look(client, { study, model, lookBack, isEnd: place === steps.length - 1 });
  }
  return done;
}

type Present = { seen: Seen; now: number };

/** One step, where the commands' own rules allow it. */
async function act(
  client: pg.PoolClient,
  study: string,
  each: Step,
  { seen, now }: Present,
): Promise<boolean> {
  const decision = decisionOf(each, seen, now);
  const args = [study, people, each.kind, each.scope, new Date(now)];
  if (decision === null) return false;
  const endsAt = decision === 'granted' && each.endsIn !== null ? new Date(now + each.endsIn) : null;
  const { rows } = await client.query<{ done: boolean }>(
    'SELECT stage_act($1, $2, $3, $4::smallint, $5, $6, $7) AS done',
    [...args, decision, endsAt],
  );
  return rows[0]?.done ?? false;
}

const PLAIN: Partial<Record<Step['kind'], ConsentDecisionKind>> = {
  share: 'granted',
  decline: 'declined',
  'record-share': 'granted',
  'record-decline': 'declined',
  stop: 'stopped',
  pause: 'paused',
  resume: 'resumed',
};

/** The decision that a command would append; undefined for steps that are none, null when the command would refuse. */
function decisionOf(
  { kind, scope: id }: Step,
  seen: Seen,
  now: number,
): ConsentDecisionKind | undefined | null {
  const byStaff = kind.startsWith('record-');
  const isDecision = kind in PLAIN || kind === 'undo' || kind === 'renew';
  if (!isDecision) return undefined;
  const scope = seen.scopes[id - 1];
  if (!scope?.isAsked || seen.enrollment !== 'active') return null;
  if (byStaff && seen.study === 'archived') return null;
  // Time has passed since it was looked at; the database would ask again, under its lock.
  const isOver = scope.endsAt !== null && Date.parse(scope.endsAt) <= now;
  const state = isOver && (scope.state === 'granted' || scope.state === 'paused') ? 'expired' : scope.state;
  const standing = { state, askedAgain: scope.askedAgainAt !== null };
  if (kind === 'undo') {
    const last = scope.last && { ...scope.last, decidedAt: new Date(scope.last.decidedAt) };
    const granted = scope.granted && {
      endsAt: scope.granted.endsAt === null ? null : new Date(scope.granted.endsAt),
      isDisputed: scope.granted.isDisputed,
    };
    if (!canUndo({ state, last, granted }, people['patient'] ?? '', now)) return null;
    return scope.beforeLast === 'paused' ? 'paused' : 'resumed';
  }
  if (kind === 'renew')
    return canRenew(standing, scope.endsAt === null ? null : new Date(scope.endsAt)) ? 'granted' : null;
  const decision = PLAIN[kind] ?? 'granted';
  return canFollow(decision, standing) ? decision : null;
}

type Looking = { study: string; model: ConsentModel; lookBack: number[]; isEnd: boolean };

async function look(client: pg.PoolClient, { study, model, lookBack, isEnd }: Looking): Promise<Seen> {
  const reader = model.reads % 3 === 2 ? 'patient' : 'staff';
  const past = lookBack.map((part) => new Date(BEGIN + Math.floor(model.now * part)));
  const { rows } = await client.query<{ seen: Seen }>(
    'SELECT stage_look($1, $2, $3, $4, $5::smallint, $6, $7, $8) AS seen',
    [
      study,
      people,
      new Date(BEGIN + model.now),
      past,
      pastScope(model),
      reader,
      OUTSIDERS[model.reads % 3],
      isEnd,
    ],
  );
  const seen = rows[0]?.seen;
  if (!seen) throw new Error('nothing to see');
  compare(seen, { study, model, lookBack, isEnd });
  return seen;
}

const pastScope = ({ reads }: ConsentModel) => (reads % 2 === 0 ? 1 : 2);

/** Everything at once, because ten assertions a step would take longer than the step. */
function compare(seen: Seen, { model, lookBack, isEnd }: Looking): void {
  const id = pastScope(model);
  model.reads += 1;
  const said = {
    now: seen.scopes.map(({ state, askedAgainAt }) => toShown(state, askedAgainAt)),
    past: seen.past.map(({ state, at }) => toShown(state, at)),
    live: seen.live,
    read: seen.read,
    end: seen.end,
  };
  const expected = {
    now: SCOPES.map((scope) => model.stateAt(scope, model.now)),
    past: lookBack.map((part) => model.stateAt(id, Math.floor(model.now * part))),
    live: SCOPES.filter((scope) => model.isGranted(scope)),
    read: seen.read.map(({ who, scope }) => ({ who, scope, answer: answerOf(model, who, scope) })),
    end: isEnd ? { events: model.reads, liveIsExpected: true } : null,
  };
  expect(said).toEqual(expected);
}

/** Nobody is asked again about what has ended. */
const toShown = (state: ConsentState, at: string | null) => ({
  state,
  askedAgain: at === null || state === 'expired' ? null : Math.round(Date.parse(at) - BEGIN),
});

/** On the first scope readings are released and counted, on the second it is only asked whether. */
function answerOf(model: ConsentModel, who: Reader, scope: number): string | number | null {
  const answer = model.read(who, scope);
  return scope === 2 && typeof answer === 'number' ? null : answer;
}

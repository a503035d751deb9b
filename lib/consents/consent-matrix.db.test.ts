import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { randomOf } from '@/lib/audit/tampering';
import type { Principal } from '@/lib/authorization/question';
import { readCsv } from '@/lib/csv/csv';
import { testDatabase, type TestDatabase } from '@/lib/db/test-database';
import {
  addParticipant,
  GLUCOSE,
  HEART_RATE,
  observationWorld,
  person,
  type ObservationWorld,
  type Participant,
} from '@/lib/observations/test-world';
import { pseudonymOf } from '@/lib/patients/pseudonym';
import { ask } from '@/lib/query';
import { consentFileOf, type ExportRequest } from './consent-export-queries';
import { cellAt } from './consent-matrix';
import { consentMatrixOf, decisionHistoryOf } from './consent-matrix-queries';

let database: TestDatabase;
let clocked: pg.PoolClient;
let world: ObservationWorld;
let people: Participant[];
let nurse: Principal;

/** Somebody of the database who may move its clock. */
const at = (time: string) => clocked.query(`SELECT set_config('app.seed_clock', $1, false)`, [time]);

async function decide(
  { enrollmentId, patient }: Participant,
  scopeId: number,
  decision: string,
  more: { by?: string; method?: string; document?: string; endsAt?: string } = {},
): Promise<void> {
  await clocked.query(
    `INSERT INTO consent_decision (enrollment_id, scope_id, decision, decided_by, decided_as, method, spoken_at, document_reference,
                                   witness, request_version, information_version, ends_at)
     VALUES ($1, $2, $3, $4, CASE WHEN $5::text IS NULL THEN 'patient' ELSE 'on_behalf' END::decided_as, $5,
             CASE WHEN $5::text IS NOT NULL THEN wellkept_now() END, $6, CASE WHEN $5::text IS NOT NULL THEN '' END,
             (SELECT r.version FROM scope_request r JOIN enrollment e ON e.study_id = r.study_id WHERE e.id = $1 AND r.scope_id = $2),
             (SELECT coalesce(max(i.version), 0) FROM study_information i JOIN enrollment e ON e.study_id = i.study_id WHERE e.id = $1), $7)`,
    [
      enrollmentId,
      scopeId,
      decision,
      more.by ?? patient.userId,
      more.method ?? null,
      more.document ?? null,
      more.endsAt ?? null,
    ],
  );
}

beforeAll(async () => {
  database = await testDatabase();
  clocked = await database.admin.connect();
  await at('2026-03-01T08:00:00Z');
  world = await observationWorld(clocked);
  nurse = await person(clocked, 'practitioner', { organizationId: world.organizationId, role: 'member' });
  people = [];
  for (let n = 0; n < 4; n += 1) people.push(await addParticipant(clocked, world.studyId, nurse.userId));
});
afterAll(async () => {
  clocked.release();
  await database.close();
});

const HOUR_MS = 3_600_000;
const BEGAN = Date.parse('2026-03-02T00:00:00Z');
const STEPS = 220;

/** Whatever can happen to a consent, in an order that no command would allow as well. */
const HAPPENINGS: ((who: Participant, scopeId: number, now: number) => Promise<unknown>)[] = [
  (who, scope) => decide(who, scope, 'granted'),
  (who, scope, now) => decide(who, scope, 'granted', { endsAt: new Date(now + 5 * HOUR_MS).toISOString() }),
  (who, scope) => decide(who, scope, 'granted', { by: nurse.userId, method: 'paper' }),
  ({ enrollmentId, patient }, scope) =>
    clocked.query(
      `INSERT INTO consent_confirmation (decision_id, answer, answered_by, answered_at)
       SELECT id, 'confirmed', $3, wellkept_now() FROM consent_decision d
        WHERE enrollment_id = $1 AND scope_id = $2 AND decided_as = 'on_behalf'
          AND NOT EXISTS (SELECT FROM consent_confirmation WHERE decision_id = d.id) ORDER BY sequence DESC LIMIT 1`,
      [enrollmentId, scope, patient.userId],
    ),
  (who, scope) => decide(who, scope, 'declined'),
  (who, scope) => decide(who, scope, 'stopped'),
  (who, scope) => decide(who, scope, 'paused'),
  (who, scope) => decide(who, scope, 'resumed'),
  ({ enrollmentId }) =>
    clocked.query(
      `UPDATE enrollment SET state = 'withdrawn', ended_at = wellkept_now() WHERE id = $1 AND state = 'active'`,
      [enrollmentId],
    ),
  ({ enrollmentId }) =>
    clocked.query(`UPDATE enrollment SET state = 'invited' WHERE id = $1 AND state = 'withdrawn'`, [
      enrollmentId,
    ]),
  ({ enrollmentId }) =>
    clocked.query(`UPDATE enrollment SET state = 'active' WHERE id = $1 AND state = 'invited'`, [
      enrollmentId,
    ]),
  (_who, scope, now) =>
    clocked.query('UPDATE scope_request SET reason = $3 WHERE study_id = $1 AND scope_id = $2', [
      world.studyId,
      scope,
      `because of ${now}`,
    ]),
  (_who, scope) =>
    clocked.query(
      `UPDATE scope_request SET removed_at = CASE WHEN removed_at IS NULL THEN wellkept_now() END WHERE study_id = $1 AND scope_id = $2`,
      [world.studyId, scope],
    ),
  () =>
    clocked.query(
      `INSERT INTO study_information (study_id, version, language, body, published_at)
       SELECT $1, coalesce(max(version), 0) + 1, 'en', 'text', wellkept_now() FROM study_information WHERE study_id = $1`,
      [world.studyId],
    ),
];

test('for the whole study at once it says what is said for each patient and scope, at any time', async () => {
  const random = randomOf(20261122);
  const pick = <T>(from: readonly T[]): T => from[random(from.length)]!;
  for (let step = 0; step < STEPS; step += 1) {
    const now = BEGAN + step * HOUR_MS;
    await at(new Date(now).toISOString());
    await pick(HAPPENINGS)(pick(people), pick([GLUCOSE.id, HEART_RATE.id]), now);
  }
  const states = new Set<string>();
  let unconfirmed = 0;
  for (let look = 0; look < 60; look += 1) {
    const moment = new Date(BEGAN + random(STEPS * HOUR_MS)).toISOString();
    const { rows } = await clocked.query<{
      one: object | null;
      all: { state: string; unconfirmed: boolean } | null;
    }>(
      `SELECT to_jsonb(c) || jsonb_build_object('unconfirmed', d.decided_as = 'on_behalf' AND k.decision_id IS NULL) AS one,
              to_jsonb(s) - 'enrollment_id' - 'scope_id' AS all
         FROM enrollment e CROSS JOIN unnest('{1,2}'::smallint[]) asked (scope_id)
         LEFT JOIN LATERAL consent_state_at(e.id, asked.scope_id, $2) c ON true
         LEFT JOIN consent_decision d ON d.id = c.decision_id
         LEFT JOIN consent_confirmation k ON k.decision_id = d.id AND k.answered_at <= $2
         LEFT JOIN consent_states_of($1, $2) s ON s.enrollment_id = e.id AND s.scope_id = asked.scope_id
        WHERE e.study_id = $1`,
      [world.studyId, moment],
    );
    expect(rows.length).toBe(10);
    for (const { one, all } of rows) {
      expect(all, moment).toEqual(one);
      if (all) states.add(all.state);
      if (all?.unconfirmed) unconfirmed += 1;
    }
  }
  expect(unconfirmed).toBeGreaterThan(0);
  expect(states).toEqual(new Set(['granted', 'declined', 'stopped', 'paused', 'expired']));
}, 120_000);

describe('a study of two patients', () => {
  let quiet: ObservationWorld;
  let other: Participant;
  const again = (who: Principal): Principal => ({ ...who, requestId: randomUUID() });
  const matrixOf = (who: Principal, moment: string | null) =>
    ask(consentMatrixOf(quiet.organizationId, quiet.studyId, moment), again(who));
  const statesOf = async (moment: string | null) => {
    const { rows, scopes } = await matrixOf(quiet.viewer, moment);
    const own = rows.find(({ patientId }) => patientId === quiet.participant.patientId);
    return scopes.map((_, place) => own && cellAt(own.cells, place));
  };

  beforeAll(async () => {
    await at('2026-04-01T08:00:00Z');
    quiet = await observationWorld(clocked);
    // Made by the database's own clock; the story below is older.
    await clocked.query(`UPDATE enrollment SET created_at = '2026-04-01' WHERE study_id = $1`, [
      quiet.studyId,
    ]);
    await clocked.query(`UPDATE scope_request SET created_at = '2026-04-01' WHERE study_id = $1`, [
      quiet.studyId,
    ]);
    other = await addParticipant(clocked, quiet.studyId, quiet.viewer.userId);
    await clocked.query(`UPDATE patient SET name = '=cmd|calc' WHERE id = $1`, [other.patientId]);
    await at('2026-04-02T08:00:00Z');
    await decide(quiet.participant, GLUCOSE.id, 'granted');
    await at('2026-04-03T08:00:00Z');
    await decide(quiet.participant, GLUCOSE.id, 'stopped');
    await decide(other, HEART_RATE.id, 'granted', {
      by: nurse.userId,
      method: 'paper',
      document: 'Form "7"',
    });
    await at('');
  });

  test('as it was on a day, and as it is', async () => {
    const mark = null;
    expect(await statesOf('2026-04-01T12:00:00Z')).toEqual([
      { state: 'pending', mark },
      { state: 'pending', mark },
    ]);
    expect((await statesOf('2026-04-02T12:00:00Z'))[0]).toEqual({ state: 'granted', mark });
    expect((await statesOf(null))[0]).toEqual({ state: 'stopped', mark });
    const { rows, mayRecord } = await matrixOf(quiet.viewer, null);
    expect(mayRecord).toBe(false);
    const heart = rows.find(({ patientId }) => patientId === other.patientId);
    expect(cellAt(heart?.cells ?? '', 1)).toEqual({ state: 'granted', mark: 'unconfirmed' });
  });

  test('a cell tells every decision, with its evidence', async () => {
    const { studyId } = quiet;
    const history = (patientId: string, scope: string, who = quiet.viewer) =>
      ask(decisionHistoryOf({ studyId, patientId, scope }), again(who));
    const own = await history(quiet.participant.patientId, GLUCOSE.code);
    expect(own.decisions.map(({ decision }) => decision)).toEqual(['stopped', 'granted']);
    expect(own.decisions[0]).toMatchObject({ onBehalf: null, decidedAt: '2026-04-03T08:00:00.000Z' });
    const [recorded] = (await history(other.patientId, HEART_RATE.code)).decisions;
    expect(recorded?.onBehalf).toMatchObject({
      method: 'paper',
      documentReference: 'Form "7"',
      answer: null,
    });
    await expect(history(other.patientId, 'omh:sleep-duration:2.0')).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
    for (const who of [quiet.stranger, quiet.superAdmin, quiet.participant.patient])
      await expect(history(other.patientId, HEART_RATE.code, who)).rejects.toMatchObject({
        code: 'NOT_FOUND',
      });
  });

  const fileOf = (change: Partial<ExportRequest>, who = quiet.viewer, isHidden = false) => {
    const wanted: ExportRequest = {
      studyId: quiet.studyId,
      what: 'matrix',
      format: 'csv',
      purpose: 'audit',
      ...change,
    };
    return ask(consentFileOf(wanted, isHidden), again(who));
  };

  test('exports tables that no spreadsheet computes, and puts the purpose on record', async () => {
    const { body, n } = await fileOf({});
    expect(n).toBe(2);
    const [head, ...rows] = readCsv(body).map(({ cells }) => cells);
    expect(head).toEqual(['patient_id', 'patient', 'enrollment', GLUCOSE.code, HEART_RATE.code]);
    expect(rows.map((cells) => cells.slice(1))).toContainEqual([
      "'=cmd|calc",
      'active',
      'pending',
      'granted (unconfirmed)',
    ]);
    const decisions = readCsv((await fileOf({ what: 'decisions' })).body).map(({ cells }) => cells);
    expect(decisions).toHaveLength(4);
    expect(decisions[3]).toEqual(expect.arrayContaining(['Form "7"', 'paper', 'granted']));
    const { rows: events } = await database.admin.query<{ purpose: string; n: number }>(
      `SELECT purpose, n FROM audit.event WHERE action = 'consent.exported' AND study_id = $1 ORDER BY id`,
      [quiet.studyId],
    );
    expect(events).toEqual([
      { purpose: 'audit', n: 2 },
      { purpose: 'audit', n: 3 },
    ]);
  });

  test('exports FHIR Consent, by ids and codes', async () => {
    const lines = (await fileOf({ what: 'decisions', format: 'fhir' })).body.trim().split('\n');
    const consents = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(consents.map(({ status }) => status)).toEqual(['inactive', 'inactive', 'active']);
    expect(consents[2]).toMatchObject({
      resourceType: 'Consent',
      patient: { reference: `Patient/${other.patientId}` },
      performer: [{ reference: `Practitioner/${nurse.userId}` }],
      sourceReference: { identifier: { value: 'Form "7"' } },
      provision: { type: 'permit', code: [{ coding: [{ code: HEART_RATE.code }] }] },
    });
    expect(lines.join('')).not.toContain('A patient');
    expect((await fileOf({ format: 'fhir' })).n).toBe(2);
  });

  test('has pseudonyms in it for whoever hid the names, and nothing for others', async () => {
    for (const what of ['matrix', 'decisions'] as const) {
      const { body } = await fileOf({ what }, quiet.viewer, true);
      expect(body).toContain(pseudonymOf(other.patientId));
      expect(body).not.toContain('cmd|calc');
    }
    for (const who of [quiet.stranger, quiet.superAdmin, quiet.participant.patient])
      await expect(fileOf({}, who)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

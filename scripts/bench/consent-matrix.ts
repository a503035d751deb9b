import { chromium } from '@playwright/test';
import { encode } from 'next-auth/jwt';
import pg from 'pg';
import { inTransaction } from '@/lib/db/transaction';
import { rowsAt, scopesAt } from '@/lib/consents/consent-matrix-store';
import { observationWorld, type ObservationWorld } from '@/lib/observations/test-world';
import type { BenchContext, BenchResult } from '../bench-context.ts';
import { serveBench } from '../bench-server.ts';
import { timedLoop, timingWords } from '../bench-timing.ts';
import { findChromium } from '../find-chromium.ts';

const PATIENTS = 2_000;
const SCOPES = 8;
/** Answers each patient gave on each scope, one a day. */
const ANSWERS = 4;
const SECONDS = 6;

/** Patients × scopes of a large study: what the server takes for it, and how it scrolls. */
export async function run({ adminUrl }: BenchContext): Promise<BenchResult[]> {
  const admin = new pg.Pool({ connectionString: adminUrl, max: 2 });
  const world = await largeStudy(admin);
  const note = `${PATIENTS.toLocaleString('en')} patients × ${SCOPES} scopes, ${(PATIENTS * SCOPES * ANSWERS).toLocaleString('en')} decisions; wanted under 500 ms`;
  const past = new Date(Date.now() - 36 * 3_600_000);
  const now = await timedLoop(1, SECONDS, () => read(world, new Date()));
  const then = await timedLoop(1, SECONDS, () => read(world, past));
  const { origin, stop } = await serveBench();
  const path = `/o/${world.organizationId}/studies/${world.studyId}/consent`;
  const secret = process.env['SESSION_SECRET'] ?? '';
  const value = await encode({ token: { sid: world.viewer.sessionId }, secret });
  const page = await timedLoop(1, SECONDS, async () => {
    const response = await fetch(origin + path, { headers: { cookie: `wellkept-session=${value}` } });
    const text = await response.text();
    if (response.status !== 200 || !text.includes('Patient 1'))
      throw new Error(`answered ${response.status}`);
  });
  const scrolled = await scroll(origin, path, value);
  await stop();
  await admin.end();
  return [
    { what: 'the matrix in the database, now', result: timingWords(now), note },
    { what: 'the same, as it was a day and a half ago', result: timingWords(then), note },
    { what: 'its page, from the server', result: timingWords(page), note },
    {
      what: 'scroll to the end in Chromium',
      result: `${scrolled.toFixed(0)} ms`,
      note: 'median of 5; wanted 100 ms',
    },
  ];
}

function read({ viewer, studyId }: ObservationWorld, at: Date): Promise<void> {
  return inTransaction(viewer.userId, async (tx) => {
    const scopes = await scopesAt(tx, studyId, at);
    const rows = await rowsAt(tx, studyId, scopes, at);
    const answered = rows.filter(({ cells }) => cells.length === SCOPES * 2 && !cells.includes('w'));
    if (answered.length < PATIENTS)
      throw new Error(`only ${answered.length} rows of ${scopes.length} answers`);
  });
}

/** From the wish to see the end until the last patient is drawn. */
async function scroll(origin: string, path: string, value: string): Promise<number> {
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await chromium.launch({ executablePath: await findChromium(), args });
  try {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    await context.addCookies([{ name: 'wellkept-session', value, url: origin }]);
    const page = await context.newPage();
    await page.goto(origin + path);
    await page.getByRole('link', { name: 'Patient 1', exact: true }).waitFor();
    const times: number[] = [];
    for (let n = 0; n < 5; n += 1) {
      times.push(await page.evaluate<number>(SCROLL));
      await page.evaluate('document.querySelector(\'[role="region"][tabindex]\').scrollTo(0, 0)');
      await page.getByRole('link', { name: 'Patient 1', exact: true }).waitFor();
    }
    return times.sort((one, other) => one - other)[2] ?? NaN;
  } finally {
    await browser.close();
  }
}

/** The last by the alphabet is patient 999. */
const SCROLL = `new Promise((resolve) => {
  const region = document.querySelector('[role="region"][tabindex]');
  const began = performance.now();
  region.scrollTo(0, region.scrollHeight);
  const look = () => [...region.querySelectorAll('a')].some((link) => link.textContent === 'Patient 999')
    ? requestAnimationFrame(() => resolve(performance.now() - began)) : requestAnimationFrame(look);
  look();
})`;

/** A study of a month: it was asked for and joined before the answers, which count only from then on. */
async function largeStudy(admin: pg.Pool): Promise<ObservationWorld> {
  const client = await admin.connect();
  const daysAgo = (days: number) =>
    client.query(`SELECT set_config('app.seed_clock', (now() - $1 * interval '1 day')::text, false)`, [days]);
  await daysAgo(30);
  const world = await observationWorld(client);
  const { studyId, organizationId, viewer } = world;
  await client.query(
    `INSERT INTO scope (id, code, name, plain_name_en, plain_name_es)
     SELECT n, 'bench:' || n, 'Scope ' || n, 'scope ' || n, 'dato ' || n FROM generate_series(1, $1::int) n ON CONFLICT DO NOTHING`,
    [SCOPES],
  );
  await client.query(
    `INSERT INTO scope_request (study_id, scope_id, reason)
     SELECT $1, s.id, 'why' FROM scope s WHERE s.id <= $2 ON CONFLICT DO NOTHING`,
    [studyId, SCOPES],
  );
  await client.query(
    `WITH made AS (INSERT INTO patient (name) SELECT 'Patient ' || n FROM generate_series(1, $2::int) n RETURNING id),
          known AS (INSERT INTO patient_organization (patient_id, organization_id) SELECT id, $3 FROM made RETURNING patient_id)
     INSERT INTO enrollment (study_id, patient_id, state) SELECT $1, patient_id, 'active' FROM known`,
    [studyId, PATIENTS, organizationId],
  );
  for (const table of ['enrollment', 'scope_request'])
    await client.query(`UPDATE ${table} SET created_at = wellkept_now() WHERE study_id = $1`, [studyId]);
  for (let day = ANSWERS; day >= 1; day -= 1) {
    await daysAgo(day);
    await client.query(
      `INSERT INTO consent_decision (enrollment_id, scope_id, decision, decided_by, decided_as, request_version)
       SELECT e.id, r.scope_id, (ARRAY['granted', 'paused', 'stopped', 'declined'])[1 + floor(random() * 4)::int]::consent_answer, $2, 'patient', 1
         FROM enrollment e JOIN scope_request r ON r.study_id = e.study_id WHERE e.study_id = $1`,
      [studyId, viewer.userId],
    );
  }
  await client.query(`SELECT set_config('app.seed_clock', '', false)`);
  client.release();
  await admin.query('VACUUM ANALYZE');
  return world;
}

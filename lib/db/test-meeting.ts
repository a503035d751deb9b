import type { TestDatabase } from './test-database';

type Lock = { text: string; values: string[] };

/** What changes of one patient's answers in a study wait for. */
export const consentLock = (studyId: string, patientId: string): Lock => ({
  text: 'SELECT pg_advisory_xact_lock(consent_lock_key($1, $2))',
  values: [studyId, patientId],
});

/** What changes of roles in an organization wait for. */
export const rolesLock = (organizationId: string): Lock => ({
  text: `SELECT pg_advisory_xact_lock(hashtextextended('managers' || $1::uuid, 0))`,
  values: [organizationId],
});

const PATIENCE_MS = 5_000;

/** How many wait for a lock like these in the test's database, once it is as many as expected or patience is over. */
export async function waitingIn({ admin }: TestDatabase, expected = 1): Promise<number> {
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    const { rowCount } = await admin.query(
      `SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
          AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    );
    const waiting = rowCount ?? 0;
    if (waiting >= expected || Date.now() > until) return waiting;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/**
 * Requests that are under way at the same moment for certain: all of them wait for one lock before it is let go. Two that are
 * only started together mostly run one after the other, and would pass without any lock.
 */
export async function meetingAt<R>(
  database: TestDatabase,
  { text, values }: Lock,
  requests: (() => Promise<R>)[],
): Promise<R[]> {
  const client = await database.admin.connect();
  try {
    await client.query('BEGIN');
    await client.query(text, values);
    const answers = Promise.all(requests.map((request) => request()));
    const waiting = await waitingIn(database, requests.length);
    await client.query('COMMIT');
    const all = await answers;
    if (waiting !== requests.length) throw new Error(`${waiting} of ${requests.length} waited for the lock`);
    return all;
  } finally {
    client.release();
  }
}

import pg from 'pg';

/** The administrator's address of the database behind the server that is walked through. */
function adminUrl(): string {
  const url = process.env['E2E_DATABASE_URL'];
  if (!url) throw new Error('E2E_DATABASE_URL is missing: run the journeys with npm test.');
  return url;
}

/** A connection that row security does not bind, for what a test has to know and no page tells. */
export async function withDatabase<R>(work: (client: pg.Client) => Promise<R>): Promise<R> {
  const client = new pg.Client({ connectionString: adminUrl() });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

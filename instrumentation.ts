/** Runs once when a server process starts. */
export async function register(): Promise<void> {
  // eslint-disable-next-line no-restricted-syntax -- The bundler makes a constant of it: no PostgreSQL in other runtimes.
  if (process.env['NEXT_RUNTIME'] !== 'nodejs') return;
  const { watchIncomingRequests } = await import('./lib/api/incoming-requests');
  watchIncomingRequests();
  const { startServerJobs } = await import('./lib/jobs/server-jobs');
  startServerJobs();
}

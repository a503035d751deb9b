/** Runs once when a server process starts. */
export async function register(): Promise<void> {
  // eslint-disable-next-line no-restricted-syntax -- The bundler makes a constant of it: no PostgreSQL in other runtimes.
  if (process.env['NEXT_RUNTIME'] !== 'nodejs') return;
  const { watchIncomingRequests } = await import('./lib/api/incoming-requests');
  watchIncomingRequests();
  const { startSealerWithServer } = await import('./lib/audit/sealer-process');
  startSealerWithServer();
  const { startPostmanWithServer } = await import('./lib/mail/postman-process');
  startPostmanWithServer();
  const { startKeyEraserWithServer } = await import('./lib/keys/key-eraser-process');
  startKeyEraserWithServer();
  const { startReminderWithServer } = await import('./lib/consents/reminder-process');
  startReminderWithServer();
}

/** Runs once when a server process starts. */
export async function register(): Promise<void> {
  // The bundler replaces this by a constant, so that nothing of PostgreSQL gets into another runtime's bundle.
  // eslint-disable-next-line no-restricted-syntax
  if (process.env['NEXT_RUNTIME'] !== 'nodejs') return;
  const { watchIncomingRequests } = await import('./lib/api/incoming-requests');
  watchIncomingRequests();
  const { startSealerWithServer } = await import('./lib/audit/sealer-process');
  startSealerWithServer();
  const { startPostmanWithServer } = await import('./lib/mail/postman-process');
  startPostmanWithServer();
  const { startKeyEraserWithServer } = await import('./lib/keys/key-eraser-process');
  startKeyEraserWithServer();
}

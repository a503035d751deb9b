import { databaseAnswers } from '@/lib/db/health-store';

/** Ready to serve: the database answers too. */
export async function GET(): Promise<Response> {
  const isReady = await databaseAnswers();
  return Response.json(
    { status: isReady ? 'ready' : 'unavailable' },
    { status: isReady ? 200 : 503, headers: { 'cache-control': 'no-store' } },
  );
}

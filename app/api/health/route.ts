/** The process answers. Says nothing about anything else, and is not on record. */
export function GET(): Response {
  return Response.json({ status: 'ok' }, { headers: { 'cache-control': 'no-store' } });
}

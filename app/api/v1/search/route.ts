import { answering } from '@/lib/api/route';
import { currentPrincipal } from '@/lib/auth/session';
import { parseInput } from '@/lib/command';
import { AppError } from '@/lib/errors';
import { searchByName } from '@/lib/search/search-queries';
import { SearchRequest } from '@/lib/search/search-schema';

/** For the palette: a session, and each kind of thing by its own permission. */
export function GET(request: Request): Promise<Response> {
  return answering('search', async () => {
    const principal = await currentPrincipal();
    if (!principal) throw new AppError('UNAUTHENTICATED', 'Please sign in.');
    const query = parseInput(SearchRequest, Object.fromEntries(new URL(request.url).searchParams));
    const found = await searchByName(query, principal);
    return Response.json(found, { headers: { 'cache-control': 'private, no-store' } });
  });
}

import { answering } from '@/lib/api/route';
import { currentPrincipal } from '@/lib/auth/session';
import { parseInput } from '@/lib/command';
import { AppError } from '@/lib/errors';
import { hiddenName } from '@/lib/patients/hidden-names';
import { shown } from '@/lib/patients/shown-names';
import { searchByName } from '@/lib/search/search-queries';
import { SearchRequest } from '@/lib/search/search-schema';

/** For the palette: a session, and each kind of thing by its own permission. */
export function GET(request: Request): Promise<Response> {
  return answering('search', async () => {
    const principal = await currentPrincipal();
    if (!principal) throw new AppError('UNAUTHENTICATED', 'Please sign in.');
    const query = parseInput(SearchRequest, Object.fromEntries(new URL(request.url).searchParams));
    const found = await searchByName(query, principal);
    const patients = await shown(found.patients, hiddenName);
    return Response.json({ ...found, patients }, { headers: { 'cache-control': 'private, no-store' } });
  });
}

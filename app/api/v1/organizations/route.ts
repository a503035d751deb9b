import { answering } from '@/lib/api/route';
import { currentPrincipal } from '@/lib/auth/session';
import { parseInput } from '@/lib/command';
import { AppError } from '@/lib/errors';
import { OwnOrganizationSearch, ownOrganizations } from '@/lib/organizations/organization-queries';
import { ask } from '@/lib/query';

/** For the switcher: what the caller's session may see of organizations, and of nobody else's. */
export function GET(request: Request): Promise<Response> {
  return answering('own-organizations', async () => {
    const principal = await currentPrincipal();
    if (!principal) throw new AppError('UNAUTHENTICATED', 'Please sign in.');
    const { q } = parseInput(OwnOrganizationSearch, Object.fromEntries(new URL(request.url).searchParams));
    const found = await ask(ownOrganizations(q), principal);
    return Response.json(found, { headers: { 'cache-control': 'private, no-store' } });
  });
}

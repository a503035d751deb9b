import { z } from 'zod';
import { answering } from '@/lib/api/route';
import { ProofRequest, proofOf } from '@/lib/audit/proof-queries';
import { currentPrincipal } from '@/lib/auth/session';
import { parseInput } from '@/lib/command';
import { AppError } from '@/lib/errors';
import { ask } from '@/lib/query';

const Params = z.object({ organizationId: z.uuid() });
type Context = { params: Promise<{ organizationId: string }> };

/** For the page that verifies the log in the browser: a session of a manager, page by page. */
export function GET(request: Request, { params }: Context): Promise<Response> {
  return answering('audit.prove', async () => {
    const principal = await currentPrincipal();
    if (!principal) throw new AppError('UNAUTHENTICATED', 'Please sign in.');
    const path = Params.safeParse(await params);
    if (!path.success) throw new AppError('NOT_FOUND', 'Not found.');
    const query = parseInput(ProofRequest, Object.fromEntries(new URL(request.url).searchParams));
    const answer = await ask(proofOf(path.data.organizationId, query), principal);
    return Response.json(answer, { headers: { 'cache-control': 'private, no-store' } });
  });
}

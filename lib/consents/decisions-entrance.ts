import 'server-only';
import { z } from 'zod';
import type { Principal } from '@/lib/authorization/question';
import { parseInput } from '@/lib/command';
import { AppError } from '@/lib/errors';
import { ask } from '@/lib/query';
import { decisionHistoryOf } from './consent-matrix-queries';

const HistoryRequest = z.strictObject({
  studyId: z.uuid(),
  patientId: z.uuid(),
  scope: z.string().min(3).max(120),
});

/** GET …/decisions: every decision a patient's consent to one scope of a study was made from, as JSON. */
export async function answerDecisions(
  request: Request,
  path: { studyId: string; patientId: string },
  principal: Principal | null,
): Promise<Response> {
  if (!principal) throw new AppError('UNAUTHENTICATED', 'Please sign in.');
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const history = await ask(decisionHistoryOf(parseInput(HistoryRequest, { ...query, ...path })), principal);
  return Response.json(history, { headers: { 'cache-control': 'private, no-store' } });
}

import 'server-only';
import { z } from 'zod';
import type { Principal } from '@/lib/authorization/question';
import { parseInput } from '@/lib/command';
import { AppError } from '@/lib/errors';
import { pseudonymOf } from '@/lib/patients/pseudonym';
import { areNamesHidden } from '@/lib/patients/shown-names';
import { ask } from '@/lib/query';
import { withoutName, type DecisionHistory } from './consent-matrix';
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
  const shown = (await areNamesHidden()) ? hiddenHistory(history) : history;
  return Response.json(shown, { headers: { 'cache-control': 'private, no-store' } });
}

function hiddenHistory(history: DecisionHistory): DecisionHistory {
  const name = pseudonymOf(history.patient.id);
  return {
    ...history,
    patient: { ...history.patient, name },
    decisions: withoutName(history.decisions, name),
  };
}

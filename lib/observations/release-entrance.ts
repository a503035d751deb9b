import 'server-only';
import { FACTOR_REQUIRED, type LayerName } from '@/lib/authorization/policy';
import type { Principal } from '@/lib/authorization/question';
import { parseInput } from '@/lib/command';
import { AppError } from '@/lib/errors';
import { openCursor, sealCursor, type CursorOwner } from './observation-cursor';
import { encodePage, OBSERVATIONS_MEDIA_TYPE } from './observation-frames';
import { readThroughGate, type GateRefusal } from './observation-store';
import { ReleaseRequest } from './release-schema';

type Path = { studyId: string; patientId: string };

/**
 * GET …/observations for a browser session. The gate is the wall here: it judges the six layers and writes the event itself,
 * so there is no `guarded` around it, which would judge twice and record twice.
 */
export async function releaseObservations(
  request: Request,
  path: Path,
  principal: Principal | null,
): Promise<Response> {
  if (!principal) throw new AppError('UNAUTHENTICATED', 'Please sign in.');
  const asked = parseInput(ReleaseRequest, {
    ...Object.fromEntries(new URL(request.url).searchParams),
    ...path,
  });
  const { studyId, patientId, scope, from, to, limit } = asked;
  const owner: CursorOwner = { actorId: principal.userId, studyId, patientId, scope, from, to };
  const after = asked.cursor === undefined ? null : openCursor(asked.cursor, owner);
  if (asked.cursor !== undefined && after === null)
    throw wrong('cursor', 'This cursor is not of this question.');

  const answer = await readThroughGate(principal, { studyId, patientId, scope, from, to, after, limit });
  if (!answer) throw wrong('scope', 'This scope is not in the catalogue.');
  if (answer.refused) return refusal(answer.refused);
  const { count, last, blocks } = answer;
  const hasMore = count === limit;
  const nextCursor = hasMore && last ? sealCursor(last, owner) : null;
  return new Response(encodePage({ count, hasMore, nextCursor, blocks }), {
    headers: { 'content-type': OBSERVATIONS_MEDIA_TYPE, 'cache-control': 'private, no-store' },
  });
}

const wrong = (path: string, message: string) =>
  new AppError('INVALID_INPUT', 'Please check the marked fields.', { [path]: [message] });

/** As answerFor in lib/authorization/policy.ts, for the gate's own words. The test holds the two together. */
function answerOf({ layer, reason }: GateRefusal['refused']): AppError {
  switch (layer) {
    case 'authentication':
      if (reason === FACTOR_REQUIRED)
        return new AppError('FACTOR_REQUIRED', 'Set up a second factor in your account first.');
      return new AppError('UNAUTHENTICATED', 'Please sign in.');
    // Neither says whether the patient or the study exists.
    case 'user-type':
    case 'organization-membership':
      return new AppError('NOT_FOUND', 'Not found.');
    case 'study-enrollment':
      if (reason === 'patient is not enrolled') return new AppError('NOT_FOUND', 'Not found.');
      return new AppError(
        'CONFLICT',
        'This is not possible in the current state of the study or enrollment.',
      );
    case 'consent':
      return new AppError('FORBIDDEN', 'The patient does not share this now.');
    case 'role-permission':
      return new AppError('FORBIDDEN', 'You do not have access to this.');
  }
}

const SHOWN_LAYERS: readonly LayerName[] = ['study-enrollment', 'consent', 'role-permission'];

/** A problem document. The layer is in it only for those who may know that there is something to be refused. */
function refusal(refused: GateRefusal['refused']): Response {
  const error = answerOf(refused);
  const isShown = error.code !== 'NOT_FOUND' && SHOWN_LAYERS.includes(refused.layer);
  const body = {
    type: 'about:blank',
    title: error.message,
    status: error.status,
    code: error.code,
    ...(isShown && { layer: refused.layer }),
  };
  return Response.json(body, {
    status: error.status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'private, no-store' },
  });
}

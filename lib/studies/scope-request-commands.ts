import 'server-only';
import type { AuditEvent } from '@/lib/audit/events';
import { command } from '@/lib/command';
import { tellAsked } from '@/lib/consents/asked-letter';
import type { Tx } from '@/lib/db/transaction';
import { AppError } from '@/lib/errors';
import { askForScope, changeRequest, scopeByCode, takeBackScope } from './scope-request-store';
import { AddScopeRequest, ChangeScopeRequest, RemoveScopeRequest } from './study-schema';
import { lockStudy, studyTarget } from './study-store';

/** In an open study this is a new question to everyone enrolled; until they answer, nothing of it can be read. */
export const addScopeRequest = command({
  name: 'scope-request.add',
  input: AddScopeRequest,
  permission: 'study.manage',
  target: (tx, { studyId }) => studyTarget(tx, studyId),
  run: async ({ tx, input, target: { studyId } }) => {
    const { scope, ask } = await askedBy(tx, studyId, input);
    const id = await askForScope(tx, ask);
    if (!id)
      throw new AppError('CONFLICT', 'The study asks for this already.', {
        scopeCode: [`The study asks for ${scope.name.toLowerCase()} already.`],
      });
    await tellAsked(tx, studyId, { kind: 'new', scopeId: scope.id });
    return {
      value: { id },
      event: eventOf('scope-request.created', { studyId, scopeId: scope.id, id }),
    };
  },
});

/** Another reason, or required where it was optional: whoever answered the former wording is asked again. */
export const changeScopeRequest = command({
  name: 'scope-request.change',
  input: ChangeScopeRequest,
  permission: 'study.manage',
  target: (tx, { studyId }) => studyTarget(tx, studyId),
  run: async ({ tx, input, target: { studyId } }) => {
    const { state, scope, ask } = await askedBy(tx, studyId, input);
    const id = await changeRequest(tx, ask, state !== 'draft');
    if (!id)
      throw new AppError(
        'CONFLICT',
        'Nothing to change: the study asks for this in these words, or not any more.',
      );
    await tellAsked(tx, studyId, { kind: 'request', scopeId: scope.id });
    return {
      value: { id },
      event: eventOf('scope-request.changed', { studyId, scopeId: scope.id, id }),
    };
  },
});

/** Nothing of this kind can be read any more, at once; the decisions stay in the history. */
export const removeScopeRequest = command({
  name: 'scope-request.remove',
  input: RemoveScopeRequest,
  permission: 'study.manage',
  target: (tx, { studyId }) => studyTarget(tx, studyId),
  run: async ({ tx, input, target: { studyId } }) => {
    const { state } = await lockStudy(tx, studyId);
    if (state === 'archived') throw new AppError('CONFLICT', 'The study is archived.');
    const scope = await scopeByCode(tx, input.scopeCode);
    const id = await takeBackScope(tx, studyId, scope.id);
    if (!id) throw new AppError('CONFLICT', 'The study does not ask for this any more.');
    return {
      value: null,
      event: eventOf('scope-request.changed', { studyId, scopeId: scope.id, id }),
    };
  },
});

type Asking = { scopeCode: string; reason: string; isRequired: boolean };

/** Under the study's lock: what is asked for, and of a study that may still ask. */
async function askedBy(tx: Tx, studyId: string, { scopeCode, reason, isRequired: required }: Asking) {
  const { state } = await lockStudy(tx, studyId);
  if (state === 'closed' || state === 'archived')
    throw new AppError('CONFLICT', `The study is ${state} and asks for nothing new.`);
  const scope = await scopeByCode(tx, scopeCode);
  return { state, scope, ask: { studyId, scopeId: scope.id, reason, required } };
}

type Changed = { studyId: string; scopeId: number; id: string };

function eventOf(
  type: 'scope-request.created' | 'scope-request.changed',
  { studyId, scopeId, id }: Changed,
): AuditEvent {
  return { type, studyId, scopeIds: [scopeId], resource: { kind: 'scope-request', id } };
}

import 'server-only';
import { command } from '@/lib/command';
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
    const { state } = await lockStudy(tx, studyId);
    if (state === 'closed' || state === 'archived')
      throw new AppError('CONFLICT', `The study is ${state} and asks for nothing new.`);
    const scope = await scopeByCode(tx, input.scopeCode);
    const { reason, isRequired: required } = input;
    const id = await askForScope(tx, { studyId, scopeId: scope.id, reason, required });
    if (!id)
      throw new AppError('CONFLICT', 'The study asks for this already.', {
        scopeCode: [`The study asks for ${scope.name.toLowerCase()} already.`],
      });
    return {
      value: { id },
      event: {
        type: 'scope-request.created',
        studyId,
        scopeIds: [scope.id],
        resource: { kind: 'scope-request', id },
      },
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
    const { state } = await lockStudy(tx, studyId);
    if (state === 'closed' || state === 'archived')
      throw new AppError('CONFLICT', `The study is ${state} and asks for nothing new.`);
    const scope = await scopeByCode(tx, input.scopeCode);
    const { reason, isRequired: required } = input;
    const id = await changeRequest(tx, { studyId, scopeId: scope.id, reason, required }, state !== 'draft');
    if (!id)
      throw new AppError(
        'CONFLICT',
        'Nothing to change: the study asks for this in these words, or not any more.',
      );
    return {
      value: { id },
      event: {
        type: 'scope-request.changed',
        studyId,
        scopeIds: [scope.id],
        resource: { kind: 'scope-request', id },
      },
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
      event: {
        type: 'scope-request.changed',
        studyId,
        scopeIds: [scope.id],
        resource: { kind: 'scope-request', id },
      },
    };
  },
});

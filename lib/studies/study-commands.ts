import 'server-only';
import { command } from '@/lib/command';
import { tellAsked } from '@/lib/consents/asked-letter';
import { AppError } from '@/lib/errors';
import { organizationTarget, requireNotArchived } from '@/lib/organizations/organization-store';
import { insertInformation } from './information-store';
import { ChangeStudy, ChangeStudyState, CreateStudy, PublishInformation } from './study-schema';
import { missingForOpening, stepTo } from './study-state';
import { insertStudy, lockStudy, setStudyState, setUpOf, studyTarget, updateStudy } from './study-store';

/** Always sealed: a study whose content the server can read is not made by leaving something out. */
export const createStudy = command({
  name: 'study.create',
  input: CreateStudy,
  permission: 'study.manage',
  target: (tx, { organizationId }) => organizationTarget(tx, organizationId),
  run: async ({ tx, input, target: { organizationId }, principal }) => {
    await requireNotArchived(tx, organizationId);
    const { name, purpose, contact, ethicsNumber } = input;
    const createdBy = principal.userId;
    const id = await insertStudy(tx, { organizationId, createdBy, name, purpose, contact, ethicsNumber });
    return {
      value: { id },
      event: { type: 'study.created', studyId: id, resource: { kind: 'study', id } },
    };
  },
});

export const changeStudy = command({
  name: 'study.change',
  input: ChangeStudy,
  permission: 'study.manage',
  target: (tx, { studyId }) => studyTarget(tx, studyId),
  run: async ({ tx, input, target: { studyId } }) => {
    const { state } = await lockStudy(tx, studyId);
    if (state === 'closed' || state === 'archived')
      throw new AppError('CONFLICT', `The study is ${state} and cannot be changed any more.`);
    if (state !== 'draft' && input.purpose === '')
      throw new AppError('INVALID_INPUT', 'Please check the marked fields.', {
        purpose: ['An open study needs its purpose in plain words.'],
      });
    const { name, purpose, contact, ethicsNumber } = input;
    await updateStudy(tx, studyId, { name, purpose, contact, ethicsNumber });
    return {
      value: null,
      event: { type: 'study.changed', studyId, resource: { kind: 'study', id: studyId } },
    };
  },
});

/** A new version of what patients read. Those enrolled see what changed the next time they look. */
export const publishInformation = command({
  name: 'study.publish-information',
  input: PublishInformation,
  permission: 'study.manage',
  target: (tx, { studyId }) => studyTarget(tx, studyId),
  run: async ({ tx, input: { en, es }, target: { studyId } }) => {
    const { state } = await lockStudy(tx, studyId);
    if (state === 'closed' || state === 'archived')
      throw new AppError('CONFLICT', `The study is ${state}: its text stays as it was.`);
    const texts = [{ language: 'en', body: en }, ...(es === '' ? [] : [{ language: 'es', body: es }])];
    const version = await insertInformation(tx, studyId, texts);
    await tellAsked(tx, studyId, { kind: 'text' });
    return {
      value: { version },
      event: {
        type: 'information.published',
        studyId,
        n: version,
        resource: { kind: 'study', id: studyId },
      },
    };
  },
});

export const changeStudyState = command({
  name: 'study.change-state',
  input: ChangeStudyState,
  permission: 'study.manage',
  target: (tx, { studyId }) => studyTarget(tx, studyId),
  run: async ({ tx, input, target: { studyId, organizationId } }) => {
    if (input.state === 'active') await requireNotArchived(tx, organizationId);
    const { state: from, name } = await lockStudy(tx, studyId);
    const step = stepTo(from, input.state);
    if (!step)
      throw new AppError('CONFLICT', `The study is ${from}; from there it cannot become ${input.state}.`);
    if (step.isFinal && input.confirmName.trim() !== name)
      throw new AppError('INVALID_INPUT', 'Please check the marked fields.', {
        confirmName: ['Write the name of the study exactly as it is shown.'],
      });
    if (from === 'draft' && input.state === 'active') {
      const missing = missingForOpening(await setUpOf(tx, studyId));
      if (missing.length > 0)
        throw new AppError('CONFLICT', `Before the study can open: ${missing.join(' ')}`, { state: missing });
    }
    await setStudyState(tx, studyId, input.state);
    return {
      value: { state: input.state },
      event: { type: 'study.state-changed', studyId, resource: { kind: 'study', id: studyId } },
    };
  },
});

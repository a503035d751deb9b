import 'server-only';
import { command } from '@/lib/command';
import { AppError } from '@/lib/errors';
import { requireNotArchived } from '@/lib/organizations/organization-store';
import { copyDataSources, replaceDataSources } from './data-source-store';
import { copyInformation } from './information-store';
import { copyRequests } from './scope-request-store';
import { CloneStudy, SetDataSources, SetRetention } from './study-schema';
import { insertStudy, lockStudy, setRetention as storeRetention, studyOf, studyTarget } from './study-store';

/** Until when the data is kept. A closed study is read until then, so its day can still be set. */
export const setRetention = command({
  name: 'study.set-retention',
  input: SetRetention,
  permission: 'study.manage',
  target: (tx, { studyId }) => studyTarget(tx, studyId),
  run: async ({ tx, input: { retentionUntil }, target: { studyId } }) => {
    const { state } = await lockStudy(tx, studyId);
    if (state === 'archived')
      throw new AppError('CONFLICT', 'The study is archived: how long its data is kept stays as it was.');
    await storeRetention(tx, studyId, retentionUntil);
    return {
      value: null,
      event: { type: 'study.changed', studyId, resource: { kind: 'study', id: studyId } },
    };
  },
});

/** What patients of this study may send from. The whole list, so that two managers never end up with half of each. */
export const setDataSources = command({
  name: 'study.set-data-sources',
  input: SetDataSources,
  permission: 'study.manage',
  target: (tx, { studyId }) => studyTarget(tx, studyId),
  run: async ({ tx, input: { dataSourceIds }, target: { studyId } }) => {
    const { state } = await lockStudy(tx, studyId);
    if (state === 'closed' || state === 'archived')
      throw new AppError('CONFLICT', `The study is ${state} and cannot be changed any more.`);
    if (!(await replaceDataSources(tx, studyId, [...new Set(dataSourceIds)])))
      throw new AppError('INVALID_INPUT', 'Please check the marked fields.', {
        dataSourceIds: ['One of these is not in the catalogue, or was retired.'],
      });
    return {
      value: null,
      event: { type: 'study.changed', studyId, resource: { kind: 'study', id: studyId } },
    };
  },
});

/** A draft with everything that was written and asked, and nobody in it. Its key is made by whoever cloned it. */
export const cloneStudy = command({
  name: 'study.clone',
  input: CloneStudy,
  permission: 'study.manage',
  target: (tx, { studyId }) => studyTarget(tx, studyId),
  run: async ({ tx, input: { name }, target: { studyId, organizationId }, principal }) => {
    await requireNotArchived(tx, organizationId);
    const { purpose, contact } = await studyOf(tx, studyId);
    // Not the ethics number: a board approves one study.
    const written = { name, purpose, contact, ethicsNumber: '' };
    const id = await insertStudy(tx, { organizationId, createdBy: principal.userId, ...written });
    await copyRequests(tx, studyId, id);
    await copyInformation(tx, studyId, id);
    await copyDataSources(tx, studyId, id);
    return { value: { id }, event: { type: 'study.created', studyId: id, resource: { kind: 'study', id } } };
  },
});

import 'server-only';
import { z } from 'zod';
import type { AuditEvent } from '@/lib/audit/events';
import type { TargetOf } from '@/lib/authorization/target-store';
import { LateRefusal } from '@/lib/authorization/late-refusal';
import { command } from '@/lib/command';
import { AppError } from '@/lib/errors';
import { dataGroupTarget } from './data-group-store';
import { PreparedUpload } from './prepared-upload';
import { resolveNames, storeUpload, type UploadOutcome, type UploadResult } from './upload-store';

export type UploadAnswer = { batchId: string; accepted: number; duplicates: number; repeated: boolean };

/** Stores a batch of sealed observations; what is consented to is asked when they are read, not here. */
export const uploadObservations = command({
  name: 'observation.upload',
  input: z.instanceof(PreparedUpload),
  permission: 'observation.upload',
  target: (tx, { dataGroupId }) => dataGroupTarget(tx, dataGroupId),
  run: async ({ tx, input, target, principal }) => {
    const names = await resolveNames(tx, input);
    const result = await storeUpload(tx, principal.userId, input, names);
    const answer = answerOf(result);
    return { value: answer, event: eventOf(target, answer, [...new Set(names.scopeIds.values())]) };
  },
});

function answerOf({ outcome, accepted, duplicates, batchId }: UploadResult): UploadAnswer {
  const refusal = REFUSALS[outcome];
  if (refusal) throw refusal();
  if (!batchId) throw new Error('an upload without a batch');
  return { batchId, accepted, duplicates, repeated: outcome === 'repeated' };
}

const REFUSALS: Record<UploadOutcome, (() => AppError) | null> = {
  stored: null,
  repeated: null,
  'batch-differs': () => new AppError('CONFLICT', 'This clientBatchId was used before with other content.'),
  'device-revoked': () => new LateRefusal('authentication', 'UNAUTHENTICATED', 'A valid bearer is needed.'),
  'enrollment-not-active': () =>
    new LateRefusal('study-enrollment', 'CONFLICT', 'The enrollment is not active.'),
  // Also when the policy saw an active study: its organization may be archived.
  'study-not-active': () => new LateRefusal('study-enrollment', 'CONFLICT', 'The study is not active.'),
  'scope-not-asked': () =>
    new AppError('INVALID_INPUT', 'Please check the marked fields.', {
      'observations.scope': ['The study does not ask for one of these scopes.'],
    }),
  'unknown-key': () =>
    new AppError('INVALID_INPUT', 'Please check the marked fields.', {
      'deks.tinkKeyId': ['One of these keys is not the data group’s; fetch its public keyset again.'],
    }),
};

function eventOf(target: TargetOf<'data-group'>, answer: UploadAnswer, scopeIds: number[]): AuditEvent {
  const { patientId, studyId } = target;
  const resource = { kind: 'batch', id: answer.batchId } as const;
  return { type: 'observations.uploaded', patientId, studyId, scopeIds, n: answer.accepted, resource };
}

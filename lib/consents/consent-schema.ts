import { z } from 'zod';

const ScopeCode = z.string().min(3).max(120);
const Enrollment = { enrollmentId: z.uuid() };

/** A patient's answers to what a study asks: nothing is preselected, each scope is answered on its own. */
export const AnswerRequest = z.strictObject({
  ...Enrollment,
  informationVersion: z.int().min(0),
  answers: z
    .array(z.strictObject({ scope: ScopeCode, answer: z.enum(['share', 'decline']) }))
    .min(1, 'Answer at least one.')
    .max(64)
    .refine(
      (answers) => new Set(answers.map(({ scope }) => scope)).size === answers.length,
      'Answer each one once.',
    ),
  endsAt: z.iso.datetime({ offset: true }).nullish(),
});
export type AnswerRequest = z.input<typeof AnswerRequest>;

/** Stop, start again, pause or take up again one kind of data. */
export const ChangeSharing = z.strictObject({ ...Enrollment, scope: ScopeCode });
export type ChangeSharing = z.input<typeof ChangeSharing>;

/** A decision a member of the study records for a patient, with its evidence. */
export const RecordOnBehalf = z.strictObject({
  ...Enrollment,
  scope: ScopeCode,
  answer: z.enum(['share', 'decline']),
  method: z.enum(['paper', 'in-person', 'telephone', 'video']),
  spokenAt: z.iso.datetime({ offset: true }),
  documentReference: z.string().trim().max(200).default(''),
  witness: z.string().trim().max(200).default(''),
  informationVersion: z.int().min(0),
  endsAt: z.iso.datetime({ offset: true }).nullish(),
});
export type RecordOnBehalf = z.input<typeof RecordOnBehalf>;

/** The patient's word on a decision that was recorded for them. */
export const ConfirmDecision = z.strictObject({
  decisionId: z.uuid(),
  answer: z.enum(['confirmed', 'disputed']),
});
export type ConfirmDecision = z.input<typeof ConfirmDecision>;

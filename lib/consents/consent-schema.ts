import { z } from 'zod';

const ScopeCode = z.string().min(3).max(120);
const Enrollment = { enrollmentId: z.uuid() };
const EndsAt = z.iso.datetime({ offset: true }).nullish();
/** What the person had before their eyes: the text, and the wording of the request. */
const InformationVersion = z.int().min(0);
/** The first, unless it says another. */
const RequestVersion = z.int().min(1).default(1);

/** A patient's answers to what a study asks: nothing is preselected, each scope is answered on its own. */
export const AnswerRequest = z.strictObject({
  ...Enrollment,
  informationVersion: InformationVersion,
  answers: z
    .array(
      z.strictObject({
        scope: ScopeCode,
        answer: z.enum(['share', 'decline']),
        requestVersion: RequestVersion,
      }),
    )
    .min(1, 'Answer at least one.')
    .max(64)
    .refine(
      (answers) => new Set(answers.map(({ scope }) => scope)).size === answers.length,
      'Answer each one once.',
    ),
  endsAt: EndsAt,
});
export type AnswerRequest = z.input<typeof AnswerRequest>;

/** Stop, pause or take up again one kind of data, or take back a stop. */
export const ChangeSharing = z.strictObject({ ...Enrollment, scope: ScopeCode });
export type ChangeSharing = z.input<typeof ChangeSharing>;

/** Start again, or set another end: a new yes, so it names what was read. */
export const StartSharing = z.strictObject({
  ...Enrollment,
  scope: ScopeCode,
  informationVersion: InformationVersion,
  requestVersion: RequestVersion,
  endsAt: EndsAt,
});
export type StartSharing = z.input<typeof StartSharing>;

/** Pause, take up again or leave a whole study. */
export const ChangeStudySharing = z.strictObject(Enrollment);
export type ChangeStudySharing = z.input<typeof ChangeStudySharing>;

/** Of one patient's decisions: in which study, and where the page before ended. What makes no sense falls back. */
export const DecisionFilter = z.object({
  study: z.uuid().nullable().catch(null),
  before: z
    .string()
    .regex(/^[1-9]\d{0,17}$/)
    .nullable()
    .catch(null),
});
export type DecisionFilter = z.output<typeof DecisionFilter>;

/** A decision a member of the study records for a patient, with its evidence. */
export const RecordOnBehalf = z.strictObject({
  ...Enrollment,
  scope: ScopeCode,
  answer: z.enum(['share', 'decline']),
  method: z.enum(['paper', 'in-person', 'telephone', 'video']),
  spokenAt: z.iso.datetime({ offset: true }),
  documentReference: z.string().trim().max(200).default(''),
  witness: z.string().trim().max(200).default(''),
  informationVersion: InformationVersion,
  requestVersion: RequestVersion,
  endsAt: EndsAt,
});
export type RecordOnBehalf = z.input<typeof RecordOnBehalf>;

/** The patient's word on a decision that was recorded for them. */
export const ConfirmDecision = z.strictObject({
  decisionId: z.uuid(),
  answer: z.enum(['confirmed', 'disputed']),
});
export type ConfirmDecision = z.input<typeof ConfirmDecision>;

import { z } from 'zod';
import { STUDY_STATES } from './study';

const details = {
  name: z
    .string()
    .trim()
    .min(1, 'Give the study a name.')
    .max(120, 'At most 120 characters.')
    .regex(/^\P{Cc}*$/u, 'Write it on one line.'),
  purpose: z.string().trim().max(2000, 'At most 2,000 characters.').default(''),
  contact: z.string().trim().max(500, 'At most 500 characters.').default(''),
  ethicsNumber: z.string().trim().max(120, 'At most 120 characters.').default(''),
};

export const CreateStudy = z.object({ ...details, organizationId: z.uuid() });
export type CreateStudy = z.input<typeof CreateStudy>;

export const ChangeStudy = z.object({ ...details, studyId: z.uuid() });
export type ChangeStudy = z.input<typeof ChangeStudy>;

export const AddScopeRequest = z.object({
  studyId: z.uuid(),
  scopeCode: z.string().min(1, 'Choose a kind of data.').max(120),
  reason: z
    .string()
    .trim()
    .min(1, 'Say why the study needs it. Patients read this.')
    .max(500, 'At most 500 characters.'),
  isRequired: z.boolean().default(false),
});
export type AddScopeRequest = z.input<typeof AddScopeRequest>;

export const ChangeScopeRequest = z.object({
  studyId: z.uuid(),
  scopeCode: z.string().min(1).max(120),
  reason: AddScopeRequest.shape.reason,
  isRequired: z.boolean(),
});
export type ChangeScopeRequest = z.input<typeof ChangeScopeRequest>;

export const RemoveScopeRequest = z.object({ studyId: z.uuid(), scopeCode: z.string().min(1).max(120) });
export type RemoveScopeRequest = z.input<typeof RemoveScopeRequest>;

const body = z.string().trim().max(20_000, 'At most 20,000 characters.');
export const PublishInformation = z.object({
  studyId: z.uuid(),
  en: body.min(1, 'Write what patients should know.'),
  es: body.default(''),
});
export type PublishInformation = z.input<typeof PublishInformation>;

export const ChangeStudyState = z.object({
  studyId: z.uuid(),
  state: z.enum(STUDY_STATES),
  /** The study's name, written by hand before a step that cannot be taken back. */
  confirmName: z.string().max(200).default(''),
});
export type ChangeStudyState = z.input<typeof ChangeStudyState>;

export const SetRetention = z.object({
  studyId: z.uuid(),
  /** Null: no end is set. */
  retentionUntil: z.iso
    .date('Write the date as year-month-day.')
    .refine((day) => new Date(day).getTime() > Date.now(), 'Choose a day that is still to come.')
    .refine((day) => new Date(day).getUTCFullYear() < new Date().getUTCFullYear() + 101, 'Check the year.')
    .nullable(),
});
export type SetRetention = z.input<typeof SetRetention>;

export const SetDataSources = z.object({
  studyId: z.uuid(),
  dataSourceIds: z.array(z.uuid()).max(200),
});
export type SetDataSources = z.input<typeof SetDataSources>;

export const CloneStudy = z.object({ studyId: z.uuid(), name: details.name });
export type CloneStudy = z.input<typeof CloneStudy>;

/** The list's address: an unknown state is no filter and not an error. */
export const StudyFilter = z.object({ state: z.enum(STUDY_STATES).nullable().catch(null) });
export type StudyFilter = z.output<typeof StudyFilter>;

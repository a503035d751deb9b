import { z } from 'zod';
import { EmailAddress } from '@/lib/accounts/account-schema';
import { PATIENT_SORTS } from './patient';

const TOO_OLD_YEARS = 130;

const birthDate = z.iso
  .date({ error: 'Write the date as year-month-day.', abort: true })
  .refine((day) => new Date(day).getTime() <= Date.now(), 'This day has not come yet.')
  .refine(
    (day) => new Date(day).getUTCFullYear() >= new Date().getUTCFullYear() - TOO_OLD_YEARS,
    'Check the year.',
  );

const line = z
  .string()
  .trim()
  .min(1, 'Write it, or take the row away.')
  .max(200, 'At most 200 characters.')
  .regex(/^\P{Cc}*$/u, 'Write it on one line.');

const details = {
  name: z
    .string()
    .trim()
    .min(1, 'Write the patient’s name.')
    .max(200, 'At most 200 characters.')
    .regex(/^\P{Cc}*$/u, 'Write it on one line.'),
  birthDate: birthDate.nullable().default(null),
  email: EmailAddress.nullable().default(null),
  identifiers: z
    .array(z.object({ system: line, value: line }))
    .max(10, 'At most 10 identifiers.')
    .default([]),
};

export const CreatePatient = z.object({
  organizationId: z.uuid(),
  ...details,
  /** Set after the possible duplicates were shown. */
  isKnownToBeNew: z.boolean().default(false),
});
export type CreatePatient = z.input<typeof CreatePatient>;

const seen = z.string().max(400);

/** With what the editor saw: what somebody else changed since can then be named. */
export const ChangePatient = z.object({
  organizationId: z.uuid(),
  patientId: z.uuid(),
  ...details,
  from: z.object({
    name: seen,
    birthDate: seen.nullable(),
    email: seen.nullable(),
    identifiers: z.array(z.object({ system: seen, value: seen })).max(100),
  }),
});
export type ChangePatient = z.input<typeof ChangePatient>;

export const EnrollPatient = z.object({ studyId: z.uuid(), patientId: z.uuid() });
export type EnrollPatient = z.input<typeof EnrollPatient>;

export const ENROLL_MANY = 200;
export const EnrollPatients = z.object({
  studyId: z.uuid(),
  patientIds: z
    .array(z.uuid())
    .min(1, 'Choose at least one patient.')
    .max(ENROLL_MANY, `At most ${ENROLL_MANY} at once.`),
});
export type EnrollPatients = z.input<typeof EnrollPatients>;

export const WithdrawEnrollment = z.object({ enrollmentId: z.uuid() });
export type WithdrawEnrollment = z.input<typeof WithdrawEnrollment>;

/** The list's address. What makes no sense in it falls back and is no error. */
export const PatientFilter = z.object({
  q: z.string().trim().max(200).catch(''),
  /** In this study, or in none. */
  study: z
    .union([z.uuid(), z.literal('none')])
    .nullable()
    .catch(null),
  sort: z.enum(PATIENT_SORTS).catch('name'),
  direction: z.enum(['asc', 'desc']).catch('asc'),
  after: z.string().max(600).nullable().catch(null),
});
export type PatientFilter = z.output<typeof PatientFilter>;

/** Of one patient's activity: who, and where the page before ended. */
export const ActivityFilter = z.object({
  person: z.uuid().nullable().catch(null),
  before: z.string().max(600).nullable().catch(null),
});
export type ActivityFilter = z.output<typeof ActivityFilter>;

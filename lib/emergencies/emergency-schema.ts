import { z } from 'zod';
import { LONGEST_MINUTES, LONGEST_REASON, SHORTEST_REASON } from './emergency';

const lengthOf = (text: string) => Array.from(text).length; // characters, as the database counts them

export const RequestEmergency = z.object({
  studyId: z.uuid(),
  reason: z
    .string()
    .trim()
    .refine((text) => lengthOf(text) >= SHORTEST_REASON, `Write ${SHORTEST_REASON} characters or more.`)
    .refine((text) => lengthOf(text) <= LONGEST_REASON, `At most ${LONGEST_REASON} characters.`),
  minutes: z
    .int('Write a whole number of minutes.')
    .min(1, 'One minute at least.')
    .max(LONGEST_MINUTES, 'One hour at most.'),
});
export type RequestEmergency = z.input<typeof RequestEmergency>;

export const ChangeEmergency = z.object({ emergencyId: z.uuid() });
export type ChangeEmergency = z.input<typeof ChangeEmergency>;

/** The address of the form. What makes no sense in it falls back and is no error. */
export const EmergencyStudyFilter = z.object({
  q: z.string().trim().max(200).catch(''),
  study: z.uuid().nullable().catch(null),
});
export type EmergencyStudyFilter = z.output<typeof EmergencyStudyFilter>;

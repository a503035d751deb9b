import { z } from 'zod';
import { ROLES } from '@/lib/authorization/permissions';
import { PERSON_SORTS, PERSON_STATUSES } from './person';

/** The list's address. What makes no sense in it falls back and is no error. */
export const PersonFilter = z.object({
  q: z.string().trim().max(200).catch(''),
  role: z.enum(ROLES).nullable().catch(null),
  status: z.enum(PERSON_STATUSES).nullable().catch(null),
  factor: z.enum(['on', 'off']).nullable().catch(null),
  sort: z.enum(PERSON_SORTS).catch('name'),
  direction: z.enum(['asc', 'desc']).catch('asc'),
  after: z.string().max(600).nullable().catch(null),
});
export type PersonFilter = z.output<typeof PersonFilter>;

/** The address of "Why can this person see this?". */
export const WhyFilter = z.object({
  study: z.uuid().nullable().catch(null),
  patient: z.uuid().nullable().catch(null),
  scope: z.coerce.number().int().min(1).max(32_767).nullable().catch(null),
});
export type WhyFilter = z.output<typeof WhyFilter>;

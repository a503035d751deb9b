import { z } from 'zod';
import { ROLES } from '@/lib/authorization/permissions';

const TEN_YEARS_MS = 10 * 366 * 86_400_000;
const MANY = 200;

export const AppointManager = z.object({ organizationId: z.uuid(), userId: z.uuid() });
export type AppointManager = z.input<typeof AppointManager>;

export const AddMembership = z.object({
  organizationId: z.uuid(),
  userId: z.uuid(),
  role: z.enum(ROLES),
  endsAt: z.iso.datetime().nullable().default(null),
});
export type AddMembership = z.input<typeof AddMembership>;

/** With the role it was when it was chosen, somebody else’s change in between is a conflict and not overwritten. */
export const ChangeRole = z.object({
  membershipId: z.uuid(),
  role: z.enum(ROLES),
  expectedRole: z.enum(ROLES).nullable().default(null),
});
export type ChangeRole = z.input<typeof ChangeRole>;

/** The last day, which still counts; null for no end. */
export const SetMembershipEnd = z.object({
  membershipId: z.uuid(),
  lastDay: z.iso
    .date('Choose a day.')
    .refine((day) => endOf(day).getTime() > Date.now(), 'This day is over.')
    .refine((day) => endOf(day).getTime() < Date.now() + TEN_YEARS_MS, 'At most ten years from now.')
    .nullable(),
});
export type SetMembershipEnd = z.input<typeof SetMembershipEnd>;

/** The first moment after a day, in UTC as all our days are. */
export function endOf(day: string): Date {
  return new Date(Date.parse(day) + 86_400_000);
}

export const RemoveMembership = z.object({ membershipId: z.uuid() });
export type RemoveMembership = z.input<typeof RemoveMembership>;

const several = z
  .array(z.uuid())
  .min(1, 'Choose at least one person.')
  .max(MANY, `At most ${MANY} at once.`)
  .transform((ids) => [...new Set(ids)].sort());

/** The organization is named beside them, and every one of them has to be of it. */
export const ChangeRoles = z.object({
  organizationId: z.uuid(),
  membershipIds: several,
  role: z.enum(ROLES),
});
export type ChangeRoles = z.input<typeof ChangeRoles>;

export const RemoveMemberships = z.object({ organizationId: z.uuid(), membershipIds: several });
export type RemoveMemberships = z.input<typeof RemoveMemberships>;

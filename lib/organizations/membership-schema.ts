import { z } from 'zod';
import { ROLES } from '@/lib/authorization/permissions';

export const AppointManager = z.object({ organizationId: z.uuid(), userId: z.uuid() });
export type AppointManager = z.input<typeof AppointManager>;

export const AddMembership = z.object({
  organizationId: z.uuid(),
  userId: z.uuid(),
  role: z.enum(ROLES),
  endsAt: z.iso.datetime().nullable().default(null),
});
export type AddMembership = z.input<typeof AddMembership>;

export const ChangeRole = z.object({ membershipId: z.uuid(), role: z.enum(ROLES) });
export type ChangeRole = z.input<typeof ChangeRole>;

export const RemoveMembership = z.object({ membershipId: z.uuid() });
export type RemoveMembership = z.input<typeof RemoveMembership>;

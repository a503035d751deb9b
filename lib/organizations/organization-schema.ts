import { z } from 'zod';

const details = {
  name: z.string().trim().min(1, 'Give the organization a name.').max(120, 'At most 120 characters.'),
  type: z.string().trim().min(1, 'Say what kind of organization it is.').max(60, 'At most 60 characters.'),
  contact: z.string().trim().max(500, 'At most 500 characters.').default(''),
  description: z.string().trim().max(2000, 'At most 2000 characters.').default(''),
};

export const CreateTopOrganization = z.object(details);
export type CreateTopOrganization = z.input<typeof CreateTopOrganization>;

export const CreateOrganization = z.object({ ...details, parentId: z.uuid() });
export type CreateOrganization = z.input<typeof CreateOrganization>;

const version = z.int().min(1);

/** With what the editor saw: what somebody else changed since can then be named. */
export const ChangeOrganization = z.object({
  ...details,
  organizationId: z.uuid(),
  version,
  from: z.object({ name: z.string(), type: z.string(), contact: z.string(), description: z.string() }),
});
export type ChangeOrganization = z.input<typeof ChangeOrganization>;

export const MoveOrganization = z.object({ organizationId: z.uuid(), parentId: z.uuid(), version });
export type MoveOrganization = z.input<typeof MoveOrganization>;

export const ArchiveOrganization = z.object({ organizationId: z.uuid(), version });
export type ArchiveOrganization = z.input<typeof ArchiveOrganization>;

/** The address of the page of a move: what was typed, or the place that was chosen. */
export const MoveSearch = z.object({
  q: z.string().trim().max(200).catch(''),
  to: z.uuid().nullable().catch(null),
});
export type MoveSearch = z.output<typeof MoveSearch>;

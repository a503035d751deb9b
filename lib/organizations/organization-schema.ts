import { z } from 'zod';

const details = {
  name: z.string().trim().min(1, 'Give the organization a name.').max(120),
  type: z.string().trim().min(1, 'Say what kind of organization it is.').max(60),
  contact: z.string().trim().max(500).default(''),
};

export const CreateTopOrganization = z.object(details);
export type CreateTopOrganization = z.input<typeof CreateTopOrganization>;

export const CreateOrganization = z.object({ ...details, parentId: z.uuid() });
export type CreateOrganization = z.input<typeof CreateOrganization>;

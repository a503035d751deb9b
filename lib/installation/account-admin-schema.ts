import { z } from 'zod';
import { EmailAddress } from '@/lib/accounts/account-schema';
import { LOCALES } from '@/lib/i18n/locale';

export const ACCOUNT_TYPES = ['practitioner', 'patient', 'super_admin'] as const;
export type AccountType = (typeof ACCOUNT_TYPES)[number];

export const ChangeAccount = z.object({ accountId: z.uuid() });
export type ChangeAccount = z.input<typeof ChangeAccount>;

export const AddSuperAdmin = z.object({
  name: z.string().trim().min(1, 'Write the person’s name.').max(200, 'At most 200 characters.'),
  email: EmailAddress,
});
export type AddSuperAdmin = z.input<typeof AddSuperAdmin>;

export const InviteFirstManager = z.object({
  organizationId: z.uuid(),
  email: EmailAddress,
  locale: z.enum(LOCALES).default('en'),
});
export type InviteFirstManager = z.input<typeof InviteFirstManager>;

/** The list's address. What makes no sense in it falls back and is no error. */
export const OrganizationFilter = z.object({
  q: z.string().trim().max(200).catch(''),
  after: z.string().max(600).nullable().catch(null),
});
export type OrganizationFilter = z.output<typeof OrganizationFilter>;

/** The list's address. What makes no sense in it falls back and is no error. */
export const AccountFilter = z.object({
  q: z.string().trim().max(200).catch(''),
  type: z.enum(ACCOUNT_TYPES).nullable().catch(null),
  state: z.enum(['active', 'suspended']).nullable().catch(null),
  after: z.string().max(600).nullable().catch(null),
});
export type AccountFilter = z.output<typeof AccountFilter>;

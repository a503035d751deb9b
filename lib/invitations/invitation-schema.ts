import { z } from 'zod';
import { EmailAddress, NewPassword } from '@/lib/accounts/account-schema';
import { ROLES } from '@/lib/authorization/permissions';
import { LOCALES } from '@/lib/i18n/locale';

const locale = z.enum(LOCALES).default('en');

export const SendInvitation = z.object({ enrollmentId: z.uuid(), email: EmailAddress, locale });
export type SendInvitation = z.input<typeof SendInvitation>;

export const RevokeInvitation = z.object({ invitationId: z.uuid() });
export type RevokeInvitation = z.input<typeof RevokeInvitation>;

export const InvitePractitioner = z.object({
  organizationId: z.uuid(),
  email: EmailAddress,
  role: z.enum(ROLES),
  locale,
});
export type InvitePractitioner = z.input<typeof InvitePractitioner>;

const code = z
  .string()
  .transform((typed) => typed.replaceAll(/[\s-]/g, ''))
  .pipe(z.string().regex(/^\d{6}$/, 'code'));

/** What an invitee sends. The messages are keys of invitation-messages, because invitees read their own language. */
export const CheckCode = z.object({ code });
export const AcceptWithCode = z.object({
  code,
  name: z.string().trim().min(1, 'name').max(200, 'name'),
  password: NewPassword,
});
export type AcceptWithCode = z.output<typeof AcceptWithCode>;

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

export const INVITE_MANY = 200;

/** A list that was pasted or read from a file. Errors are told by the place of their row. */
export const InvitePractitioners = z.object({
  organizationId: z.uuid(),
  people: z
    .array(z.object({ email: EmailAddress, role: z.enum(ROLES) }))
    .min(1, 'Write at least one address.')
    .max(INVITE_MANY, `At most ${INVITE_MANY} at once.`)
    .superRefine((people, context) => {
      const seen = new Set<string>();
      for (const [n, { email }] of people.entries()) {
        if (seen.has(email))
          context.addIssue({
            code: 'custom',
            path: [n, 'email'],
            message: 'This address is in the list twice.',
          });
        seen.add(email);
      }
    }),
  locale,
});
export type InvitePractitioners = z.input<typeof InvitePractitioners>;

export const INVITATION_STATES = ['open', 'expired', 'accepted', 'revoked'] as const;
/** The list's address. What makes no sense in it falls back and is no error. */
export const InvitationFilter = z.object({
  q: z.string().trim().max(200).catch(''),
  state: z.enum(INVITATION_STATES).nullable().catch(null),
  after: z.string().max(600).nullable().catch(null),
});
export type InvitationFilter = z.output<typeof InvitationFilter>;

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

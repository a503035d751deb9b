import { z } from 'zod';

export const PASSWORD_MIN = 12;
const PASSWORD_MAX = 256;

/** As the database keeps it: in lower case, no space around. */
export const EmailAddress = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, 'This address is too long.')
  .pipe(z.email('Enter an e-mail address such as name@example.org.'));

/** Length is what counts; rules about digits and signs make passwords worse (NIST SP 800-63B, 3.1.1.2). */
export const NewPassword = z
  .string()
  .refine(
    (password) => Array.from(password).length >= PASSWORD_MIN,
    `Use ${PASSWORD_MIN} characters or more.`,
  )
  .refine((password) => password.length <= PASSWORD_MAX, `Use ${PASSWORD_MAX} characters at most.`);

/** What is typed at sign-in is not judged, only bounded: a rule here would tell what passwords look like. */
export const Credentials = z.object({
  email: z.string().trim().toLowerCase().min(1).max(254),
  password: z
    .string()
    .min(1)
    .max(PASSWORD_MAX * 4),
});
export type Credentials = z.output<typeof Credentials>;

/** What its owner can do without. Letters about password, address and second factor, and to managers about emergencies, cannot be switched off. */
export const MAIL_KINDS = ['new-device', 'role-change', 'consent-change', 'consent-due'] as const;
export type MailKind = (typeof MAIL_KINDS)[number];
export type MailPreferences = Record<MailKind, boolean>;

/** What there is to choose: nobody asks a practitioner for consent, and nobody else holds a role. */
export function mailKindsOf(isPractitioner: boolean): MailKind[] {
  const foreign: MailKind = isPractitioner ? 'consent-due' : 'role-change';
  return MAIL_KINDS.filter((kind) => kind !== foreign);
}

export const ChangeMailPreference = z.strictObject({ kind: z.enum(MAIL_KINDS), wants: z.boolean() });

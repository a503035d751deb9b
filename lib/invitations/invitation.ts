import type { Role } from '@/lib/authorization/permissions';
import type { Locale } from '@/lib/i18n/locale';

/** How an invitation stands; 'study-closed' and 'revoked' also when what it promises cannot be given any more. */
export const STANDINGS = ['open', 'accepted', 'revoked', 'expired', 'study-closed'] as const;
export type Standing = (typeof STANDINGS)[number];

/** What the people who sent it see. The link itself is not among it: only its hash is kept. */
export type InvitationRow = {
  id: string;
  email: string;
  standing: Standing;
  sentAt: string;
  expiresAt: string;
  openedAt: string | null;
  acceptedAt: string | null;
  revokedAt: string | null;
};

export type PractitionerInvitationRow = InvitationRow & { role: Role; invitedBy: string };
export type PractitionerInvitationPage = {
  rows: PractitionerInvitationRow[];
  nextCursor: string | null;
  total: number;
};

/** What a printed invitation says, in the patient's language; the code and the address are drawn beside it. */
export type PatientCard = {
  locale: Locale;
  title: string;
  from: string;
  steps: string[];
  notes: string[];
  typed: string;
};

export type PreviewRequest = {
  code: string;
  nameEn: string;
  nameEs: string;
  reason: string;
  required: boolean;
};

type PreviewBase = {
  id: string;
  kind: 'practitioner' | 'patient';
  organizationId: string;
  organizationName: string;
  organizationContact: string;
  locale: Locale;
};

/** What the invitee may see: everything that is asked while it stands open, and only whom to ask when it does not. */
export type ClosedPreview = PreviewBase & { standing: Exclude<Standing, 'open'> };
export type OpenPreview = PreviewBase & {
  standing: 'open';
  email: string;
  role: Role | null;
  expiresAt: string;
  inviterName: string;
  patientId: string | null;
  patientName: string | null;
  study: { id: string; name: string; purpose: string; contact: string; ethicsNumber: string } | null;
  requests: PreviewRequest[];
};
export type Preview = OpenPreview | ClosedPreview;

/** "p•••@example.org": enough to recognise one's own address, too little to learn somebody else's. */
export function maskedEmail(email: string): string {
  const at = email.lastIndexOf('@');
  return at < 1 ? '•••' : `${email.slice(0, 1)}•••${email.slice(at)}`;
}

import 'server-only';
import { Prisma } from '@/lib/db/generated/client';
import type { InvitationRow, Standing } from './invitation';

/** For queries that show an invitation `i` beside what it invites to; all null where there is none. */
export const invitationColumns = Prisma.sql`i.id AS "invitationId", i.email AS "invitationEmail",
  CASE WHEN i.id IS NOT NULL THEN (SELECT invitation_standing(n) FROM invitation n WHERE n.id = i.id) END AS standing,
  i.sent_at AS "sentAt", i.expires_at AS "expiresAt", i.opened_at AS "openedAt", i.accepted_at AS "acceptedAt",
  i.revoked_at AS "revokedAt"`;

export type InvitationColumns = {
  invitationId: string | null;
  invitationEmail: string | null;
  standing: Standing | null;
  sentAt: Date | null;
  expiresAt: Date | null;
  openedAt: Date | null;
  acceptedAt: Date | null;
  revokedAt: Date | null;
};

export function toInvitation(row: InvitationColumns): InvitationRow | null {
  const { invitationId, invitationEmail, standing, sentAt, expiresAt } = row;
  if (!invitationId || !invitationEmail || !standing || !sentAt || !expiresAt) return null;
  return {
    id: invitationId,
    email: invitationEmail,
    standing,
    sentAt: sentAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    openedAt: row.openedAt?.toISOString() ?? null,
    acceptedAt: row.acceptedAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
  };
}

import 'server-only';
import type { Role } from '@/lib/authorization/permissions';
import { Prisma } from '@/lib/db/generated/client';
import { containing } from '@/lib/db/like';
import type { Tx } from '@/lib/db/transaction';
import { AppError } from '@/lib/errors';
import { readCursor, writeCursor } from '@/lib/list-cursor';
import type { Locale } from '@/lib/i18n/locale';
import type { PractitionerInvitationPage, PractitionerInvitationRow } from './invitation';
import { invitationColumns, toInvitation, type InvitationColumns } from './invitation-columns-store';
import type { InvitationFilter } from './invitation-schema';

const PAGE = 50;

/** Of these addresses, those of people who have a role given in this organization. Others have accounts too: not told. */
export async function addressesWithRole(
  tx: Tx,
  organizationId: string,
  emails: string[],
): Promise<ReadonlySet<string>> {
  const rows = await tx.$queryRaw<{ email: string }[]>`
    SELECT u.email FROM user_account u JOIN membership m ON m.user_id = u.id
     WHERE u.email = ANY (${emails}::text[]) AND m.organization_id = ${organizationId}::uuid`;
  return new Set(rows.map(({ email }) => email));
}

export async function practitionerInvitation(
  tx: Tx,
  invitationId: string,
): Promise<{ email: string; role: Role; locale: Locale }> {
  const [row] = await tx.$queryRaw<{ email: string; role: Role; locale: Locale }[]>`
    SELECT email, role::text, locale FROM invitation WHERE id = ${invitationId}::uuid AND kind = 'practitioner'`;
  if (!row) throw new AppError('NOT_FOUND', 'Not found.');
  return row;
}

type Secret = { tokenHash: Uint8Array<ArrayBuffer>; createdBy: string };

/** False when it was accepted or taken back before. */
export async function renewInvitation(
  tx: Tx,
  invitationId: string,
  { tokenHash, createdBy }: Secret,
): Promise<boolean> {
  const renewed = await tx.$executeRaw`
    UPDATE invitation SET token_hash = ${tokenHash}, created_by = ${createdBy}::uuid, sent_at = wellkept_now(),
           expires_at = wellkept_now() + interval '7 days', opened_at = NULL, code_hash = NULL, code_expires_at = NULL,
           code_attempts = 0, codes_sent = 0
     WHERE id = ${invitationId}::uuid AND kind = 'practitioner' AND accepted_at IS NULL AND revoked_at IS NULL`;
  return renewed === 1;
}

type Row = InvitationColumns & { role: Role; invitedBy: string; key: string };

/** The newest first, continued behind the cursor's row. */
export async function practitionerInvitationsOf(
  tx: Tx,
  organizationId: string,
  filter: InvitationFilter,
): Promise<PractitionerInvitationPage> {
  const cursor = readCursor(filter.after);
  const behind = cursor
    ? Prisma.sql`(i.sent_at, i.id) < (${cursor.value}::timestamptz, ${cursor.id}::uuid)`
    : Prisma.sql`true`;
  const matches = Prisma.sql`i.organization_id = ${organizationId}::uuid AND i.kind = 'practitioner'
    AND ${inState(filter.state)} AND i.email ILIKE ${containing(filter.q)}`;
  const rows = await tx.$queryRaw<Row[]>`
    SELECT ${invitationColumns}, i.role::text, u.name AS "invitedBy", i.sent_at::text AS key
      FROM invitation i JOIN user_account u ON u.id = i.created_by
     WHERE ${matches} AND ${behind} ORDER BY i.sent_at DESC, i.id DESC LIMIT ${PAGE + 1}`;
  const [counted] = await tx.$queryRaw<{ total: number }[]>`
    SELECT count(*)::int AS total FROM invitation i WHERE ${matches}`;
  const shown = rows.slice(0, PAGE).flatMap(toRow);
  const last = rows.length > PAGE ? rows[PAGE - 1] : undefined;
  return {
    rows: shown,
    nextCursor: last?.invitationId ? writeCursor({ value: last.key, id: last.invitationId }) : null,
    total: counted?.total ?? 0,
  };
}

/** How many wait for an answer: the number beside the tab. */
export async function waitingInvitations(tx: Tx, organizationId: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM invitation i
     WHERE i.organization_id = ${organizationId}::uuid AND i.kind = 'practitioner' AND ${inState('open')}`;
  return row?.n ?? 0;
}

/** The clock is asked once and not for each of thousands of rows. */
function inState(state: InvitationFilter['state']): Prisma.Sql {
  const isAnswered = Prisma.sql`i.accepted_at IS NOT NULL OR i.revoked_at IS NOT NULL`;
  switch (state) {
    case null:
      return Prisma.sql`true`;
    case 'accepted':
      return Prisma.sql`i.accepted_at IS NOT NULL`;
    case 'revoked':
      return Prisma.sql`i.revoked_at IS NOT NULL AND i.accepted_at IS NULL`;
    case 'expired':
      return Prisma.sql`NOT (${isAnswered}) AND i.expires_at <= (SELECT wellkept_now())`;
    case 'open':
      return Prisma.sql`NOT (${isAnswered}) AND i.expires_at > (SELECT wellkept_now())`;
  }
}

function toRow(row: Row): PractitionerInvitationRow[] {
  const invitation = toInvitation(row);
  return invitation ? [{ ...invitation, role: row.role, invitedBy: row.invitedBy }] : [];
}

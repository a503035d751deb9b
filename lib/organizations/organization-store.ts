import 'server-only';
import { randomUUID } from 'node:crypto';
import { findTarget, type TargetOf } from '@/lib/authorization/target-store';
import { containing } from '@/lib/db/like';
import { isUniqueViolation } from '@/lib/db/violation';
import type { Tx } from '@/lib/db/transaction';
import { AppError } from '@/lib/errors';
import type { OrganizationRow, OwnOrganizations } from './organization';

export async function organizationTarget(
  tx: Tx,
  organizationId: string,
): Promise<TargetOf<'organization'> | null> {
  const found = await findTarget(tx, 'organization', organizationId);
  return found && { kind: 'organization', organizationId: found.organizationId };
}

type NewOrganization = {
  parentId: string | null;
  name: string;
  type: string;
  contact: string;
  description: string;
};

/** The id is made here: row security shows a new organization only after its place in the tree is written. */
export async function insertOrganization(tx: Tx, data: NewOrganization): Promise<string> {
  const id = randomUUID();
  try {
    await tx.organization.createMany({ data: [{ id, ...data }] });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new AppError('CONFLICT', 'There is an organization of this name here already.', {
      name: ['This name is taken.'],
    });
  }
  return id;
}

/** Itself or anything above it, whether or not the caller may see what is above. */
export async function isArchived(tx: Tx, organizationId: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<
    { archived: boolean }[]
  >`SELECT is_archived(${organizationId}::uuid) AS archived`;
  return row?.archived ?? false;
}

export async function requireNotArchived(tx: Tx, organizationId: string): Promise<void> {
  if (await isArchived(tx, organizationId))
    throw new AppError('CONFLICT', 'An archived organization takes nothing new. A manager can restore it.');
}

/** Every organization a person has a role in, with the strongest role and the nearest place it comes from. */
export async function organizationsOf(tx: Tx, userId: string): Promise<OrganizationRow[]> {
  const rows = await tx.$queryRaw<RoleColumns[]>`
    SELECT o.id, o.parent_id AS "parentId", o.name, o.type, o.archived_at IS NOT NULL AS "isArchived",
           best.role::text, best.id AS from_id, best.name AS from_name
      FROM organization o
      CROSS JOIN LATERAL (
        SELECT m.role, up.id, up.name
          FROM organization_closure c
          JOIN membership m ON m.organization_id = c.ancestor_id
          JOIN organization up ON up.id = c.ancestor_id
         WHERE c.descendant_id = o.id AND m.user_id = ${userId}::uuid
           AND (m.ends_at IS NULL OR m.ends_at > clock_timestamp())
         ORDER BY m.role DESC, c.depth LIMIT 1) best
     ORDER BY lower(o.name), o.id`;
  return rows.map(toOrganization);
}

/** One of the caller's own; null where they have no role. */
export async function ownOrganization(tx: Tx, organizationId: string): Promise<OrganizationRow | null> {
  const [row] = await tx.$queryRaw<RoleColumns[]>`
    SELECT id, parent_id AS "parentId", name, type, is_archived AS "isArchived", role::text, from_id, from_name
      FROM own_organization(${organizationId}::uuid)`;
  return row ? toOrganization(row) : null;
}

/** Of the caller's own those with this in their name and what stands above them, and whether there are more. */
export async function ownOrganizationsNamed(
  tx: Tx,
  { q, limit }: { q: string; limit: number },
): Promise<OwnOrganizations> {
  const rows = await tx.$queryRaw<(RoleColumns & { isMore: boolean })[]>`
    SELECT id, parent_id AS "parentId", name, type, is_archived AS "isArchived", role::text, from_id, from_name, is_more AS "isMore"
      FROM own_organizations(${containing(q)}, ${q}, ${limit}::int)`;
  return {
    organizations: rows.map(toOrganization),
    isMore: rows[0]?.isMore ?? false,
  };
}

type RoleColumns = Omit<OrganizationRow, 'roleFrom'> & { from_id: string; from_name: string };

function toOrganization(row: RoleColumns): OrganizationRow {
  const { id, parentId, name, type, role, isArchived, from_id, from_name } = row;
  return { id, parentId, name, type, role, isArchived, roleFrom: { id: from_id, name: from_name } };
}

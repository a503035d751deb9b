import 'server-only';
import type { Role } from '@/lib/authorization/permissions';
import type { Principal } from '@/lib/authorization/question';
import type { TargetOf } from '@/lib/authorization/target-store';
import type { Tx } from '@/lib/db/transaction';
import { isUniqueViolation } from '@/lib/db/violation';
import { AppError } from '@/lib/errors';
import { INSTALLATION } from '@/lib/installation/installation-target';
import { organizationTarget } from './organization-store';

export type OrganizationDetails = { name: string; type: string; contact: string; description: string };
export type LockedOrganization = OrganizationDetails & {
  id: string;
  parentId: string | null;
  parentName: string | null;
  version: number;
  archivedAt: Date | null;
};

/** Moves wait for each other: two at once could each be allowed and together make a circle. The trigger takes the same lock. */
export async function lockTree(tx: Tx): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended('organization-tree', 0))::text`;
}

export async function lockOrganization(tx: Tx, organizationId: string): Promise<LockedOrganization> {
  const [row] = await tx.$queryRaw<LockedOrganization[]>`
    SELECT o.id, o.name, o.type, o.contact, o.description, o.version, o.parent_id AS "parentId",
           o.archived_at AS "archivedAt", (SELECT p.name FROM organization p WHERE p.id = o.parent_id) AS "parentName"
      FROM organization o WHERE o.id = ${organizationId}::uuid FOR UPDATE OF o`;
  if (!row) throw new AppError('NOT_FOUND', 'Not found.');
  return row;
}

/**
 * Where an organization stands is decided by whoever manages what is above it; the top of a tree belongs to the installation.
 * Somebody without any role in it is judged by the organization itself.
 */
export async function placeTarget(
  tx: Tx,
  organizationId: string,
): Promise<TargetOf<'organization' | 'installation'> | null> {
  const own = await organizationTarget(tx, organizationId);
  if (!own) return null;
  const seen = await tx.organization.findUnique({
    where: { id: own.organizationId },
    select: { parentId: true },
  });
  if (!seen) return own;
  if (seen.parentId === null) return INSTALLATION;
  return { kind: 'organization', organizationId: seen.parentId };
}

/** A move is of two places. The one that the caller does not manage is judged, or else the one it goes to. */
export async function moveTarget(
  tx: Tx,
  { organizationId, parentId }: { organizationId: string; parentId: string },
  { userId }: Principal,
): Promise<TargetOf<'organization' | 'installation'> | null> {
  const from = await placeTarget(tx, organizationId);
  if (from?.kind !== 'organization') return from;
  return (await roleIn(tx, userId, from.organizationId)) === 'manager'
    ? organizationTarget(tx, parentId)
    : from;
}

export async function roleIn(tx: Tx, userId: string, organizationId: string): Promise<Role | null> {
  const [row] = await tx.$queryRaw<{ role: Role | null }[]>`
    SELECT role_in(${userId}::uuid, ${organizationId}::uuid)::text AS role`;
  return row?.role ?? null;
}

export async function isWithin(tx: Tx, above: string, organizationId: string): Promise<boolean> {
  const found = await tx.organizationClosure.findUnique({
    where: { ancestorId_descendantId: { ancestorId: above, descendantId: organizationId } },
    select: { depth: true },
  });
  return found !== null;
}

export async function updateDetails(tx: Tx, id: string, data: OrganizationDetails): Promise<void> {
  const { name, type, contact, description } = data;
  await onceNamed(tx.organization.updateMany({ where: { id }, data: { name, type, contact, description } }));
}

export async function updatePlace(tx: Tx, id: string, parentId: string): Promise<void> {
  await onceNamed(tx.organization.updateMany({ where: { id }, data: { parentId } }));
}

export async function setArchived(tx: Tx, id: string, isArchived: boolean): Promise<void> {
  await tx.$executeRaw`
    UPDATE organization SET archived_at = CASE WHEN ${isArchived} THEN wellkept_now() END WHERE id = ${id}::uuid`;
}

/** Whoever lost their role by a move and holds a key of a study in it: that study needs a new one. */
export async function requestRotationsBelow(tx: Tx, organizationId: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ n: number }[]>`
    SELECT request_rotations_below(${organizationId}::uuid) AS n`;
  return row?.n ?? 0;
}

async function onceNamed(update: Promise<unknown>): Promise<void> {
  try {
    await update;
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new AppError('CONFLICT', 'There is an organization of this name here already.', {
      name: ['This name is taken.'],
    });
  }
}

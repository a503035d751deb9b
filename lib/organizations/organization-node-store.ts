import 'server-only';
import { containing } from '@/lib/db/like';
import type { Tx } from '@/lib/db/transaction';
import { AppError } from '@/lib/errors';
import type { AccessChange, HangingOn, MoveChoice, OrganizationNode, TreeNode } from './organization-node';

/** An organization and everything below it, level by level; the page puts it in order. */
export function subtreeOf(tx: Tx, organizationId: string): Promise<TreeNode[]> {
  return tx.$queryRaw<TreeNode[]>`
    SELECT o.id, o.parent_id AS "parentId", o.name, o.type, c.depth, o.archived_at IS NOT NULL AS "isArchived"
      FROM organization_closure c JOIN organization o ON o.id = c.descendant_id
     WHERE c.ancestor_id = ${organizationId}::uuid
     ORDER BY c.depth, lower(o.name), o.id`;
}

type NodeRow = Omit<
  OrganizationNode,
  'hangingOn' | 'role' | 'may' | 'parent' | 'createdAt' | 'archivedAt'
> & {
  parentId: string | null;
  parentName: string | null;
  createdAt: Date;
  archivedAt: Date | null;
};

export async function nodeOf(
  tx: Tx,
  organizationId: string,
): Promise<Omit<OrganizationNode, 'hangingOn' | 'role' | 'may'>> {
  const [row] = await tx.$queryRaw<NodeRow[]>`
    SELECT o.id, o.name, o.type, o.contact, o.description, o.version, o.created_at AS "createdAt",
           o.archived_at AS "archivedAt", is_archived(o.id) AND o.archived_at IS NULL AS "isInArchive",
           p.id AS "parentId", p.name AS "parentName"
      FROM organization o LEFT JOIN organization p ON p.id = o.parent_id WHERE o.id = ${organizationId}::uuid`;
  if (!row) throw new AppError('NOT_FOUND', 'Not found.');
  const { parentId, parentName, createdAt, archivedAt, ...node } = row;
  return {
    ...node,
    parent: parentId !== null && parentName !== null ? { id: parentId, name: parentName } : null,
    createdAt: createdAt.toISOString(),
    archivedAt: archivedAt?.toISOString() ?? null,
  };
}

export async function hangingOn(tx: Tx, organizationId: string): Promise<HangingOn> {
  const [row] = await tx.$queryRaw<HangingOn[]>`
    WITH tree AS (SELECT descendant_id AS id FROM organization_closure WHERE ancestor_id = ${organizationId}::uuid)
    SELECT (SELECT count(*)::int - 1 FROM tree) AS organizations,
           (SELECT count(*)::int FROM study s JOIN tree ON tree.id = s.organization_id
             WHERE s.state IN ('draft', 'active', 'paused')) AS "openStudies",
           (SELECT count(*)::int FROM enrollment e JOIN tree ON tree.id = e.organization_id
             WHERE e.state IN ('invited', 'active')) AS enrollments,
           (SELECT count(DISTINCT m.user_id)::int FROM membership m JOIN tree ON tree.id = m.organization_id
             WHERE m.ends_at IS NULL OR m.ends_at > clock_timestamp()) AS people,
           (SELECT count(*)::int FROM invitation i JOIN tree ON tree.id = i.organization_id
             WHERE i.accepted_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > clock_timestamp()) AS "openInvitations"`;
  if (!row) throw new Error('counts always have a row');
  return row;
}

type Moving = { organizationId: string; parentId: string };

export async function accessChanges(tx: Tx, { organizationId, parentId }: Moving): Promise<AccessChange[]> {
  return tx.$queryRaw<AccessChange[]>`
    SELECT user_id AS "userId", name, role_before::text AS before, role_after::text AS after, study_keys AS "studyKeys"
      FROM move_preview(${organizationId}::uuid, ${parentId}::uuid)`;
}

/**
 * Where it could go: what the caller manages, is not archived, is not where it is, and is not itself or below it.
 * Each set is gathered once (IS TRUE keeps it one): joined, they were compared row by row, for seconds with thousands of them.
 */
type Choosing = { organizationId: string; actorId: string; q: string; only: string | null; limit: number };

export async function moveChoices(
  tx: Tx,
  { organizationId, actorId, q, only, limit }: Choosing,
): Promise<MoveChoice[]> {
  return tx.$queryRaw<MoveChoice[]>`
    SELECT o.id, o.name, ARRAY(SELECT up.name FROM organization_closure c JOIN organization up ON up.id = c.ancestor_id
                                WHERE c.descendant_id = o.id AND c.depth > 0 ORDER BY c.depth DESC) AS path
      FROM organization o
     WHERE o.name ILIKE ${containing(q)} AND (${only}::uuid IS NULL OR o.id = ${only}::uuid) AND (o.id IN (SELECT archived_organizations())) IS FALSE
       AND (o.id IN (SELECT c.descendant_id FROM membership m JOIN organization_closure c ON c.ancestor_id = m.organization_id
                      WHERE m.user_id = ${actorId}::uuid AND m.role = 'manager'
                        AND (m.ends_at IS NULL OR m.ends_at > clock_timestamp()))) IS TRUE
       AND o.id IS DISTINCT FROM (SELECT parent_id FROM organization WHERE id = ${organizationId}::uuid)
       AND (o.id IN (SELECT descendant_id FROM organization_closure WHERE ancestor_id = ${organizationId}::uuid)) IS FALSE
     ORDER BY lower(o.name) <> lower(${q}), length(o.name), lower(o.name), o.id LIMIT ${limit}`;
}

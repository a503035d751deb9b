import 'server-only';
import type { Tx } from '@/lib/db/transaction';
import { TOUR_STEPS, type TourStep } from './tour';

export type OrganizationCounts = {
  studies: number;
  activeStudies: number;
  patients: number;
  invitedPatients: number;
  /** Kinds of data that enrolled patients were asked for and have not answered. */
  waitingAnswers: number;
};

export type CountedOrganization = OrganizationCounts & { id: string; name: string; depth: number };

/**
 * The organization and everything below it, in the order of the tree, each counted for itself: the lists that the numbers
 * lead to are each organization's own too.
 */
export function countedTree(tx: Tx, organizationId: string): Promise<CountedOrganization[]> {
  return tx.$queryRaw<CountedOrganization[]>`
    WITH tree AS (SELECT descendant_id AS id, depth FROM organization_closure WHERE ancestor_id = ${organizationId}::uuid),
    studies AS (
      SELECT organization_id AS id, count(*)::int AS n, (count(*) FILTER (WHERE state = 'active'))::int AS active
        FROM study WHERE organization_id IN (SELECT id FROM tree) GROUP BY 1),
    patients AS (
      SELECT organization_id AS id, count(*)::int AS n
        FROM patient_organization WHERE organization_id IN (SELECT id FROM tree) GROUP BY 1),
    invited AS (
      SELECT organization_id AS id, count(*)::int AS n
        FROM enrollment WHERE organization_id IN (SELECT id FROM tree) AND state = 'invited' GROUP BY 1),
    waiting AS (
      SELECT e.organization_id AS id, count(*)::int AS n
        FROM enrollment e
        JOIN study s ON s.id = e.study_id AND s.state IN ('active', 'paused')
        JOIN scope_request r ON r.study_id = e.study_id AND r.removed_at IS NULL
       WHERE e.organization_id IN (SELECT id FROM tree) AND e.state = 'active'
         AND NOT EXISTS (SELECT FROM consent_decision d WHERE d.enrollment_id = e.id AND d.scope_id = r.scope_id)
       GROUP BY 1)
    SELECT o.id, o.name, tree.depth, coalesce(studies.n, 0) AS studies, coalesce(studies.active, 0) AS "activeStudies",
           coalesce(patients.n, 0) AS patients, coalesce(invited.n, 0) AS "invitedPatients",
           coalesce(waiting.n, 0) AS "waitingAnswers"
      FROM tree JOIN organization o USING (id)
      LEFT JOIN studies USING (id) LEFT JOIN patients USING (id) LEFT JOIN invited USING (id) LEFT JOIN waiting USING (id)
     ORDER BY ARRAY(SELECT lower(up.name) FROM organization_closure c JOIN organization up ON up.id = c.ancestor_id
                     WHERE c.descendant_id = o.id ORDER BY c.depth DESC), o.id`;
}

/** Of the organizations that the caller may see. */
export async function organizationsWithStudies(tx: Tx): Promise<Set<string>> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT organization_id AS id FROM study WHERE state <> 'archived'`;
  return new Set(rows.map(({ id }) => id));
}

/** Of the demo's tour: what the caller has done since they first came here. */
export async function stepsTaken(tx: Tx, organizationId: string): Promise<TourStep[]> {
  const [row] = await tx.$queryRaw<{ steps: string[] | null }[]>`
    SELECT audit.steps_taken(${organizationId}::uuid) AS steps`;
  return TOUR_STEPS.filter((step) => row?.steps?.includes(step));
}

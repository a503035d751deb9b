import 'server-only';
import type { Tx } from '@/lib/db/transaction';

export type OrganizationCounts = {
  studies: number;
  activeStudies: number;
  patients: number;
  /** Kinds of data that enrolled patients were asked for and have not answered. */
  waitingAnswers: number;
  invitedPatients: number;
};

/** Of this organization itself, not of those below it: every list it leads to is the organization's own too. */
export async function organizationCounts(tx: Tx, organizationId: string): Promise<OrganizationCounts> {
  const [row] = await tx.$queryRaw<OrganizationCounts[]>`
    SELECT (SELECT count(*)::int FROM study WHERE organization_id = o.id) AS studies,
           (SELECT count(*)::int FROM study WHERE organization_id = o.id AND state = 'active') AS "activeStudies",
           (SELECT count(*)::int FROM patient_organization WHERE organization_id = o.id) AS patients,
           (SELECT count(*)::int FROM enrollment WHERE organization_id = o.id AND state = 'invited') AS "invitedPatients",
           (SELECT count(*)::int
              FROM enrollment e
              JOIN scope_request r ON r.study_id = e.study_id AND r.removed_at IS NULL
              JOIN study s ON s.id = e.study_id AND s.state IN ('active', 'paused')
             WHERE e.organization_id = o.id AND e.state = 'active'
               AND NOT EXISTS (SELECT FROM consent_decision d WHERE d.enrollment_id = e.id AND d.scope_id = r.scope_id)
           ) AS "waitingAnswers"
      FROM (SELECT ${organizationId}::uuid AS id) o`;
  if (!row) throw new Error('counting answers one row');
  return row;
}

export async function organizationName(tx: Tx, organizationId: string): Promise<string> {
  const where = { id: organizationId };
  return (await tx.organization.findUniqueOrThrow({ where, select: { name: true } })).name;
}

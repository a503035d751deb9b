import 'server-only';
import type { EnrollmentState } from '@/lib/authorization/question';
import type { Tx } from '@/lib/db/transaction';
import type { ScopeCoverage } from './study';

export async function enrollmentCounts(tx: Tx, studyId: string): Promise<Record<EnrollmentState, number>> {
  const counts = { invited: 0, active: 0, withdrawn: 0, completed: 0 };
  const rows = await tx.enrollment.groupBy({ by: ['state'], where: { studyId }, _count: true });
  for (const { state, _count } of rows) counts[state] = _count;
  return counts;
}

/** What the enrolled patients' decisions add up to now, kind of data by kind of data. */
export function coverageOf(tx: Tx, studyId: string): Promise<ScopeCoverage[]> {
  return tx.$queryRaw<ScopeCoverage[]>`
    SELECT r.scope_id::int AS "scopeId",
           count(*) FILTER (WHERE c.state = 'granted')::int AS granted,
           count(*) FILTER (WHERE c.state = 'paused')::int AS paused,
           count(*) FILTER (WHERE c.state = 'declined')::int AS declined,
           count(*) FILTER (WHERE c.state = 'stopped')::int AS stopped,
           count(*) FILTER (WHERE c.state = 'expired')::int AS expired,
           count(*) FILTER (WHERE e.id IS NOT NULL AND c.state IS NULL)::int AS waiting
      FROM scope_request r
      LEFT JOIN enrollment e ON e.study_id = r.study_id AND e.state IN ('active', 'completed')
      LEFT JOIN consent_states_of(${studyId}::uuid, clock_timestamp()) c ON c.enrollment_id = e.id AND c.scope_id = r.scope_id
     WHERE r.study_id = ${studyId}::uuid AND r.removed_at IS NULL
     GROUP BY r.scope_id, r.required, r.created_at
     ORDER BY r.required DESC, r.created_at, r.scope_id`;
}

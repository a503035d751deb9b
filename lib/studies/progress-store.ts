import 'server-only';
import type { Tx } from '@/lib/db/transaction';
import type { Funnel, ScopeFreshness, StudyWaits } from './study';
import type { StudyImpact } from './study-state';

/** Whoever withdrew is in no number but how many were enrolled. */
export async function funnelOf(tx: Tx, studyId: string): Promise<Funnel> {
  const [row] = await tx.$queryRaw<Funnel[]>`
    SELECT count(*)::int AS enrolled,
           count(*) FILTER (WHERE was_sent OR is_in)::int AS sent,
           count(*) FILTER (WHERE is_in)::int AS joined,
           count(*) FILTER (WHERE is_in AND has_answered)::int AS answered,
           count(*) FILTER (WHERE is_in AND is_sharing)::int AS sharing
      FROM (SELECT e.state IN ('active', 'completed') AS is_in,
                   EXISTS (SELECT FROM invitation i WHERE i.enrollment_id = e.id) AND e.state <> 'withdrawn' AS was_sent,
                   EXISTS (SELECT FROM consent_decision d WHERE d.enrollment_id = e.id) AS has_answered,
                   EXISTS (SELECT FROM grant_live g WHERE g.study_id = e.study_id AND g.patient_id = e.patient_id
                              AND g.valid_to > clock_timestamp()) AS is_sharing
              FROM enrollment e WHERE e.study_id = ${studyId}::uuid) one`;
  return row ?? { enrolled: 0, sent: 0, joined: 0, answered: 0, sharing: 0 };
}

/** How new the readings are, of those who share. Counted by the database, which alone may look at readings. */
export function freshnessOf(tx: Tx, studyId: string): Promise<ScopeFreshness[]> {
  return tx.$queryRaw<ScopeFreshness[]>`
    SELECT scope_id::int AS "scopeId", within_day AS "withinDay", within_week AS "withinWeek", older, never
      FROM study_freshness(${studyId}::uuid)`;
}

export async function waitsOf(tx: Tx, studyId: string): Promise<StudyWaits> {
  const [row] = await tx.$queryRaw<StudyWaits[]>`
    WITH enrolled AS (SELECT * FROM enrollment WHERE study_id = ${studyId}::uuid),
         newest AS (
           SELECT e.id, (SELECT invitation_standing(i) FROM invitation i WHERE i.enrollment_id = e.id
                          ORDER BY i.created_at DESC, i.id LIMIT 1) AS standing
             FROM enrolled e WHERE e.state = 'invited'),
         asked AS (
           SELECT e.id, c.state, c.ends_at, c.unconfirmed
             FROM enrolled e JOIN scope_request r ON r.study_id = e.study_id AND r.removed_at IS NULL
             LEFT JOIN consent_states_of(${studyId}::uuid, clock_timestamp()) c ON c.enrollment_id = e.id AND c.scope_id = r.scope_id
            WHERE e.state = 'active')
    SELECT (SELECT count(*)::int FROM newest WHERE standing IS NULL OR standing = 'revoked') AS "notSent",
           (SELECT count(*)::int FROM newest WHERE standing = 'expired') AS "expiredInvitations",
           (SELECT count(DISTINCT id)::int FROM asked WHERE state IS NULL) AS unanswered,
           (SELECT count(*)::int FROM asked WHERE unconfirmed) AS unconfirmed,
           (SELECT count(DISTINCT id)::int FROM asked WHERE state = 'granted'
               AND ends_at < clock_timestamp() + interval '30 days') AS "endingSoon"`;
  return row ?? { notSent: 0, expiredInvitations: 0, unanswered: 0, unconfirmed: 0, endingSoon: 0 };
}

export async function impactOn(tx: Tx, studyId: string): Promise<StudyImpact> {
  const [row] = await tx.$queryRaw<StudyImpact[]>`
    SELECT (SELECT count(*)::int FROM enrollment e WHERE e.study_id = s.id AND e.state = 'active') AS "takingPart",
           (SELECT count(DISTINCT g.patient_id)::int FROM grant_live g WHERE g.study_id = s.id
               AND g.valid_to > clock_timestamp()) AS sharing,
           (SELECT count(*)::int FROM invitation i JOIN enrollment e ON e.id = i.enrollment_id
             WHERE e.study_id = s.id AND i.accepted_at IS NULL AND i.revoked_at IS NULL
               AND i.expires_at > clock_timestamp()) AS "openInvitations"
      FROM study s WHERE s.id = ${studyId}::uuid`;
  return row ?? { takingPart: 0, sharing: 0, openInvitations: 0 };
}

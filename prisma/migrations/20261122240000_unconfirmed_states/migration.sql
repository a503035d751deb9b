-- As before, and whether the newest decision was written down for the patient and is not confirmed or disputed yet. Whoever
-- asked for that joined thousands of decisions under row security, which took longer than the states themselves.
DROP FUNCTION consent_states_of(uuid, timestamptz);
CREATE FUNCTION consent_states_of(p_study uuid, p_at timestamptz)
RETURNS TABLE (enrollment_id uuid, scope_id smallint, state text, decision_id uuid, ends_at timestamptz, decided_at timestamptz, asked_again_at timestamptz,
               unconfirmed boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET work_mem = '32MB' AS $$
  WITH part AS (
    SELECT e.id, max(c.at) FILTER (WHERE c.state = 'withdrawn') AS left_at, max(c.at) FILTER (WHERE c.state = 'invited') AS invited_at
      FROM enrollment e LEFT JOIN enrollment_change c ON c.enrollment_id = e.id AND c.at <= p_at
     WHERE e.study_id = p_study GROUP BY e.id
  ), anew AS (
    SELECT v.scope_id, max(v.asked_at) AS at FROM scope_request_version v
     WHERE v.study_id = p_study AND v.is_anew AND v.asked_at <= p_at GROUP BY v.scope_id
  ), counted AS (
    SELECT d.enrollment_id, d.scope_id, d.sequence, d.id, d.decision, d.decided_at, d.ends_at, d.request_version, d.information_version, d.decided_as, part.left_at
      FROM part JOIN consent_decision d ON d.enrollment_id = part.id LEFT JOIN anew ON anew.scope_id = d.scope_id
     WHERE d.decided_at <= p_at AND d.decided_at >= greatest(part.invited_at, anew.at, '-infinity')
  ), newest AS (
    -- Numbers are found first and rows by them: sorting the rows would take twice as long.
    SELECT max(sequence) AS last, max(sequence) FILTER (WHERE decision = 'granted') AS granted FROM counted GROUP BY enrollment_id, scope_id
  ), last AS (
    SELECT newest.granted, d.*,
           CASE WHEN d.left_at >= d.decided_at AND d.decision IN ('granted', 'resumed', 'paused') THEN d.left_at END AS ended_by_leaving
      FROM newest JOIN counted d ON d.sequence = newest.last
  ), requests AS (
    SELECT known.scope_id, known.version, min(later.asked_at) AS next_at
      FROM scope_request_version known JOIN scope_request_version later
        ON later.study_id = p_study AND later.scope_id = known.scope_id AND later.version > known.version AND later.asked_at <= p_at
     WHERE known.study_id = p_study GROUP BY known.scope_id, known.version
  ), texts AS (
    SELECT known.version, min(later.published_at) AS next_at
      FROM (SELECT DISTINCT i.version FROM study_information i WHERE i.study_id = p_study UNION SELECT 0) known
      JOIN study_information later ON later.study_id = p_study AND later.version > known.version AND later.published_at <= p_at
     GROUP BY known.version
  )
  SELECT l.enrollment_id, l.scope_id,
         CASE WHEN g.ends_at <= least(p_at, l.ended_by_leaving) THEN 'expired'
              WHEN l.ended_by_leaving IS NOT NULL THEN 'stopped'
              WHEN l.decision IN ('granted', 'resumed') THEN 'granted'
              ELSE l.decision::text END,
         l.id, g.ends_at,
         CASE WHEN l.ended_by_leaving IS NULL OR g.ends_at <= l.ended_by_leaving THEN l.decided_at ELSE l.ended_by_leaving END,
         CASE WHEN l.decision IN ('granted', 'resumed', 'paused', 'declined') AND l.ended_by_leaving IS NULL
              THEN least(r.next_at, CASE WHEN l.decision <> 'declined' THEN t.next_at END) END,
         l.decided_as = 'on_behalf' AND NOT EXISTS (SELECT FROM consent_confirmation k WHERE k.decision_id = l.id AND k.answered_at <= p_at)
    FROM last l
    LEFT JOIN counted g ON g.sequence = l.granted AND l.decision IN ('granted', 'resumed', 'paused')
    LEFT JOIN requests r ON r.scope_id = l.scope_id AND r.version = coalesce(g.request_version, l.request_version)
    LEFT JOIN texts t ON t.version = g.information_version
$$;
REVOKE ALL ON FUNCTION consent_states_of(uuid, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION consent_states_of(uuid, timestamptz) TO wellkept_app;

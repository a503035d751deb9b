-- How new the readings of a study are: figures only, of patients who share, for whoever has a role in its organization.
CREATE FUNCTION study_freshness(p_study uuid)
RETURNS TABLE (scope_id smallint, within_day int, within_week int, older int, never int)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT g.scope_id,
         count(*) FILTER (WHERE newest.at >= clock_timestamp() - interval '1 day')::int,
         count(*) FILTER (WHERE newest.at < clock_timestamp() - interval '1 day' AND newest.at >= clock_timestamp() - interval '7 days')::int,
         count(*) FILTER (WHERE newest.at < clock_timestamp() - interval '7 days')::int,
         count(*) FILTER (WHERE newest.at IS NULL)::int
    FROM study s
    JOIN grant_live g ON g.study_id = s.id AND g.valid_to > clock_timestamp()
    JOIN enrollment e ON e.study_id = g.study_id AND e.patient_id = g.patient_id
    LEFT JOIN data_group d ON d.enrollment_id = e.id
    LEFT JOIN LATERAL (
      SELECT o.effective_at AS at FROM observation o WHERE o.data_group_id = d.id AND o.scope_id = g.scope_id
       ORDER BY o.effective_at DESC LIMIT 1) newest ON true
   WHERE s.id = p_study AND role_in(current_actor(), s.organization_id) IS NOT NULL
   GROUP BY g.scope_id
$$;
REVOKE ALL ON FUNCTION study_freshness(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION study_freshness(uuid) TO wellkept_app;

-- The log of one study, for managers of its organization: like audit.list, over an index of its own.
CREATE INDEX event_study ON audit.event (study_id, at DESC, id DESC) WHERE study_id IS NOT NULL;

CREATE FUNCTION audit.list_study(p_study uuid, p_actor uuid, p_actions text[], p_patients uuid[], p_outcomes text[],
  p_from timestamptz, p_to timestamptz, p_before_at timestamptz, p_before_id bigint, p_limit int)
RETURNS SETOF audit.listed LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT named.* FROM (
    SELECT e.at, e.id FROM study s JOIN audit.event e ON e.study_id = s.id AND e.organization_id = s.organization_id
     WHERE s.id = p_study AND audit.may_read(s.organization_id)
       AND (p_actor IS NULL OR e.actor_id = p_actor)
       AND (p_actions IS NULL OR e.action = ANY (p_actions))
       AND (p_patients IS NULL OR e.patient_ref IN (SELECT k.ref FROM audit.patient_key k WHERE k.patient_id = ANY (p_patients)))
       AND (p_outcomes IS NULL OR e.outcome = ANY (p_outcomes))
       AND (p_from IS NULL OR e.at >= p_from) AND (p_to IS NULL OR e.at < p_to)
       AND (p_before_at IS NULL OR (e.at, e.id) < (p_before_at, p_before_id))
     ORDER BY e.at DESC, e.id DESC LIMIT p_limit) found
    JOIN audit.event event ON event.at = found.at AND event.id = found.id
    CROSS JOIN LATERAL audit.named(event) named ORDER BY named.at DESC, named.id DESC
$$;
REVOKE ALL ON FUNCTION audit.list_study(uuid, uuid, text[], uuid[], text[], timestamptz, timestamptz, timestamptz, bigint, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION audit.list_study(uuid, uuid, text[], uuid[], text[], timestamptz, timestamptz, timestamptz, bigint, int) TO wellkept_app;

-- Finding things by name, and what a newcomer has tried.

-- Whoever holds a role in an organization, own or inherited, by a part of their name or address. Row security hides roles that
-- were given above what the caller sees; this shows no more than the person and the role they have here.
CREATE FUNCTION people_named(p_organization uuid, p_pattern text, p_limit int)
RETURNS TABLE (user_id uuid, name text, email text, role practitioner_role)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT u.id, u.name, u.email, max(m.role)
    FROM organization_closure c
    JOIN membership m ON m.organization_id = c.ancestor_id AND (m.ends_at IS NULL OR m.ends_at > clock_timestamp())
    JOIN user_account u ON u.id = m.user_id
   WHERE c.descendant_id = p_organization AND role_in(current_actor(), p_organization) IS NOT NULL
     AND (u.name ILIKE p_pattern OR u.email ILIKE p_pattern)
   GROUP BY u.id ORDER BY lower(u.name), u.id LIMIT p_limit
$$;

-- Which parts of the demo's tour the caller has done since they first came here. What a patient did counts when it happened
-- in the organization or below it. Only whether, never what; each of the five is a look at one index.
CREATE FUNCTION audit.steps_taken(p_organization uuid) RETURNS text[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, audit, pg_temp AS $$
  WITH came AS (SELECT min(created_at) AS at FROM user_session WHERE user_id = current_actor())
  SELECT array_remove(ARRAY[
    CASE WHEN EXISTS (SELECT FROM audit.event e WHERE e.actor_id = current_actor() AND e.at >= came.at
                         AND e.action = 'patient.viewed' AND e.study_id IS NOT NULL AND e.outcome = 'success') THEN 'sharing' END,
    CASE WHEN EXISTS (SELECT FROM audit.event e WHERE e.actor_id = current_actor() AND e.at >= came.at
                         AND e.action = 'observations.released' AND e.outcome = 'success') THEN 'chart' END,
    CASE WHEN EXISTS (SELECT FROM organization_closure c JOIN audit.event e ON e.organization_id = c.descendant_id
                       WHERE c.ancestor_id = p_organization AND e.action = 'consent.stopped' AND e.at >= came.at) THEN 'stop' END,
    CASE WHEN EXISTS (SELECT FROM audit.event e WHERE e.actor_id = current_actor() AND e.at >= came.at
                         AND e.action = 'audit.read' AND e.outcome = 'success') THEN 'log' END,
    CASE WHEN EXISTS (SELECT FROM audit.event e WHERE e.actor_id = current_actor() AND e.at >= came.at
                         AND e.action = 'audit.verified' AND e.outcome = 'success') THEN 'verify' END], NULL)
    FROM came WHERE role_in(current_actor(), p_organization) IS NOT NULL
$$;

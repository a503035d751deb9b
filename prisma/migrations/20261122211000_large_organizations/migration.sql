-- The lists of an organization with thousands of people, or of a manager of thousands of organizations: everybody is counted and
-- put in order by what that takes, and the rest is looked up for the page that is shown.

-- Whoever has a role in an organization, own or inherited, and a name or address that fits; also whose role given here has ended.
-- For whoever has a role here. Row security would gather the caller's organizations anew for each table that a list joins.
CREATE FUNCTION people_named(p_organization uuid, p_pattern text) RETURNS TABLE (user_id uuid, name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT u.id, u.name FROM user_account u
   WHERE u.id IN (SELECT m.user_id FROM organization_closure c JOIN membership m ON m.organization_id = c.ancestor_id
                   WHERE c.descendant_id = p_organization AND role_in(current_actor(), p_organization) IS NOT NULL
                     AND (c.depth = 0 OR m.ends_at IS NULL OR m.ends_at > clock_timestamp()))
     AND (u.name ILIKE p_pattern OR u.email ILIKE p_pattern)
$$;

-- Of how many studies of an organization, and of those below it, somebody holds a wrapped key.
CREATE FUNCTION people_keys(p_organization uuid, p_users uuid[]) RETURNS TABLE (user_id uuid, study_keys int)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT w.member_user_id, count(DISTINCT w.study_id)::int
    FROM organization_closure c JOIN study s ON s.organization_id = c.descendant_id JOIN study_key_wrap w ON w.study_id = s.id
   WHERE c.ancestor_id = p_organization AND w.member_user_id = ANY (p_users) AND role_in(current_actor(), p_organization) IS NOT NULL
   GROUP BY 1
$$;

-- As before, of some of the people or of all of them.
DROP FUNCTION people_of(uuid);
CREATE FUNCTION people_of(p_organization uuid, p_users uuid[])
RETURNS TABLE (user_id uuid, name text, email text, status text, role practitioner_role, from_id uuid, from_name text, ends_at timestamptz,
               membership_id uuid, direct_role practitioner_role, direct_ends_at timestamptz, inherited_role practitioner_role)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH held AS (
    SELECT m.user_id, m.organization_id, m.role, m.ends_at, c.depth, m.ends_at <= clock_timestamp() IS TRUE AS has_ended
      FROM organization_closure c JOIN membership m ON m.organization_id = c.ancestor_id
     WHERE c.descendant_id = p_organization AND role_in(current_actor(), p_organization) IS NOT NULL
       AND (c.depth = 0 OR m.ends_at IS NULL OR m.ends_at > clock_timestamp())
       AND (p_users IS NULL OR m.user_id = ANY (p_users))
  ), best AS (
    SELECT DISTINCT ON (user_id) *, max(role) FILTER (WHERE depth > 0) OVER (PARTITION BY user_id) AS inherited_role
      FROM held ORDER BY user_id, has_ended, role DESC, depth
  )
  SELECT u.id, u.name, u.email, CASE WHEN u.suspended_at IS NOT NULL THEN 'suspended' WHEN b.has_ended THEN 'ended' ELSE 'active' END,
         b.role, b.organization_id, o.name, b.ends_at, d.id, d.role, d.ends_at, b.inherited_role
    FROM best b JOIN user_account u ON u.id = b.user_id JOIN organization o ON o.id = b.organization_id
    LEFT JOIN membership d ON d.organization_id = p_organization AND d.user_id = b.user_id
$$;

-- As before; the sessions of thousands are read in one pass and not person by person.
CREATE OR REPLACE FUNCTION people_seen(p_organization uuid, p_users uuid[])
RETURNS TABLE (user_id uuid, last_active_at timestamptz, has_factor boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT held.user_id, max(s.last_seen_at),
         CASE WHEN (SELECT role_in(current_actor(), p_organization) = 'manager') THEN
           held.user_id IN (SELECT f.user_id FROM totp_factor f WHERE f.confirmed_at IS NOT NULL)
           OR held.user_id IN (SELECT k.user_id FROM passkey k) END
    FROM (SELECT DISTINCT m.user_id FROM organization_closure c JOIN membership m ON m.organization_id = c.ancestor_id
           WHERE c.descendant_id = p_organization AND role_in(current_actor(), p_organization) IS NOT NULL
             AND (p_users IS NULL OR m.user_id = ANY (p_users))) held
    LEFT JOIN user_session s ON s.user_id = held.user_id
   GROUP BY held.user_id
$$;

-- Of the caller's own organizations those that fit a name, the nearest to the top first, and what stands above them; and whether
-- there are more than were asked for. Row security would gather the caller's organizations anew for each table in it.
CREATE FUNCTION own_organizations(p_pattern text, p_exact text, p_limit int)
RETURNS TABLE (id uuid, parent_id uuid, name text, type text, is_archived boolean, role practitioner_role, from_id uuid, from_name text, is_more boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH held AS (
    SELECT m.organization_id, m.role FROM membership m
     WHERE m.user_id = current_actor() AND (m.ends_at IS NULL OR m.ends_at > clock_timestamp())
  ), own AS MATERIALIZED (
    SELECT c.descendant_id AS id, max(c.depth) AS level FROM held JOIN organization_closure c ON c.ancestor_id = held.organization_id GROUP BY 1
  ), found AS MATERIALIZED (
    SELECT o.id, row_number() OVER (ORDER BY lower(o.name) <> lower(p_exact), own.level, lower(o.name), o.id) AS place
      FROM own JOIN organization o USING (id) WHERE o.name ILIKE p_pattern ORDER BY place LIMIT p_limit + 1
  ), shown AS (
    SELECT DISTINCT c.ancestor_id AS id FROM found JOIN organization_closure c ON c.descendant_id = found.id WHERE found.place <= p_limit
  )
  SELECT o.id, o.parent_id, o.name, o.type, o.archived_at IS NOT NULL, best.role, best.id, best.name,
         EXISTS (SELECT FROM found WHERE found.place > p_limit)
    FROM shown JOIN own USING (id) JOIN organization o USING (id)
   CROSS JOIN LATERAL (
     SELECT held.role, up.id, up.name FROM organization_closure c JOIN held ON held.organization_id = c.ancestor_id
       JOIN organization up ON up.id = c.ancestor_id WHERE c.descendant_id = o.id ORDER BY held.role DESC, c.depth LIMIT 1) best
   ORDER BY lower(o.name), o.id
$$;

REVOKE ALL ON FUNCTION people_named(uuid, text), people_keys(uuid, uuid[]), people_of(uuid, uuid[]), own_organizations(text, text, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION people_named(uuid, text), people_keys(uuid, uuid[]), people_of(uuid, uuid[]), own_organizations(text, text, int) TO wellkept_app;

-- What the console of an organization was still missing.

-- As in the console's migration, without what only the shown page needs, and each person's roles gathered in one pass:
-- looked up for each person anew, five thousand of them took seconds.
DROP FUNCTION people_of(uuid);
CREATE FUNCTION people_of(p_organization uuid)
RETURNS TABLE (user_id uuid, name text, email text, status text, role practitioner_role, from_id uuid, from_name text, ends_at timestamptz,
               membership_id uuid, direct_role practitioner_role, direct_ends_at timestamptz, inherited_role practitioner_role)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH held AS (
    SELECT m.user_id, m.organization_id, m.role, m.ends_at, c.depth, m.ends_at <= clock_timestamp() IS TRUE AS has_ended
      FROM organization_closure c JOIN membership m ON m.organization_id = c.ancestor_id
     WHERE c.descendant_id = p_organization AND role_in(current_actor(), p_organization) IS NOT NULL
       AND (c.depth = 0 OR m.ends_at IS NULL OR m.ends_at > clock_timestamp())
  ), best AS (
    SELECT DISTINCT ON (user_id) *, max(role) FILTER (WHERE depth > 0) OVER (PARTITION BY user_id) AS inherited_role
      FROM held ORDER BY user_id, has_ended, role DESC, depth
  )
  SELECT u.id, u.name, u.email, CASE WHEN u.suspended_at IS NOT NULL THEN 'suspended' WHEN b.has_ended THEN 'ended' ELSE 'active' END,
         b.role, b.organization_id, o.name, b.ends_at, d.id, d.role, d.ends_at, b.inherited_role
    FROM best b JOIN user_account u ON u.id = b.user_id JOIN organization o ON o.id = b.organization_id
    LEFT JOIN membership d ON d.organization_id = p_organization AND d.user_id = b.user_id
$$;

-- Of some of these people, or of all: when they were last here, and, for managers, whether they have set up a second factor.
-- Nobody else may know whose account is the easiest to break into.
CREATE FUNCTION people_seen(p_organization uuid, p_users uuid[])
RETURNS TABLE (user_id uuid, last_active_at timestamptz, has_factor boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT held.user_id, (SELECT max(s.last_seen_at) FROM user_session s WHERE s.user_id = held.user_id),
         CASE WHEN role_in(current_actor(), p_organization) = 'manager' THEN
           held.user_id IN (SELECT f.user_id FROM totp_factor f WHERE f.confirmed_at IS NOT NULL)
           OR held.user_id IN (SELECT k.user_id FROM passkey k) END
    FROM (SELECT DISTINCT m.user_id FROM organization_closure c JOIN membership m ON m.organization_id = c.ancestor_id
           WHERE c.descendant_id = p_organization AND role_in(current_actor(), p_organization) IS NOT NULL
             AND (p_users IS NULL OR m.user_id = ANY (p_users))) held
$$;
REVOKE ALL ON FUNCTION people_of(uuid), people_seen(uuid, uuid[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION people_of(uuid), people_seen(uuid, uuid[]) TO wellkept_app;

-- One organization of the caller's own, for the frame of every page: their strongest role and the nearest place it comes from.
CREATE FUNCTION own_organization(p_organization uuid)
RETURNS TABLE (id uuid, parent_id uuid, name text, type text, is_archived boolean, role practitioner_role, from_id uuid, from_name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT o.id, o.parent_id, o.name, o.type, o.archived_at IS NOT NULL, m.role, up.id, up.name
    FROM organization o JOIN organization_closure c ON c.descendant_id = o.id
    JOIN membership m ON m.organization_id = c.ancestor_id AND m.user_id = current_actor()
     AND (m.ends_at IS NULL OR m.ends_at > clock_timestamp())
    JOIN organization up ON up.id = c.ancestor_id
   WHERE o.id = p_organization ORDER BY m.role DESC, c.depth LIMIT 1
$$;

-- What is archived, itself or by what stands above it, whoever may see what is above.
CREATE FUNCTION archived_organizations() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT c.descendant_id FROM organization o JOIN organization_closure c ON c.ancestor_id = o.id WHERE o.archived_at IS NOT NULL
$$;
CREATE INDEX organization_archived ON organization (id) WHERE archived_at IS NOT NULL;
CREATE INDEX membership_managers ON membership (organization_id) WHERE role = 'manager';

-- One page of all organizations, parents before their children, without a word about patients: what stands between two names
-- of a place sorts before every letter. Past row security, which would ask for each row anew whether a super admin asks.
CREATE FUNCTION installation_organizations(p_pattern text, p_after text, p_after_id uuid, p_limit int)
RETURNS TABLE (id uuid, name text, type text, version int, created_at timestamptz, is_archived boolean, path text[], key text, total int,
               practitioners int, organizations_below int, is_managed boolean, invited_manager text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH place AS (
    SELECT c.descendant_id AS id, array_agg(up.name ORDER BY c.depth DESC) FILTER (WHERE c.depth > 0) AS path,
           left(string_agg(lower(up.name), E'\t' ORDER BY c.depth DESC), 300) COLLATE "C" AS key
      FROM organization_closure c JOIN organization up ON up.id = c.ancestor_id WHERE is_super_admin() GROUP BY 1
  ), found AS (
    SELECT place.*, count(*) OVER ()::int AS total FROM place JOIN organization o USING (id) WHERE o.name ILIKE p_pattern
  ), page AS (
    SELECT * FROM found WHERE p_after IS NULL OR (key, id) > (p_after, p_after_id) ORDER BY key, id LIMIT p_limit
  )
  SELECT o.id, o.name, o.type, o.version, o.created_at, o.archived_at IS NOT NULL, coalesce(page.path, '{}'), page.key, page.total,
         (SELECT count(*)::int FROM membership m WHERE m.organization_id = o.id AND (m.ends_at IS NULL OR m.ends_at > clock_timestamp())),
         (SELECT count(*)::int - 1 FROM organization_closure c WHERE c.ancestor_id = o.id), manager_count(o.id) > 0,
         (SELECT i.email FROM invitation i WHERE i.organization_id = o.id AND i.kind = 'practitioner' AND i.role = 'manager'
             AND i.accepted_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > clock_timestamp() ORDER BY i.created_at DESC LIMIT 1)
    FROM page JOIN organization o USING (id) ORDER BY page.key, o.id
$$;
REVOKE ALL ON FUNCTION own_organization(uuid), archived_organizations(), installation_organizations(text, text, uuid, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION own_organization(uuid), archived_organizations(), installation_organizations(text, text, uuid, int) TO wellkept_app;

-- A letter when somebody else changes or takes a role of one's own.
ALTER TABLE user_account ADD COLUMN mail_on_role_change boolean NOT NULL DEFAULT true;

-- Links and requests of accounts that were over a day ago. That they were is in the log; the rows say nothing any more.
CREATE INDEX password_recovery_expires ON password_recovery (expires_at);
CREATE INDEX factor_reset_expires ON factor_reset (expires_at);
CREATE INDEX email_change_expires ON email_change (expires_at);
CREATE FUNCTION sweep_account_requests(p_limit int) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE v_table text; v_swept int; v_all int := 0;
BEGIN
  FOREACH v_table IN ARRAY ARRAY['password_recovery', 'factor_reset', 'email_change'] LOOP
    EXECUTE format('DELETE FROM %1$I WHERE ctid IN (
      SELECT ctid FROM %1$I WHERE expires_at < clock_timestamp() - interval ''1 day'' ORDER BY expires_at LIMIT $1 FOR UPDATE SKIP LOCKED)', v_table) USING p_limit;
    GET DIAGNOSTICS v_swept = ROW_COUNT;
    v_all := v_all + v_swept;
  END LOOP;
  RETURN v_all;
END $$;
REVOKE ALL ON FUNCTION sweep_account_requests(int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sweep_account_requests(int) TO wellkept_app;

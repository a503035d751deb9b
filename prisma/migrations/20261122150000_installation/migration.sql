-- What super admins run the installation with. None of it leads to patient data.

-- The first manager of an organization is invited by whoever made the organization.
CREATE POLICY first_manager ON invitation TO wellkept_app
  USING (is_super_admin() AND kind = 'practitioner' AND role = 'manager')
  WITH CHECK (is_super_admin() AND kind = 'practitioner' AND role = 'manager');

-- The list of accounts: found by the beginning of name or address, in the order of the name.
CREATE INDEX user_account_name ON user_account (lower(name), id);

-- Data sources are a catalogue: everyone reads it, super admins write it, and what data hangs on is never deleted.
ALTER TABLE data_source ADD COLUMN retired_at timestamptz;
ALTER TABLE data_source ADD CONSTRAINT data_source_name_length CHECK (length(name) BETWEEN 1 AND 120);
ALTER TABLE data_source ENABLE ROW LEVEL SECURITY;
CREATE POLICY everyone_reads ON data_source FOR SELECT TO wellkept_app USING (true);
CREATE POLICY super_admins_add ON data_source FOR INSERT TO wellkept_app WITH CHECK (is_super_admin());
CREATE POLICY super_admins_change ON data_source FOR UPDATE TO wellkept_app USING (is_super_admin()) WITH CHECK (is_super_admin());
GRANT INSERT, UPDATE ON data_source TO wellkept_app;

-- How often the catalogue is used, without saying by whom.
CREATE FUNCTION catalogue_use() RETURNS TABLE (scope_id smallint, studies int)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT r.scope_id, count(DISTINCT r.study_id)::int FROM scope_request r WHERE r.removed_at IS NULL AND is_super_admin() GROUP BY r.scope_id
$$;

-- How the installation is doing: figures only.
CREATE FUNCTION installation_health()
RETURNS TABLE (database_bytes bigint, seal_lag_seconds double precision, mail_waiting int, oldest_mail timestamptz, rotations_waiting int, database_version text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT pg_database_size(current_database()), audit.seal_lag_seconds(),
         (SELECT count(*)::int FROM mail WHERE sent_at IS NULL), (SELECT min(created_at) FROM mail WHERE sent_at IS NULL),
         (SELECT count(*)::int FROM rotation_task WHERE done_at IS NULL), current_setting('server_version')
   WHERE is_super_admin()
$$;

-- The installation's own log: sign-ins, accounts, top-level organizations. What belongs to an organization is read there.
CREATE FUNCTION audit.list_installation(p_actions text[], p_before_at timestamptz, p_before_id bigint, p_limit int)
RETURNS SETOF audit.listed LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT named.* FROM (
    SELECT e.at, e.id FROM audit.event e
     WHERE e.organization_id = '00000000-0000-0000-0000-000000000000' AND is_super_admin()
       AND (p_actions IS NULL OR e.action = ANY (p_actions))
       AND (p_before_at IS NULL OR (e.at, e.id) < (p_before_at, p_before_id))
     ORDER BY e.at DESC, e.id DESC LIMIT least(p_limit, 200)) found
    JOIN audit.event event ON event.at = found.at AND event.id = found.id
    CROSS JOIN LATERAL audit.named(event) named ORDER BY named.at DESC, named.id DESC
$$;

REVOKE ALL ON FUNCTION catalogue_use(), installation_health(), audit.list_installation(text[], timestamptz, bigint, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION catalogue_use(), installation_health(), audit.list_installation(text[], timestamptz, bigint, int) TO wellkept_app;

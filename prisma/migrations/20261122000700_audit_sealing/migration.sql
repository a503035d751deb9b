-- The seal: a Merkle tree for each organization over what the log holds, and signed checkpoints over all trees.
-- lib/audit/seal.ts writes here, as wellkept_sealer, and nobody ever changes what it wrote.

-- Which event stands where in its organization's tree; hash = SHA-256(00 || body || commitment).
CREATE TABLE audit.leaf (
  organization_id uuid NOT NULL,
  leaf_index bigint NOT NULL CHECK (leaf_index >= 0),
  event_at timestamptz NOT NULL,
  event_id bigint NOT NULL UNIQUE,
  hash bytea NOT NULL CHECK (octet_length(hash) = 32),
  PRIMARY KEY (organization_id, leaf_index)
);

-- 256 neighbouring hashes of one level, written once they are complete. Level 0 holds leaves; each hash of the level above
-- is the root of a tile of the level below.
CREATE TABLE audit.tile (
  organization_id uuid NOT NULL,
  level smallint NOT NULL CHECK (level >= 0),
  tile_index bigint NOT NULL CHECK (tile_index >= 0),
  hashes bytea NOT NULL CHECK (octet_length(hashes) = 8192),
  PRIMARY KEY (organization_id, level, tile_index)
);

-- The signed note is the checkpoint; the columns beside it are its own words, for finding it.
CREATE TABLE audit.checkpoint (
  number bigint PRIMARY KEY CHECK (number > 0),
  at timestamptz NOT NULL,
  position_xid xid8 NOT NULL,
  position_id bigint NOT NULL,
  note text NOT NULL
);

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['leaf', 'tile', 'checkpoint'] LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON audit.%I FOR EACH ROW EXECUTE FUNCTION public.refuse_change()', t);
    EXECUTE format('CREATE TRIGGER no_truncate BEFORE TRUNCATE ON audit.%I EXECUTE FUNCTION public.refuse_change()', t);
    EXECUTE format('GRANT SELECT, INSERT ON audit.%I TO wellkept_sealer', t);
  END LOOP;
END $$;
GRANT SELECT ON audit.checkpoint TO wellkept_app; -- published to everybody
-- The application reads the log through the functions below, which ask who is reading; the sealer needs no patient's key.
REVOKE SELECT ON audit.event, audit.patient_key FROM wellkept_app;
REVOKE SELECT ON audit.patient_key FROM wellkept_sealer;

-- The list filters by what was done and by how it ended; refusals are few, so their index is small.
CREATE INDEX event_action ON audit.event (organization_id, action, at DESC, id DESC);
CREATE INDEX event_not_success ON audit.event (organization_id, at DESC, id DESC) WHERE outcome <> 'success';

-- How long the oldest event that waits for its seal has waited. An idle transaction holds the horizon back.
CREATE FUNCTION audit.seal_lag_seconds() RETURNS double precision
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = audit, pg_temp AS $$
  SELECT greatest(coalesce(extract(epoch FROM clock_timestamp() - (
    SELECT e.at FROM audit.event e
     WHERE (e.xid, e.id) > (coalesce((SELECT c.position_xid FROM audit.checkpoint c ORDER BY c.number DESC LIMIT 1), '0'),
                            coalesce((SELECT c.position_id FROM audit.checkpoint c ORDER BY c.number DESC LIMIT 1), 0))
     ORDER BY e.xid, e.id LIMIT 1)), 0), 0)
$$;

-- Reading the log. These functions name people and patients, so each asks by itself whether the caller manages the
-- organization; the policy has asked before.
CREATE FUNCTION audit.may_read(p_organization uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ SELECT coalesce(role_in(current_actor(), p_organization) = 'manager', false) $$;

CREATE FUNCTION audit.utc(p_at timestamptz) RETURNS text LANGUAGE sql STABLE AS
$$ SELECT to_char(p_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') $$;

-- Bodies are read with encode(body, 'escape'): for the bytes a body may have it is the text itself, and bytes that somebody
-- put there instead show up as escapes and stop nobody from reading the rest.

-- An event's columns under the names of its body. This and audit.named have no search path of their own, so that they are
-- planned as a part of the statement that calls them.
CREATE FUNCTION audit.columns_of(e audit.event) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_strip_nulls(jsonb_build_object(
    'id', e.id, 'xid', e.xid::text::bigint, 'at', audit.utc(e.at), 'organization', e.organization_id, 'actorKind', e.actor_kind,
    'actor', e.actor_id, 'actorRole', e.actor_role, 'onBehalfOf', e.on_behalf_of, 'client', e.client_id, 'session', e.session_ref,
    'request', e.request_id, 'action', e.action, 'outcome', e.outcome, 'layer', e.refused_layer,
    'patientRef', encode(e.patient_ref, 'hex'), 'study', e.study_id, 'scopes', to_jsonb(e.scope_ids), 'resourceKind', e.resource_kind,
    'resource', e.resource_id, 'n', e.n, 'firstId', e.first_id, 'lastId', e.last_id, 'purpose', e.purpose,
    'policyVersion', e.policy_version))
$$;

CREATE TYPE audit.listed AS (
  id bigint, at timestamptz, at_text text, organization_id uuid, organization_name text, actor_kind text, actor_id uuid, actor_name text,
  actor_role text, on_behalf_of_name text, session_ref uuid, request_id uuid, action text, operation text, outcome text,
  refused_layer text, patient_id uuid, patient_name text, study_id uuid, study_name text, scope_names text[], resource_kind text,
  resource_id uuid, resource_name text, n int, first_id bigint, last_id bigint, purpose text, body text, commitment text,
  leaf_index bigint, leaf_hash text
);

CREATE FUNCTION audit.named(e audit.event) RETURNS SETOF audit.listed LANGUAGE sql STABLE AS $$
  SELECT e.id, e.at, audit.utc(e.at), e.organization_id, (SELECT name FROM public.organization WHERE id = e.organization_id),
    e.actor_kind, e.actor_id, (SELECT name FROM public.user_account WHERE id = e.actor_id), e.actor_role,
    (SELECT name FROM public.user_account WHERE id = e.on_behalf_of), e.session_ref, e.request_id, e.action,
    substring(encode(e.body, 'escape') FROM '"operation":"([a-z.-]+)"'), e.outcome, e.refused_layer, p.id, p.name, e.study_id,
    (SELECT name FROM public.study WHERE id = e.study_id),
    (SELECT array_agg(s.name ORDER BY s.id) FROM public.scope s WHERE s.id = ANY (e.scope_ids)), e.resource_kind, e.resource_id,
    CASE e.resource_kind
      WHEN 'account' THEN (SELECT name FROM public.user_account WHERE id = e.resource_id)
      WHEN 'organization' THEN (SELECT name FROM public.organization WHERE id = e.resource_id)
      WHEN 'study' THEN (SELECT name FROM public.study WHERE id = e.resource_id)
      WHEN 'membership' THEN (SELECT u.name FROM public.membership m JOIN public.user_account u ON u.id = m.user_id WHERE m.id = e.resource_id)
      WHEN 'invitation' THEN (SELECT email FROM public.invitation WHERE id = e.resource_id)
    END,
    e.n, e.first_id, e.last_id, e.purpose, encode(e.body, 'escape'), encode(e.commitment, 'hex'), l.leaf_index, encode(l.hash, 'hex')
  FROM (SELECT) one
  LEFT JOIN audit.patient_key k ON k.ref = e.patient_ref
  LEFT JOIN public.patient p ON p.id = k.patient_id
  LEFT JOIN audit.leaf l ON l.event_id = e.id AND l.organization_id = e.organization_id
$$;

-- Newest first after the cursor, of the organization and everything below it. Each (organization, action) is read from an
-- index and cut at the limit before they are merged; conditions nobody asked for are not in the statement at all, and the
-- planner sees the values, so that it knows a rare action from a common one.
CREATE FUNCTION audit.list(p_organization uuid, p_actor uuid, p_actions text[], p_patients uuid[], p_outcomes text[],
  p_from timestamptz, p_to timestamptz, p_before_at timestamptz, p_before_id bigint, p_limit int)
RETURNS SETOF audit.listed LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_organizations uuid[]; v_refs bytea[]; v_sources text := 'unnest($1) o (organization)'; v_where text := 'e.organization_id = o.organization';
  v_parts text[];
BEGIN
  IF NOT audit.may_read(p_organization) THEN RETURN; END IF;
  SELECT array_agg(descendant_id) INTO v_organizations FROM organization_closure WHERE ancestor_id = p_organization;
  IF p_patients IS NOT NULL THEN
    SELECT coalesce(array_agg(ref), '{}') INTO v_refs FROM audit.patient_key WHERE patient_id = ANY (p_patients);
    v_sources := v_sources || ' CROSS JOIN unnest($4) p (ref)';
    v_where := v_where || ' AND e.patient_ref = p.ref';
  END IF;
  IF p_actor IS NOT NULL THEN v_where := v_where || ' AND e.actor_id = $2'; END IF;
  IF p_outcomes IS NOT NULL THEN
    v_where := v_where || CASE WHEN 'success' = ANY (p_outcomes) THEN '' ELSE ' AND e.outcome <> ''success''' END || ' AND e.outcome = ANY ($5)';
  END IF;
  IF p_from IS NOT NULL THEN v_where := v_where || ' AND e.at >= $6'; END IF;
  IF p_to IS NOT NULL THEN v_where := v_where || ' AND e.at < $7'; END IF;
  IF p_before_at IS NOT NULL THEN v_where := v_where || ' AND (e.at, e.id) < ($8, $9)'; END IF;
  SELECT array_agg('(SELECT e.at, e.id FROM audit.event e WHERE ' || v_where || condition || ' ORDER BY e.at DESC, e.id DESC LIMIT $10)')
    INTO v_parts FROM (
      SELECT '' AS condition WHERE p_actions IS NULL
      UNION ALL SELECT ' AND e.action = ($3)[' || place || ']' FROM generate_subscripts(p_actions, 1) place) one_each;
  IF v_parts IS NULL THEN RETURN; END IF; -- asked for none of the actions there are
  -- Only (at, id) inside, so that an index can answer by itself; the rows and their names for what is left.
  RETURN QUERY EXECUTE
    'SELECT named.* FROM (
       SELECT merged.at, merged.id FROM ' || v_sources || ' CROSS JOIN LATERAL (' || array_to_string(v_parts, ' UNION ALL ') || ') merged
        ORDER BY merged.at DESC, merged.id DESC LIMIT $10) found
      JOIN audit.event event ON event.at = found.at AND event.id = found.id
      CROSS JOIN LATERAL audit.named(event) named ORDER BY named.at DESC, named.id DESC'
    USING v_organizations, p_actor, p_actions, v_refs, p_outcomes, p_from, p_to, p_before_at, p_before_id, p_limit;
END $$;

-- Who and which patients the filters can name: people with a role here, above or below, and patients known here or below.
CREATE FUNCTION audit.filter_people(p_organization uuid) RETURNS TABLE (id uuid, name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT DISTINCT u.id, u.name FROM membership m JOIN user_account u ON u.id = m.user_id
   WHERE audit.may_read(p_organization) AND m.organization_id IN (
     SELECT descendant_id FROM organization_closure WHERE ancestor_id = p_organization
     UNION SELECT ancestor_id FROM organization_closure WHERE descendant_id = p_organization)
   ORDER BY u.name, u.id LIMIT 500
$$;
CREATE FUNCTION audit.filter_patients(p_organization uuid, p_like text) RETURNS TABLE (id uuid, name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT DISTINCT p.id, p.name FROM patient_organization po JOIN patient p ON p.id = po.patient_id
   WHERE audit.may_read(p_organization)
     AND po.organization_id IN (SELECT descendant_id FROM organization_closure WHERE ancestor_id = p_organization)
     AND (p_like IS NULL OR strpos(lower(p.name), lower(p_like)) > 0)
   ORDER BY p.name, p.id LIMIT 200
$$;
-- The name behind an id in a filter, whether or not the person still has a role here; only if the log has them.
CREATE FUNCTION audit.person_name(p_organization uuid, p_person uuid) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT u.name FROM user_account u WHERE u.id = p_person AND audit.may_read(p_organization)
     AND EXISTS (SELECT FROM audit.event e JOIN organization_closure c ON c.descendant_id = e.organization_id AND c.ancestor_id = p_organization
                  WHERE e.actor_id = u.id)
$$;

-- What the verification in the browser and the export are made of: one snapshot of the sizes, then pages of it. Strays are
-- events that ought to have a leaf by now and have none: somebody put them there past the append function.
CREATE FUNCTION audit.proof_trees(p_organization uuid)
RETURNS TABLE (organization_id uuid, organization_name text, checkpoint_number bigint, leaf_count bigint, tile_counts bigint[], strays bigint[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT c.descendant_id, o.name, coalesce((SELECT max(k.number) FROM audit.checkpoint k), 0),
         (SELECT count(*) FROM audit.leaf l WHERE l.organization_id = c.descendant_id),
         ARRAY(SELECT count(*) FROM audit.tile t WHERE t.organization_id = c.descendant_id GROUP BY t.level ORDER BY t.level),
         ARRAY(SELECT e.id FROM audit.event e
                WHERE e.organization_id = c.descendant_id
                  AND (e.xid, e.id) <= (SELECT k.position_xid, k.position_id FROM audit.checkpoint k ORDER BY k.number DESC LIMIT 1)
                  AND NOT EXISTS (SELECT FROM audit.leaf l WHERE l.event_id = e.id)
                ORDER BY e.id LIMIT 100)
    FROM organization_closure c JOIN organization o ON o.id = c.descendant_id
   WHERE c.ancestor_id = p_organization AND audit.may_read(p_organization)
   ORDER BY c.depth, o.name, o.id
$$;

-- One row for each leaf from p_from on, in order, whether or not its event is still there.
CREATE FUNCTION audit.proof_events(p_organization uuid, p_from bigint, p_limit int)
RETURNS TABLE (leaf_index bigint, leaf_hash text, event_id bigint, event_at text, columns jsonb, body text, salt text, detail text, commitment text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT l.leaf_index, encode(l.hash, 'hex'), l.event_id, audit.utc(l.event_at), audit.columns_of(e), encode(e.body, 'escape'),
         encode(e.salt, 'hex'), encode(e.detail, 'hex'), encode(e.commitment, 'hex')
    FROM audit.leaf l LEFT JOIN audit.event e ON e.at = l.event_at AND e.id = l.event_id
   WHERE l.organization_id = p_organization AND l.leaf_index >= p_from AND audit.may_read(p_organization)
   ORDER BY l.leaf_index LIMIT p_limit
$$;

CREATE FUNCTION audit.proof_tiles(p_organization uuid, p_level smallint, p_from bigint, p_limit int)
RETURNS TABLE (level smallint, tile_index bigint, hashes text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT t.level, t.tile_index, translate(encode(t.hashes, 'base64'), E'\n', '')
    FROM audit.tile t
   WHERE t.organization_id = p_organization AND (t.level, t.tile_index) >= (p_level, p_from) AND audit.may_read(p_organization)
   ORDER BY t.level, t.tile_index LIMIT p_limit
$$;

-- "Who viewed my data": the same events in the patient's own words, for the patient alone.
CREATE FUNCTION audit.views_of(p_patient uuid, p_before_at timestamptz, p_before_id bigint, p_limit int)
RETURNS TABLE (id bigint, at timestamptz, at_text text, action text, outcome text, refused_layer text, actor_id uuid, actor_name text,
               actor_role text, organization_id uuid, organization_name text, study_id uuid, study_name text,
               scope_ids smallint[], scope_names_en text[], scope_names_es text[], n int, purpose text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE v_ref bytea;
BEGIN
  IF NOT EXISTS (SELECT FROM patient p WHERE p.id = p_patient AND p.user_id = current_actor()) THEN RETURN; END IF;
  SELECT k.ref INTO v_ref FROM audit.patient_key k WHERE k.patient_id = p_patient;
  RETURN QUERY
    SELECT e.id, e.at, audit.utc(e.at), e.action, e.outcome, e.refused_layer, e.actor_id, u.name, e.actor_role, e.organization_id, o.name,
           e.study_id, s.name, (SELECT array_agg(c.id ORDER BY c.id) FROM scope c WHERE c.id = ANY (e.scope_ids)),
           (SELECT array_agg(c.plain_name_en ORDER BY c.id) FROM scope c WHERE c.id = ANY (e.scope_ids)),
           (SELECT array_agg(c.plain_name_es ORDER BY c.id) FROM scope c WHERE c.id = ANY (e.scope_ids)), e.n, e.purpose
      FROM audit.event e
      LEFT JOIN user_account u ON u.id = e.actor_id
      LEFT JOIN organization o ON o.id = e.organization_id
      LEFT JOIN study s ON s.id = e.study_id
     WHERE e.patient_ref = v_ref AND e.action IN ('observations.released', 'observations.exported')
       AND e.actor_id <> current_actor()
       AND (p_before_at IS NULL OR (e.at, e.id) < (p_before_at, p_before_id))
     ORDER BY e.at DESC, e.id DESC LIMIT p_limit;
END $$;

DO $$
DECLARE f regprocedure;
BEGIN
  FOR f IN SELECT p.oid FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
            WHERE n.nspname = 'audit' AND p.proname IN ('seal_lag_seconds', 'may_read', 'utc', 'columns_of', 'named', 'list', 'filter_people',
              'filter_patients', 'person_name', 'proof_trees', 'proof_events', 'proof_tiles', 'views_of') LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
    IF f::text !~ '^audit\.(columns_of|named|may_read|utc)\(' THEN EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO wellkept_app', f); END IF;
  END LOOP;
END $$;
GRANT EXECUTE ON FUNCTION audit.seal_lag_seconds() TO wellkept_sealer;
